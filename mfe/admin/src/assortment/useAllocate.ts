import type { Allocation, AllocationKind, PreviewAllocation } from '@storeweave/contract'
import { asProblem, toast, toastProblem, translate, uuidv7 } from '@storeweave/kit'
import { computed, ref } from 'vue'
import { changeAllocation, previewOf, undoChange } from './assortment.api'
import { usePreview } from './use-preview'

/** What a change is about: one product as it stands now, or many by which they are found. */
export type Target = { one: Allocation } | { which: PreviewAllocation['which']; label: string }

export const NEEDS_UNITS: ReadonlySet<AllocationKind> = new Set(['only', 'add', 'remove'])
const NEEDS_PLACES: ReadonlySet<AllocationKind> = new Set([...NEEDS_UNITS, 'exclusive'])

/** A change in the making: what it is, where, and what it would come to; then made, with a way back. */
export function useAllocate(target: Target, done: () => void) {
  const one = 'one' in target ? target.one : undefined
  const which: PreviewAllocation['which'] =
    'one' in target ? { productIds: [target.one.productId] } : target.which
  const exclusive = one?.assortment === 'exclusive'
  const kind = ref<AllocationKind>(
    !one
      ? 'only'
      : !one.byHand
        ? 'rules'
        : one.assortment === 'all'
          ? 'everywhere'
          : exclusive
            ? 'exclusive'
            : 'only',
  )
  const unitIds = ref<string[]>(one && !exclusive ? one.units.map((unit) => unit.unitId) : [])
  const storeId = ref(exclusive ? one.units[0]!.unitId : '')
  const busy = ref(false)

  const places = computed(() =>
    kind.value === 'exclusive'
      ? [storeId.value].filter(Boolean)
      : NEEDS_UNITS.has(kind.value)
        ? unitIds.value
        : [],
  )
  const complete = computed(() => !NEEDS_PLACES.has(kind.value) || places.value.length > 0)
  const { preview, problem } = usePreview(
    (signal) => previewOf({ which, kind: kind.value, unitIds: places.value }, signal),
    [kind, places],
    () => complete.value,
  )

  const may = computed(() => !!preview.value && !preview.value.tooMany && preview.value.products > 0)
  const id = uuidv7()
  async function apply(): Promise<void> {
    busy.value = true
    try {
      const made = await changeAllocation({ id, which, kind: kind.value, unitIds: places.value })
      toast(translate('admin.assortment.done', { count: made.products }), {
        action: { label: translate('admin.assortment.undo'), run: () => void undo(made.id, done) },
      })
      done()
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
    busy.value = false
  }
  return { one, kind, unitIds, storeId, preview, problem, busy, complete, may, apply }
}

/** Undoes a change and says how much of it came back. */
export async function undo(id: string, done: () => void): Promise<void> {
  try {
    const { products, undone } = await undoChange(id)
    const left = products - undone!.restored
    toast(
      translate(`admin.assortment.${left ? 'undonePartly' : 'undone'}`, { count: undone!.restored, left }),
    )
    done()
  } catch (thrown) {
    toastProblem(thrown)
  }
}
