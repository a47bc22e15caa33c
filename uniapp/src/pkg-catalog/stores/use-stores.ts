import { ref } from 'vue'
import type { NearbyStore, NearbyStores } from '@storeweave/contract'
import { findStores } from '@/ask/shop.api'
import { goBack } from '@/state/go'
import { tell } from '@/state/tell'
import { useLoad } from '@/state/use-load'
import { usePlace } from '@/state/use-place'
import { say, t } from '@/words'

const PAUSE_MS = 250

/** Choosing a store by distance or by words; with a SKU, among those that can sell it now. */
export function useStores() {
  const place = usePlace()
  const q = ref('')
  const skuId = ref('')
  const locating = ref(false)
  const list = useLoad<NearbyStores>(() =>
    findStores({
      ...place.position,
      q: q.value.trim() || undefined,
      skuId: skuId.value || undefined,
      limit: 50,
    }),
  )
  let timer: ReturnType<typeof setTimeout> | undefined

  const type = (words: string): void => {
    q.value = words
    clearTimeout(timer)
    timer = setTimeout(() => void list.load(), PAUSE_MS)
  }

  /** Asks the device for its position anew. */
  async function locateAgain(): Promise<void> {
    locating.value = true
    await place.find(true)
    locating.value = false
    if (place.unplaced) tell(t('store.refused'))
    await list.load()
  }

  async function start(sku: string): Promise<void> {
    skuId.value = sku
    await list.load()
    if (place.position || place.unplaced) return
    await place.find()
    await list.load()
  }

  function choose(store: NearbyStore): void {
    if (store.id !== place.storeId) tell(t('store.changed', { store: say(store.name) }))
    place.choose(store)
    goBack()
  }
  const call = (store: NearbyStore) => uni.makePhoneCall({ phoneNumber: store.phone, fail: () => undefined })
  return { place, q, skuId, locating, list, type, locateAgain, start, choose, call }
}
