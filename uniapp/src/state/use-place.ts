import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { NearbyStore } from '@storeweave/contract'
import { findStores, getStore } from '@/ask/shop.api'
import { locate } from '@/device/locate'
import type { Position } from '@/device/locate'
import { usePrivacy } from './use-privacy'
import { storage } from '@/device/storage'

const KEY = 'storeweave.store'

/** The store one is shopping at: chosen before, else the nearest that is open, else by hand. */
export const usePlace = defineStore('place', () => {
  const privacy = usePrivacy()
  const store = ref<NearbyStore | null>((storage.get(KEY) as NearbyStore | '') || null)
  const position = ref<Position | null>(null)
  const finding = ref(false)
  /** True once the device could not or was not allowed to say where it is. */
  const unplaced = ref(false)
  const storeId = computed(() => store.value?.id ?? '')

  /** Shops at this store from now on, on this device. */
  function choose(next: NearbyStore): void {
    store.value = next
    storage.set(KEY, next)
  }

  /** Finds the position, where the person lets us; `again` asks who said no before. */
  async function find(again = false): Promise<void> {
    position.value = (await privacy.mayLocate(again)) ? await locate() : null
    unplaced.value = position.value === null
  }

  /** Finds the position and, without a store chosen before, the nearest one that takes orders for pickup. */
  async function settle(): Promise<void> {
    finding.value = true
    try {
      const kept = store.value
      await Promise.all([find(), kept ? refresh(kept.id) : undefined])
      if (position.value) await (store.value ? measure(store.value.id) : nearest(position.value))
    } finally {
      finding.value = false
    }
  }

  async function nearest(from: Position): Promise<void> {
    const { items } = await findStores({ ...from, limit: 5 })
    const pickup = items.filter((one) => one.services.includes('pickup'))
    const best = pickup.find((one) => one.openNow) ?? pickup[0] ?? items[0]
    if (best && !store.value) choose(best)
  }

  async function measure(id: string): Promise<void> {
    const { items } = await findStores({ ...position.value, limit: 50 })
    const found = items.find((one) => one.id === id)
    if (found && store.value?.id === id) choose(found)
  }

  /** Reads the chosen store again: it may have opened, moved or closed down. */
  async function refresh(id: string): Promise<void> {
    try {
      const fresh = await getStore(id)
      if (store.value?.id === id) choose({ ...fresh, distanceMetres: store.value.distanceMetres })
    } catch (thrown) {
      if ((thrown as { status?: number }).status !== 404 || store.value?.id !== id) return
      store.value = null // the store is gone: choose again
      storage.remove(KEY)
    }
  }

  /** The person took the location back: what was known of it is forgotten. */
  function unlocate(): void {
    position.value = null
    unplaced.value = true
    if (store.value) choose({ ...store.value, distanceMetres: null })
  }
  return { store, storeId, position, finding, unplaced, choose, settle, find, refresh, unlocate }
})
