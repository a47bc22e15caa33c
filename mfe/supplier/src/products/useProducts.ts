import type { SupplyProduct } from '@storeweave/contract'
import { localText, useFilters, usePages, useText, type Column } from '@storeweave/kit'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { productsApi } from './products.api'

/** Goods priced per several grams are sold by weight; all others by the piece. */
export const isWeighed = (product: Pick<SupplyProduct, 'unitSize'>): boolean => product.unitSize > 1

export const STATE_TONES = {
  draft: 'neutral',
  in_review: 'warn',
  published: 'good',
  retired: 'neutral',
} as const

/** One's own products as the stores sell them. */
export function useProducts() {
  const { t } = useText('supplier')
  const router = useRouter()
  const filters = useFilters(['q'])
  const pages = usePages((page) => productsApi.list(filters.value['q'], page), { when: filters })
  const yuan = (fen: number | null) => (fen === null ? '' : (fen / 100).toFixed(2))
  const columns = computed<Column<SupplyProduct>[]>(() => [
    { key: 'name', title: t('products.name'), always: true, value: (row) => localText(row.name) },
    { key: 'state', title: t('products.state'), value: (row) => t(`state.${row.state}`) },
    {
      key: 'supplyPriceFrom',
      title: t('products.supplyPrice'),
      align: 'right',
      value: (row) => yuan(row.supplyPriceFrom),
    },
    {
      key: 'bounds',
      title: t('products.bounds'),
      align: 'right',
      value: (row) => `${yuan(row.priceMin)} - ${yuan(row.priceMax)}`,
    },
    { key: 'onHand', title: t('products.onHand'), align: 'right' },
    { key: 'storeCount', title: t('products.stores'), align: 'right' },
    { key: 'sold30Days', title: t('products.sold'), align: 'right' },
    { key: 'skuCount', title: t('products.skus'), align: 'right', hidden: true },
  ])
  const open = (product: SupplyProduct) =>
    void router.push({ name: 'supplier.product', params: { id: product.id } })
  return { t, filters, pages, columns, open }
}
