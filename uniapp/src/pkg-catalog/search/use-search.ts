import { computed, ref, watch } from 'vue'
import type { Category, Instead, ListShop, ShopCard, ShopSuggestions } from '@storeweave/contract'
import { currencyDigits } from '@storeweave/contract/money'
import { getByBarcode, getCategories, getSuggestions, listGoods } from '@/ask/shop.api'
import { canScan, scan } from '@/device/scan'
import { goProduct, goTab } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { useFilters } from '@/state/use-filters'
import { useOpenCategory } from '@/state/use-open-category'
import { usePages } from '@/state/use-pages'
import { usePlace } from '@/state/use-place'
import { useTenant } from '@/state/use-tenant'
import { Problem } from '@/ask/problem'
import { t } from '@/words'
import { storage } from '@/device/storage'

const KEY = 'storeweave.searches'
const KEPT = 10
const PAUSE_MS = 250
const nothing = (): ShopSuggestions => ({ words: [], categories: [], goods: [] })

/** Search by name, pinyin, initials or barcode: what was sought before, suggestions while typing, results. */
export function useSearch() {
  const place = usePlace()
  const text = ref('')
  /** What the results are for; empty while typing. */
  const sought = ref('')
  const history = ref<string[]>((storage.get(KEY) as string[] | '') || [])
  const suggestions = ref<ShopSuggestions>(nothing())
  /** What is offered where nothing was found. */
  const instead = ref<Instead>()
  /** Where to begin for who has nothing to type yet. */
  const aisles = ref<Category[]>([])
  watch(
    () => place.storeId,
    async (storeId) => {
      if (!storeId) return
      // without an answer the page does without this part
      const { items } = await getCategories(storeId).catch(() => ({ items: [] }))
      aisles.value = items.filter(({ parentId }) => parentId === null)
    },
    { immediate: true },
  )
  const sort = ref<NonNullable<ListShop['sort']>>('best')
  const inStock = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const tenant = useTenant()
  const here = () => ({
    storeId: place.storeId,
    q: sought.value,
    inStock: inStock.value ? ('true' as const) : undefined,
  })
  const filters = useFilters(here, () => currencyDigits(tenant.currency))
  const results = usePages<ShopCard>(async (cursor) => {
    const page = await listGoods({ ...here(), ...filters.query.value, sort: sort.value, cursor, limit: 20 })
    if (!cursor) instead.value = page.instead
    return page
  })
  function again(): void {
    if (!sought.value) return
    results.first.value = true
    results.items.value = []
    instead.value = undefined
    void results.restart()
  }

  async function suggest(q: string): Promise<void> {
    const found = await getSuggestions(place.storeId, q)
    if (q === text.value.trim() && !sought.value) suggestions.value = found
  }

  /** While typing: suggestions after a short pause. */
  function type(value: string): void {
    text.value = value
    sought.value = ''
    clearTimeout(timer)
    const q = value.trim()
    if (!q || !place.storeId) suggestions.value = nothing()
    else timer = setTimeout(() => suggest(q).catch(() => undefined), PAUSE_MS) // results say it when it fails
  }

  function remember(q: string): void {
    history.value = [q, ...history.value.filter((one) => one !== q)].slice(0, KEPT)
    storage.set(KEY, history.value)
  }
  const forget = () => {
    history.value = []
    storage.remove(KEY)
  }

  /** Looks for the words; a barcode that is known opens its product. */
  async function seek(words = text.value): Promise<void> {
    const q = words.trim()
    if (!q) return
    clearTimeout(timer)
    text.value = q
    suggestions.value = nothing()
    sought.value = q
    remember(q)
    filters.forget()
    instead.value = undefined
    results.first.value = true
    results.items.value = []
    if (/^\d{8,14}$/.test(q) && (await open(q))) return
    await results.restart()
  }

  async function open(barcode: string): Promise<boolean> {
    try {
      goProduct((await getByBarcode(barcode, place.storeId)).id)
      return true
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.status === 404) return false
      tellProblem(thrown)
      return false
    }
  }

  /** Reads a barcode by camera and opens its product. */
  async function scanCode(): Promise<void> {
    const scanned = await scan()
    if (scanned === 'refused') return tell(t('scan.refused'))
    const { barcode } = scanned
    if (barcode && !(await open(barcode))) tell(t('scan.unknown', { barcode }))
  }
  watch([sort, inStock], again)

  /** Opens a category that was suggested. */
  function openCategory(id: string): void {
    useOpenCategory().id = id
    goTab('category')
  }
  const typing = computed(() => !sought.value)
  const clear = () => type('')
  return {
    place,
    text,
    sought,
    history,
    suggestions,
    instead,
    filters,
    sort,
    inStock,
    results,
    typing,
    canScan: canScan(),
    type,
    clear,
    seek,
    forget,
    again,
    aisles,
    openCategory,
    scanCode,
  }
}
