import { computed, reactive, ref } from 'vue'
import type { AskFilters, ShopFilters } from '@storeweave/contract'
import { getFilters } from '@/ask/shop.api'
import { tellProblem } from './tell'

interface Chosen {
  brands: string[]
  /** Values by the tree they are of. */
  classes: Record<string, string[]>
  /** Choices by the attribute they are of. */
  values: Record<string, string[]>
  tags: string[]
  /** As typed, in the currency's main unit. */
  from: string
  to: string
}
type Place = Pick<AskFilters, 'storeId' | 'categoryId' | 'q' | 'inStock'>

const none = (): Chosen => ({ brands: [], classes: {}, values: {}, tags: [], from: '', to: '' })
/** A price as typed in fen; undefined where none is. `digits`: decimals of the currency. */
export function priceOf(text: string, digits: number): number | undefined {
  const typed = text.trim()
  if (!/^\d{1,7}(\.\d{0,2})?$/.test(typed)) return undefined
  return Math.round(Number(typed) * 10 ** digits)
}
const toggled = (list: readonly string[], one: string) =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

/** Groups of choices as they are sent: those of one group parted by commas, groups by semicolons. */
const groupsOf = (groups: Record<string, string[]>): string | undefined =>
  Object.values(groups)
    .filter((list) => list.length)
    .map((list) => list.join(','))
    .join(';') || undefined

/** What a list of goods is narrowed down by: choices, their counts, and what is sent of them. `place` says whose list it is. */
export function useFilters(place: () => Place, digits: () => number) {
  const chosen = reactive<Chosen>(none())
  const open = ref(false)
  const counts = ref<ShopFilters>()
  let turn = 0

  /** What goes with the question for goods; only what is chosen. */
  const query = computed(() => {
    return {
      brands: chosen.brands.join('|') || undefined,
      classes: groupsOf(chosen.classes),
      values: groupsOf(chosen.values),
      tags: chosen.tags.join(',') || undefined,
      priceFrom: priceOf(chosen.from, digits()),
      priceTo: priceOf(chosen.to, digits()),
    }
  })
  const count = computed(
    () =>
      chosen.brands.length +
      chosen.tags.length +
      Object.values({ ...chosen.classes, ...chosen.values }).flat().length +
      (query.value.priceFrom === undefined && query.value.priceTo === undefined ? 0 : 1),
  )

  /** Reads the counts for what is chosen now; what is shown stays until they are here. */
  async function refresh(): Promise<void> {
    const mine = ++turn
    try {
      const now = await getFilters({ ...place(), ...query.value })
      if (mine === turn) counts.value = now
    } catch (thrown) {
      if (mine === turn) tellProblem(thrown)
    }
  }
  function show(): void {
    open.value = true
    counts.value = undefined
    void refresh()
  }
  const hide = () => void (open.value = false)
  const typePrice = (which: 'from' | 'to', text: string) => void (chosen[which] = text)
  function pickBrand(brand: string): void {
    chosen.brands = toggled(chosen.brands, brand)
    void refresh()
  }
  function pickTag(id: string): void {
    chosen.tags = toggled(chosen.tags, id)
    void refresh()
  }
  function pickClass(treeId: string, id: string): void {
    chosen.classes = { ...chosen.classes, [treeId]: toggled(chosen.classes[treeId] ?? [], id) }
    void refresh()
  }
  function pickValue(attributeId: string, id: string): void {
    chosen.values = { ...chosen.values, [attributeId]: toggled(chosen.values[attributeId] ?? [], id) }
    void refresh()
  }
  /** Forgets all choices, without asking for counts. */
  const forget = () => Object.assign(chosen, none())
  function clear(): void {
    forget()
    void refresh()
  }
  return {
    chosen,
    open,
    counts,
    query,
    count,
    show,
    hide,
    typePrice,
    refresh,
    pickBrand,
    pickTag,
    pickClass,
    pickValue,
    clear,
    forget,
  }
}
export type Filters = ReturnType<typeof useFilters>
