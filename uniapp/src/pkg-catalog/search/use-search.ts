import { computed, ref, watch } from 'vue'
import type { ListShop, ShopCard } from '@storeweave/contract'
import { getByBarcode, listGoods } from '@/ask/shop.api'
import { canScan, scan } from '@/device/scan'
import { goProduct } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { usePages } from '@/state/use-pages'
import { usePlace } from '@/state/use-place'
import { Problem } from '@/ask/problem'
import { t } from '@/words'
import { storage } from '@/device/storage'

const KEY = 'storeweave.searches'
const KEPT = 10
const PAUSE_MS = 250
const SUGGESTED = 8

/** Search by name, pinyin, initials or barcode: what was sought before, suggestions while typing, results. */
export function useSearch() {
  const place = usePlace()
  const text = ref('')
  /** What the results are for; empty while typing. */
  const sought = ref('')
  const history = ref<string[]>((storage.get(KEY) as string[] | '') || [])
  const suggestions = ref<ShopCard[]>([])
  const sort = ref<ListShop['sort']>('popular')
  const inStock = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const query = (cursor?: string) => ({
    storeId: place.storeId,
    q: sought.value,
    sort: sort.value,
    inStock: inStock.value ? ('true' as const) : undefined,
    cursor,
    limit: 20,
  })
  const results = usePages<ShopCard>((cursor) => listGoods(query(cursor)))

  async function suggest(q: string): Promise<void> {
    const { items } = await listGoods({ storeId: place.storeId, q, limit: SUGGESTED })
    if (q === text.value.trim() && !sought.value) suggestions.value = items
  }

  /** While typing: suggestions after a short pause. */
  function type(value: string): void {
    text.value = value
    sought.value = ''
    clearTimeout(timer)
    const q = value.trim()
    if (!q || !place.storeId) suggestions.value = []
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
    suggestions.value = []
    sought.value = q
    remember(q)
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
  watch([sort, inStock], () => {
    if (!sought.value) return
    results.first.value = true
    results.items.value = []
    void results.restart()
  })
  const typing = computed(() => !sought.value)
  const clear = () => type('')
  return {
    place,
    text,
    sought,
    history,
    suggestions,
    sort,
    inStock,
    results,
    typing,
    canScan: canScan(),
    type,
    clear,
    seek,
    forget,
    scanCode,
  }
}
