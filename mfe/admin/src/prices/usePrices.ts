import type { StorePrice } from '@storeweave/contract'
import { cutOf } from '@storeweave/contract/limits'
import { moneyText } from '@storeweave/contract/money'
import {
  asProblem,
  can,
  currency,
  mostAllowed,
  translate,
  useFilters,
  usePages,
  useScope,
} from '@storeweave/kit'
import { isInside } from '@storeweave/rules/pricing'
import { computed, reactive } from 'vue'
import { useUnits } from '../parts/use-units'
import { setStorePrice, storePricesOf } from './prices.api'

const KEYS = ['storeId', 'q', 'categoryId', 'differing'] as const

/** Why a price cannot be a store's: the bound it breaks, in words; undefined when it can. */
export function boundBroken(price: number, row: StorePrice): string | undefined {
  if (price < 1) return translate('admin.prices.zero')
  if (isInside(price, row)) return undefined
  const low = row.priceMin !== null && price < row.priceMin
  return translate(low ? 'admin.prices.below' : 'admin.prices.above', {
    bound: moneyText((low ? row.priceMin : row.priceMax) ?? 0, currency.value),
  })
}

/** Why a price is further below the list price than who asks may go in this store; undefined when it isn't. */
export function cutTooDeep(price: number, row: StorePrice, storeId: string): string | undefined {
  const most = mostAllowed('Price:update', storeId)
  if (most === null || cutOf(row.listPrice, price) <= most) return undefined
  return translate('admin.prices.cutTooDeep', { most: `${most / 100}%` })
}

/** The price list of one store and changing it cell by cell. */
export function usePrices() {
  const filters = useFilters(KEYS)
  const { storeId: scoped } = useScope()
  const { stores, storeOptions } = useUnits()
  const storeId = computed(() => {
    const wanted = filters.value['storeId'] ?? scoped.value
    return stores.value.some((store) => store.id === wanted) ? wanted : stores.value[0]?.id
  })
  const asked = computed(() => ({
    q: filters.value['q'],
    categoryId: filters.value['categoryId'],
    differing: filters.value['differing'],
  }))
  const pages = usePages(
    async (page) =>
      storeId.value ? storePricesOf(storeId.value, asked.value, page) : { items: [], nextCursor: null },
    { when: () => JSON.stringify([storeId.value, asked.value]) },
  )

  const faults = reactive<Record<string, string>>({})
  const saving = reactive(new Set<string>())
  const replace = (row: StorePrice) =>
    (pages.rows.value = pages.rows.value.map((one) => (one.skuId === row.skuId ? row : one)))
  /** Sets a store's price: shown at once, taken back with the reason at the cell when it is refused. */
  async function set(row: StorePrice, price: number | null): Promise<void> {
    delete faults[row.skuId]
    const broken =
      price === null ? undefined : (boundBroken(price, row) ?? cutTooDeep(price, row, storeId.value ?? ''))
    if (broken) {
      faults[row.skuId] = broken
      return
    }
    const store = storeId.value!
    saving.add(row.skuId)
    replace({ ...row, storePrice: price, effectivePrice: price ?? row.listPrice })
    try {
      const now = await setStorePrice(store, row.skuId, price)
      if (store === storeId.value) replace(now)
    } catch (thrown) {
      if (store === storeId.value) replace(row)
      faults[row.skuId] = asProblem(thrown).text
    } finally {
      saving.delete(row.skuId)
    }
  }
  return {
    filters,
    asked,
    pages,
    faults,
    saving,
    set,
    storeId,
    storeOptions,
    mayEdit: computed(
      () => storeId.value !== undefined && can('update', 'Price', { storeId: storeId.value }),
    ),
    mayList: computed(() => can('update', 'ListPrice')),
  }
}
