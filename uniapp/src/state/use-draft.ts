import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { CartLine } from '@/ask/shop.api'
import { storage } from '@/device/storage'

const KEY = 'storeweave.draft'

/** What the checkout page shows of a line; prices come from the server's quote. */
export type DraftLine = Pick<
  CartLine,
  'skuId' | 'productId' | 'name' | 'optionText' | 'unit' | 'kind' | 'picture' | 'quantity' | 'unitSize'
>

export interface Draft {
  lines: DraftLine[]
  /** The lines leave the cart once ordered. */
  fromCart: boolean
}

/** What is being checked out: from the cart or by `buy now`. Survives a reload of the page. */
export const useDraft = defineStore('draft', () => {
  const draft = ref<Draft | null>((storage.get(KEY) as Draft | '') || null)

  /** Starts a checkout with these lines. */
  function start(next: Draft): void {
    draft.value = next
    storage.set(KEY, next)
  }

  /** The order stands: nothing left to check out. */
  function finish(): void {
    draft.value = null
    storage.remove(KEY)
  }

  return { draft, start, finish }
})
