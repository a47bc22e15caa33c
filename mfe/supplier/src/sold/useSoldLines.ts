import type { SoldLine } from '@storeweave/contract'
import { localText, timeZone, useFilters, usePages, useText, type Column } from '@storeweave/kit'
import { computed } from 'vue'
import { dayIn, daysBefore } from '../days'
import { soldApi, type SoldFilter } from './sold.api'

/** Named periods that end today, in the tenant's days. */
export const periodsOf = (today: string): Record<'all' | 'today' | 'week' | 'month', SoldFilter> => ({
  all: {},
  today: { from: today, to: today },
  week: { from: daysBefore(today, 6), to: today },
  month: { from: daysBefore(today, 29), to: today },
})

/** Days that are real and in order; what somebody wrote into the address may be neither. */
export function soldFilter(given: Record<string, string | undefined>): SoldFilter {
  const day = (text: string | undefined) =>
    text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
  const from = day(given['from'])
  const to = day(given['to'])
  return from && to && from > to ? { q: given['q'], from: to, to: from } : { q: given['q'], from, to }
}

/** Every sold line of one's own goods, newest first. */
export function useSoldLines() {
  const { t } = useText('supplier')
  const filters = useFilters(['q', 'from', 'to'])
  const asked = computed(() => soldFilter(filters.value))
  const pages = usePages((page) => soldApi.list(asked.value, page), { when: asked })
  const columns = computed<Column<SoldLine>[]>(() => [
    { key: 'name', title: t('sold.goods'), always: true, value: (row) => localText(row.name) },
    { key: 'soldAt', title: t('sold.at'), value: (row) => row.soldAt },
    { key: 'tradingDay', title: t('sold.day'), hidden: true },
    { key: 'orderRef', title: t('sold.order') },
    { key: 'skuCode', title: t('sold.code') },
    {
      key: 'quantity',
      title: t('sold.quantity'),
      align: 'right',
      value: (row) => (row.kind === 'weighed' ? row.quantity / 1_000 : row.quantity),
    },
    {
      key: 'unit',
      title: t('sold.unit'),
      hidden: true,
      value: (row) => (row.kind === 'weighed' ? 'kg' : localText(row.unit)),
    },
    {
      key: 'supplyAmount',
      title: t('sold.amount'),
      align: 'right',
      value: (row) => (row.supplyAmount / 100).toFixed(2),
    },
  ])
  const views = computed(() =>
    Object.entries(periodsOf(dayIn(timeZone.value))).map(([name, values]) => ({
      label: t(`period.${name}`),
      values: { ...values },
    })),
  )
  return { t, filters, pages, columns, views }
}
