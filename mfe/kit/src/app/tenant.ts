import type { Feature, Tenant } from '@storeweave/contract'
import { computed, shallowRef } from 'vue'

const current = shallowRef<Tenant>()

/** The tenant of this address; undefined only before the shell has asked. */
export const tenant = computed(() => current.value)
/** The tenant's currency code, `CNY` until it is known. */
export const currency = computed(() => current.value?.currency ?? 'CNY')
/** The tenant's time zone; times of stores are shown in it, wherever the person sits. */
export const timeZone = computed(() => current.value?.timeZone ?? 'Asia/Shanghai')

/** True where the brand uses a feature, and for what belongs to none. */
export function uses(feature: Feature | undefined): boolean {
  // a till that is offline may keep a brand's answer of a release that knew no features
  const features = current.value?.features as readonly Feature[] | undefined
  return feature === undefined || (features?.includes(feature) ?? true)
}

/** Hands the tenant to all screens; the shell does it once at start. */
export function setTenant(value: Tenant): void {
  current.value = value
}
