import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Feature, Tenant } from '@storeweave/contract'
import { getTenant } from '@/ask/shop.api'
import { say } from '@/words'
import { brandStyle, shades } from './brand'
import { storage } from '@/device/storage'

const KEY = 'storeweave.brand'

/** Whose shop this is and how it looks; the colour of the last visit stands until the answer is here. */
export const useTenant = defineStore('tenant', () => {
  const tenant = ref<Tenant | null>(null)
  const primary = ref((storage.get(KEY) as string) || '#1f7a4d')
  const style = computed(() => brandStyle(primary.value))
  const name = computed(() => (tenant.value ? say(tenant.value.name) : ''))
  const currency = computed(() => tenant.value?.currency ?? 'CNY')

  /** Asks once; a failure is asked again by the next caller. */
  async function load(): Promise<void> {
    if (tenant.value) return
    const answer = await getTenant()
    tenant.value = answer
    primary.value = answer.brand.primary
    storage.set(KEY, answer.brand.primary)
  }

  /** True where the brand uses a feature; until it is known too, the server decides. */
  const uses = (feature: Feature) => tenant.value?.features.includes(feature) ?? true

  const accent = computed(() => shades(primary.value))
  return { tenant, primary, style, name, currency, accent, uses, load }
})
