import type { AllocationRule } from '@storeweave/contract'
import { confirm, toastProblem, useText } from '@storeweave/kit'
import { onScopeDispose, ref, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { rulePreviewOf, rulesOf, updateRule } from './rules.api'

const LOOK_MS = 1_000

/** What is sent to save a rule as it stands, with something of it changed. */
export const asRead = ({ name, condition, units, active, version }: AllocationRule) => ({
  ...{ name, condition, active, version },
  unitIds: units.map((unit) => unit.unitId),
})

/** All rules, how far each is written out, and the switch of each: said what it comes to before it does. */
export function useRules() {
  const { t } = useText('admin')
  const all = useOne((signal) => rulesOf(signal))
  const busy = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  watch(all.loading, (loading) => {
    clearTimeout(timer)
    if (!loading && all.value.value?.items.some((rule) => rule.progress))
      timer = setTimeout(() => void all.reload(), LOOK_MS)
  })
  async function turn(rule: AllocationRule, active: boolean): Promise<void> {
    busy.value = rule.id
    try {
      const body = { ...asRead(rule), active }
      const { condition, unitIds } = body
      const { products, gained, lost } = await rulePreviewOf({ id: rule.id, condition, unitIds, active })
      const question = {
        title: t(active ? 'rules.turnOn' : 'rules.turnOff', { name: rule.name }),
        text: t('rules.turnText', { products, gained, lost }),
        confirm: t(active ? 'rules.on' : 'rules.off'),
      }
      if (await confirm(question)) await updateRule(rule.id, body)
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
    await all.reload()
  }
  return { all, busy, turn }
}
