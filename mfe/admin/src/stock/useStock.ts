import type { StockLevel } from '@storeweave/contract'
import { useFilters, usePages, useScope } from '@storeweave/kit'
import { computed } from 'vue'
import { stockOf } from './stock.api'

const KEYS = ['q', 'storeId', 'skuId', 'low'] as const

/** Stock levels in view. */
export function useStock() {
  const filters = useFilters(KEYS)
  const { query: scoped } = useScope()
  const asked = computed(() => ({ ...scoped.value, ...filters.value }))
  const pages = usePages<LevelRow>(
    async (page) => {
      const { items, nextCursor } = await stockOf(asked.value, page)
      return { items: items.map(rowOf), nextCursor }
    },
    { when: () => JSON.stringify(asked.value) },
  )
  const replace = (level: StockLevel) => {
    const row = rowOf(level)
    pages.rows.value = pages.rows.value.map((one) => (one.id === row.id ? row : one))
  }
  return { filters, asked, pages, replace }
}

/** A level has no id of its own: place and SKU together are it. */
export type LevelRow = StockLevel & { id: string }
const rowOf = (level: StockLevel): LevelRow => ({ ...level, id: `${level.locationId}.${level.skuId}` })
