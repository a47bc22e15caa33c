import { useFilters, useLive, usePages, useScope } from '@storeweave/kit'
import { computed, onScopeDispose } from 'vue'
import { useOne } from '../parts/use-one'
import { ordersOf, totalsOf, type OrderFilter } from './orders.api'

const KEYS = ['status', 'channel', 'storeId', 'from', 'to', 'q'] as const
const SETTLE_MS = 1_500
/** Events after which a list of orders may look different. */
const TOPICS = [
  'selling.order_placed',
  'selling.order_paid',
  'selling.order_cancelled',
  'fulfilment.moved',
  'fulfilment.verified',
]

/** The orders in view, their sums, and the filter in the address; follows what happens while one looks. */
export function useOrders() {
  const filters = useFilters(KEYS)
  const { query: scoped } = useScope()
  const asked = computed<OrderFilter>(() => ({ ...scoped.value, ...filters.value }))
  const key = () => JSON.stringify(asked.value)
  const pages = usePages((page) => ordersOf(asked.value, page), { when: key })
  const totals = useOne((signal) => totalsOf(asked.value, signal), key)

  let timer: ReturnType<typeof setTimeout> | undefined
  function soon(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      // Somebody far down the list would be thrown back to its start.
      if (pages.rows.value.length <= 50) void pages.reload()
      void totals.reload()
    }, SETTLE_MS)
  }
  useLive(TOPICS, soon, soon)
  onScopeDispose(() => clearTimeout(timer))

  function set(change: Partial<Record<(typeof KEYS)[number], string | undefined>>): void {
    filters.value = { ...filters.value, ...change }
  }
  async function reload(): Promise<void> {
    await Promise.all([pages.reload(), totals.reload()])
  }
  return {
    filters,
    pages,
    totals,
    set,
    reload,
    anyFilter: computed(() => Object.keys(filters.value).length > 0),
  }
}
