import type { DropOrderRow, DropOrderState } from '@storeweave/contract'
import { localText, useFilters, usePages, useText, type Column } from '@storeweave/kit'
import { provinceNames } from '@storeweave/rules/delivery'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { ordersApi } from './orders.api'

export const ORDER_TONES = {
  to_ship: 'warn',
  late: 'bad',
  shipped: 'info',
  completed: 'good',
  ended: 'neutral',
} as const
const STATES: readonly DropOrderState[] = ['to_ship', 'late', 'shipped', 'completed', 'ended']

/** What a look asks for: without a state what is to ship, `all` for everything. */
export function asked(filters: Record<string, string | undefined>): Record<string, string | undefined> {
  const state = filters['state'] ?? (filters['q'] ? 'all' : 'to_ship')
  return { q: filters['q'], state: STATES.some((one) => one === state) ? state : undefined }
}

/** Orders to ship out of one's own depots, what waits first. */
export function useOrders() {
  const { t } = useText('supplier')
  const router = useRouter()
  const filters = useFilters(['q', 'state'])
  const what = computed(() => asked(filters.value))
  const pages = usePages((page) => ordersApi.page(what.value, page), { when: what })
  const views = computed(() => [
    { label: t('orders.state.to_ship'), values: {} },
    ...STATES.slice(1).map((state) => ({ label: t(`orders.state.${state}`), values: { state } })),
    { label: t('showAll'), values: { state: 'all' } },
  ])
  const columns = computed<Column<DropOrderRow>[]>(() => [
    { key: 'number', title: t('orders.number'), always: true },
    { key: 'firstLine', title: t('orders.goods'), value: (row) => localText(row.firstLine) },
    { key: 'state', title: t('orders.step'), value: (row) => t(`orders.state.${row.state}`) },
    { key: 'shipBy', title: t('orders.shipBy'), value: (row) => row.shipBy },
    { key: 'city', title: t('orders.to'), value: toOf },
    { key: 'depotName', title: t('orders.depot'), value: (row) => localText(row.depotName) },
    { key: 'paidAt', title: t('orders.paidAt'), hidden: true, value: (row) => row.paidAt },
  ])
  const open = (row: DropOrderRow) => void router.push({ name: 'supplier.order', params: { id: row.id } })
  return { t, filters, pages, views, columns, open }
}

/** Province and city, as far as anybody needs before accepting. */
export const toOf = (row: Pick<DropOrderRow, 'province' | 'city'>): string => {
  const province = provinceNames[row.province]
  return [province ? localText(province) : '', row.city].filter(Boolean).join(' ')
}
