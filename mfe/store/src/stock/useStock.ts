import type { StockLevel } from '@storeweave/contract'
import { LOW_STOCK } from '@storeweave/rules/inventory'
import { useFilters, useLive, usePages, useText, type Column } from '@storeweave/kit'
import { computed, onScopeDispose, ref } from 'vue'
import { useConsole } from '../frame/context'
import { stockApi } from './stock.api'

export type Tone = 'good' | 'warn' | 'bad'
/** Nothing left to sell, little left (by the same rule as the server's `low` filter), or enough. */
export const toneOf = (level: Pick<StockLevel, 'available'>): Tone =>
  level.available <= 0 ? 'bad' : level.available <= LOW_STOCK ? 'warn' : 'good'

const HINT_PAUSE_MS = 1_500

/** The store's stock list: search by words, pinyin and barcode, low only; live while sales go on. */
export function useStock() {
  const { t } = useText('store')
  const { storeId, onGoods } = useConsole()
  const filters = useFilters(['q', 'low'])
  const pages = usePages((page) => stockApi.levels(storeId.value, filters.value, page), {
    limit: 40,
    when: filters,
  })
  const columns = computed<Column<StockLevel>[]>(() => [
    { key: 'name', title: t('stock.goods'), always: true, value: (row) => row.name.zh },
    { key: 'code', title: t('stock.code') },
    { key: 'available', title: t('stock.available'), align: 'right', value: (row) => row.available },
    { key: 'onHand', title: t('stock.onHand'), align: 'right' },
    { key: 'reserved', title: t('stock.reserved'), align: 'right' },
    { key: 'safety', title: t('stock.safety'), align: 'right', hidden: true },
    { key: 'inTransit', title: t('stock.inTransit'), align: 'right', hidden: true },
  ])
  const opened = ref<StockLevel>()
  const scanning = ref(false)
  const current = computed(
    () =>
      pages.rows.value.find(
        (row) => row.skuId === opened.value?.skuId && row.locationId === opened.value.locationId,
      ) ?? opened.value,
  )

  function find(code: string): void {
    scanning.value = false
    filters.value = { q: code }
  }
  onScopeDispose(onGoods(find))

  // A busy hour moves stock every second; the list need not follow each piece.
  let timer: ReturnType<typeof setTimeout> | undefined
  useLive(
    ['inventory.stock_moved'],
    ({ data }) => {
      if ((data as { storeId?: string } | undefined)?.storeId !== storeId.value || timer) return
      timer = setTimeout(() => {
        timer = undefined
        if (pages.rows.value.length <= 40) void pages.reload()
      }, HINT_PAUSE_MS)
    },
    () => void pages.reload(),
  )
  onScopeDispose(() => clearTimeout(timer))

  const views = computed(() => [
    { label: t('stock.all'), values: {} },
    { label: t('stock.low'), values: { low: 'true' } },
  ])
  function adjusted(level: StockLevel): void {
    opened.value = level
    void pages.reload()
  }
  return { t, filters, views, pages, columns, opened, current, scanning, find, adjusted }
}
