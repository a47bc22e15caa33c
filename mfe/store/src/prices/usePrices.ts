import type { StorePrice } from '@storeweave/contract'
import { useDecisions, useFilters, usePages, useText, type Column } from '@storeweave/kit'
import { computed, onScopeDispose, ref } from 'vue'
import { useConsole } from '../frame/context'
import { pricesApi } from './prices.api'

/** The store's prices beside what the brand lists, own ones first to find. */
export function usePrices() {
  const { t } = useText('store')
  const { storeId, onGoods } = useConsole()
  const { keptBy } = useDecisions(() => storeId.value || undefined)
  const filters = useFilters(['q', 'differing'])
  const pages = usePages((page) => pricesApi.list(storeId.value, filters.value, page), {
    limit: 40,
    when: filters,
  })
  const yuan = (fen: number | null) => (fen === null ? '' : (fen / 100).toFixed(2))
  const columns = computed<Column<StorePrice>[]>(() => [
    { key: 'name', title: t('prices.goods'), always: true, value: (row) => row.name.zh },
    { key: 'code', title: t('prices.code') },
    {
      key: 'effectivePrice',
      title: t('prices.here'),
      align: 'right',
      value: (row) => yuan(row.effectivePrice),
    },
    { key: 'listPrice', title: t('prices.list'), align: 'right', value: (row) => yuan(row.listPrice) },
    {
      key: 'bounds',
      title: t('prices.bounds'),
      align: 'right',
      value: (row) => `${yuan(row.priceMin)} - ${yuan(row.priceMax)}`,
    },
  ])
  const views = computed(() => [
    { label: t('prices.all'), values: {} },
    { label: t('prices.own'), values: { differing: 'true' } },
  ])
  const opened = ref<StorePrice>()
  onScopeDispose(onGoods((code) => (filters.value = { q: code })))
  function saved(row: StorePrice): void {
    pages.rows.value = pages.rows.value.map((one) => (one.skuId === row.skuId ? row : one))
    opened.value = undefined
  }
  return { t, storeId, kept: computed(() => keptBy('price')), filters, pages, columns, views, opened, saved }
}
