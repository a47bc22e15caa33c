// The Element Plus components screens may use. What is heavy and rare loads when it is first shown.
import { defineAsyncComponent, type Component } from 'vue'

export { ElButton } from 'element-plus/es/components/button/index.mjs'
export { ElCheckbox, ElCheckboxGroup } from 'element-plus/es/components/checkbox/index.mjs'
export { ElDropdown, ElDropdownItem, ElDropdownMenu } from 'element-plus/es/components/dropdown/index.mjs'
export { ElInput } from 'element-plus/es/components/input/index.mjs'
export { ElInputNumber } from 'element-plus/es/components/input-number/index.mjs'
export { ElOption, ElOptionGroup, ElSelect } from 'element-plus/es/components/select/index.mjs'
export { ElPopover } from 'element-plus/es/components/popover/index.mjs'
export { ElRadio, ElRadioButton, ElRadioGroup } from 'element-plus/es/components/radio/index.mjs'
export { ElSwitch } from 'element-plus/es/components/switch/index.mjs'
export { ElTabPane, ElTabs } from 'element-plus/es/components/tabs/index.mjs'
export { ElTooltip } from 'element-plus/es/components/tooltip/index.mjs'
export { ElConfigProvider } from 'element-plus/es/components/config-provider/index.mjs'

export const ElDatePicker: Component = defineAsyncComponent(
  async () => (await import('element-plus/es/components/date-picker/index.mjs')).ElDatePicker,
)

/** Element Plus's own words in a language, for the one ElConfigProvider the shell mounts. */
export const elementWords = async (locale: 'zh-CN' | 'en'): Promise<unknown> =>
  locale === 'en'
    ? (await import('element-plus/es/locale/lang/en.mjs')).default
    : (await import('element-plus/es/locale/lang/zh-cn.mjs')).default
