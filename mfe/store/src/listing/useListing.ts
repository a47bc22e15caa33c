import type { StoreGood } from '@storeweave/contract'
import {
  can,
  localText,
  toast,
  toastProblem,
  useDecisions,
  useFilters,
  usePages,
  useText,
} from '@storeweave/kit'
import type { Column } from '@storeweave/kit'
import { computed, onScopeDispose, ref } from 'vue'
import { useConsole } from '../frame/context'
import { listingApi } from './listing.api'

/** Goods that the store may sell, whether it does, and why not where it may not. */
export function useListing() {
  const { t } = useText('store')
  const { storeId, onGoods } = useConsole()
  const { keptBy } = useDecisions(() => storeId.value || undefined)
  const filters = useFilters(['q', 'show'])
  const pages = usePages<StoreGood>((page) => listingApi.list(storeId.value, filters.value, page), {
    limit: 40,
    when: filters,
  })
  const kept = computed(() => keptBy('listing'))
  const mayList = computed(() => !kept.value && can('update', 'Listing', { storeId: storeId.value }))
  const mayPrint = computed(() => can('read', 'Price', { storeId: storeId.value }))
  /** Products whose labels are being printed: none named means all. */
  const printing = ref<readonly string[]>()
  /** Products whose change is on its way. */
  const busy = ref(new Set<string>())

  const isReleased = (row: StoreGood) => row.reason !== 'not_released'
  const isSold = (row: StoreGood) => isReleased(row) && row.listed
  const whyOf = (row: StoreGood) =>
    t(`listing.why.${row.reason}`, { name: row.releasedBy ? localText(row.releasedBy) : '' })
  const columns = computed<Column<StoreGood>[]>(() => [
    { key: 'name', title: t('listing.goods'), always: true, value: (row) => row.name.zh },
    { key: 'why', title: t('listing.reason'), value: whyOf },
    { key: 'available', title: t('listing.stock'), align: 'right', value: (row) => row.available },
    { key: 'last', title: t('listing.last'), value: (row) => row.by },
    {
      key: 'listed',
      title: t('listing.sold'),
      align: 'right',
      width: 120,
      value: (row) => t(isSold(row) ? 'listing.yes' : 'listing.no'),
    },
  ])
  const views = computed(() => [
    { label: t('listing.all'), values: {} },
    ...(['sold', 'unlisted', 'not_released'] as const).map((show) => ({
      label: t(`listing.show.${show}`),
      values: { show },
    })),
  ])
  onScopeDispose(onGoods((code) => (filters.value = { q: code })))

  function mark(productId: string, on: boolean): void {
    const next = new Set(busy.value)
    if (on) next.add(productId)
    else next.delete(productId)
    busy.value = next
  }
  /** Sets one product; answers whether it went through. */
  async function set(row: StoreGood, listed: boolean): Promise<boolean> {
    mark(row.productId, true)
    try {
      const now = await listingApi.set(storeId.value, row.productId, listed)
      pages.rows.value = pages.rows.value.map((one) => (one.productId === now.productId ? now : one))
      return true
    } catch (thrown) {
      toastProblem(thrown)
      return false
    } finally {
      mark(row.productId, false)
    }
  }
  async function toggle(row: StoreGood, listed: boolean): Promise<void> {
    if (await set(row, listed))
      toast(t(listed ? 'listing.listed' : 'listing.unlisted', { name: localText(row.name) }), {
        action: { label: t('listing.undo'), run: () => void set(row, !listed) },
      })
  }
  /** Those of the ticked rows for which it would be a change. */
  const changing = (rows: readonly StoreGood[], listed: boolean) =>
    rows.filter((row) => isReleased(row) && row.listed !== listed)
  /** One after the other; ends at the first refusal, since it would be the same for the rest. */
  async function setAll(rows: readonly StoreGood[], listed: boolean): Promise<void> {
    let done = 0
    for (const row of changing(rows, listed)) {
      if (!(await set(row, listed))) break
      done++
    }
    if (done) toast(t(listed ? 'listing.listedMany' : 'listing.unlistedMany', { count: done }))
  }
  return {
    t,
    kept,
    mayList,
    filters,
    pages,
    columns,
    views,
    busy,
    isReleased,
    isSold,
    whyOf,
    toggle,
    changing,
    setAll,
    mayPrint,
    storeId,
    printing,
  }
}
