import type { PurchaseList, PutPurchaseList } from '@storeweave/contract'
import { asProblem, localText, type Problem } from '@storeweave/kit'
import { computed, ref, shallowRef } from 'vue'
import { listOf, putList, type Seller } from './purchasing.api'

/** A line as it is edited; quantities are typed as smallest units (grams of weighed goods). */
export interface DraftLine {
  skuId: string
  label: string
  code: string
  unitSize: number
  price: number | undefined
  min: string
  pack: string
  from: string
  until: string
}
const whole = (text: string): number | undefined => {
  const n = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0
  return n > 0 ? n : undefined
}
/** What is wrong with a line before it is sent; undefined when it can go. */
export function faultOf(line: DraftLine): 'price' | 'quantity' | 'packs' | 'days' | undefined {
  const [min, pack] = [whole(line.min), whole(line.pack)]
  if (line.price === undefined) return 'price'
  if (!min || !pack) return 'quantity'
  if (min % pack !== 0) return 'packs'
  return line.from && line.until && line.until < line.from ? 'days' : undefined
}
export const linesOf = (list: PurchaseList): DraftLine[] =>
  list.lines.map((l) => ({
    skuId: l.skuId,
    label: [localText(l.name), localText(l.optionText)].filter(Boolean).join(' '),
    code: l.code,
    unitSize: l.unitSize,
    price: l.price,
    min: String(l.min),
    pack: String(l.pack),
    from: l.from ?? '',
    until: l.until ?? '',
  }))

/** A price list while it is edited; saved whole under the version that was read. */
export function useList(id: string, fresh: boolean) {
  const name = ref('')
  const sellerId = ref('')
  const seller = shallowRef<Seller>()
  const unitIds = ref<string[]>([])
  const lines = ref<DraftLine[]>([])
  const version = ref(fresh ? 0 : undefined)
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  const tried = ref(false)
  const ready = computed(
    () =>
      name.value.trim() !== '' &&
      sellerId.value !== '' &&
      unitIds.value.length > 0 &&
      !lines.value.some(faultOf),
  )
  function show(list: PurchaseList): void {
    name.value = list.name
    seller.value = list.seller
    sellerId.value = list.seller.id
    unitIds.value = list.units.map((unit) => unit.id)
    lines.value = linesOf(list)
    version.value = list.version
  }
  async function load(): Promise<void> {
    if (fresh) return
    problem.value = undefined
    try {
      show(await listOf(id))
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  const body = (): PutPurchaseList => ({
    version: version.value ?? 0,
    name: name.value.trim(),
    sellerId: sellerId.value,
    unitIds: unitIds.value,
    lines: lines.value.map((l) => ({
      skuId: l.skuId,
      price: l.price ?? 0,
      min: whole(l.min) ?? 1,
      pack: whole(l.pack) ?? 1,
      from: l.from || null,
      until: l.until || null,
    })),
  })
  /** Saves; true when it went through. */
  async function save(): Promise<boolean> {
    tried.value = true
    if (!ready.value || busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      show(await putList(id, body()))
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  return { name, sellerId, seller, unitIds, lines, version, problem, busy, tried, ready, load, save }
}
