import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Delivery, NearbyStore } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { getDelivery } from '@/ask/delivery.api'
import { getStore } from '@/ask/shop.api'
import { storage } from '@/device/storage'
import { t } from '@/words'
import { goStores } from './go'
import { usePlace } from './use-place'
import { useTenant } from './use-tenant'

const KEY = 'storeweave.fetched-at'

/** How goods come to the shopper: fetched at a store, or sent from the warehouse that serves it. Each place has its own cart. */
export const useWay = defineStore('way', () => {
  const place = usePlace()
  const tenant = useTenant()
  const delivery = ref<Delivery | null>(null)
  const isSent = computed(() => place.store?.kind === 'warehouse')
  const warehouse = computed(() => delivery.value?.warehouse ?? null)

  watch(
    () => [place.storeId, tenant.uses('express')] as const,
    async ([storeId, sends]) => {
      // whoever shopped at a warehouse fetches from now on
      if (!sends && isSent.value) return fetch()
      const answer = storeId && sends ? await getDelivery(storeId).catch(() => null) : null // a way less, not a fault
      if (storeId === place.storeId) delivery.value = answer
    },
    { immediate: true },
  )

  /** Everybody who sends, where there are several: the brand and suppliers. Each has a cart and freight of its own. */
  const senders = computed(() => delivery.value?.senders ?? [])
  /** The supplier one shops at; null at a store and at the brand's warehouse. */
  const seller = computed(() => senders.value.find((one) => one.id === place.storeId)?.supplierName ?? null)

  /** Shops at a warehouse from now on, the nearest unless another is named; the store one fetched at is remembered. */
  async function send(from = warehouse.value?.id): Promise<void> {
    if (!from || from === place.storeId) return
    const there = await getStore(from)
    if (place.store && !isSent.value) storage.set(KEY, place.store)
    place.choose(there)
  }
  /** Shops at the store of before again, or at one that is chosen now. */
  function fetch(): void {
    if (!isSent.value) return
    const before = storage.get(KEY) as NearbyStore | ''
    if (before) place.choose(before)
    else goStores()
  }

  /** What sending costs, in a few words. */
  const costs = computed(() => {
    if (!delivery.value) return ''
    const { base, freeFrom } = delivery.value.freight
    const money = (amount: number) => moneyText(amount, tenant.currency)
    if (base === 0) return t('delivery.free')
    return freeFrom === null
      ? t('delivery.always', { base: money(base) })
      : t('delivery.freeFrom', { base: money(base), from: money(freeFrom) })
  })
  return { delivery, isSent, warehouse, senders, seller, send, fetch, costs }
})
