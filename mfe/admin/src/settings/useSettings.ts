import type { Tenant } from '@storeweave/contract'
import { applyBrand, required, setTenant, tenant, toast, translate, useForm } from '@storeweave/kit'
import { onScopeDispose, watch } from 'vue'
import { updateTenant } from './settings.api'

const HEX = /^#[0-9a-fA-F]{6}$/

/** Name and colour of the brand. The whole office shows a colour while it is tried; leaving without saving puts the old one back. */
export function useSettings() {
  let saved: Tenant | undefined
  const form = useForm(
    {
      zh: tenant.value?.name.zh ?? '',
      en: tenant.value?.name.en ?? '',
      primary: tenant.value?.brand.primary ?? '#1f6f54',
    },
    async (key, { zh, en, primary }) => {
      saved = await updateTenant({ name: { zh: zh.trim(), en: en.trim() }, primary }, key)
    },
    {
      zh: required(),
      primary: (value) => (HEX.test(String(value)) ? undefined : translate('admin.settings.colourFault')),
    },
  )
  watch(
    () => form.values.primary,
    (primary) => HEX.test(primary) && applyBrand(primary),
  )
  onScopeDispose(() => tenant.value && applyBrand(tenant.value.brand.primary))
  async function save(): Promise<void> {
    if (!(await form.submit())) return
    setTenant(saved!)
    toast(translate('admin.saved'))
  }
  return { form, save }
}
