import type { EditWhich, ProductEdit } from '@storeweave/contract'
import { asProblem, can, uuidv7, type Problem } from '@storeweave/kit'
import { moveNeeds } from '@storeweave/rules/catalog'
import { computed, reactive, ref, shallowRef } from 'vue'
import { createEdit } from './edits.api'
import { WHATS, type What } from './edits'

export const MOVES = ['submit', 'publish', 'retire', 'revive'] as const
const RATE_MAX = 1_000

/** A change in the making: what it is about and what it gives; then every product that is meant is looked at. */
export function useEditDraft(which: EditWhich, made: (id: string) => void) {
  const whats = WHATS.filter((what) => what !== 'price' || can('update', 'ListPrice'))
  const moves = MOVES.filter((move) => can(moveNeeds[move], 'Product'))
  const what = ref<What>(whats[0]!)
  const draft = reactive({
    categoryId: '',
    brand: '',
    tagId: '',
    move: moves[0] ?? 'submit',
    cloudOnly: true,
    down: true,
    by: 'percent' as 'percent' | 'amount',
    percent: 5 as number | undefined,
    amount: undefined as number | undefined,
  })
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  const id = uuidv7()

  const price = computed(() => {
    const { down, by, percent, amount } = draft
    const size = by === 'percent' ? Math.round((percent ?? 0) * 100) : (amount ?? 0)
    const fits = size > 0 && (by === 'amount' || size <= (down ? 9_999 : RATE_MAX * 100))
    return fits ? { by, value: down ? -size : size } : undefined
  })
  /** What is asked for so far, by what it is about; nothing while something is missing. */
  const asked: Record<What, () => ProductEdit | undefined> = {
    category: () => (draft.categoryId ? { categoryId: draft.categoryId } : undefined),
    brand: () => ({ brand: draft.brand.trim() }),
    addTag: () => (draft.tagId ? { addTagId: draft.tagId } : undefined),
    removeTag: () => (draft.tagId ? { removeTagId: draft.tagId } : undefined),
    move: () => ({ move: draft.move }),
    cloudOnly: () => ({ cloudOnly: draft.cloudOnly }),
    price: () => (price.value ? { price: price.value } : undefined),
  }
  const edit = computed(() => asked[what.value]())
  async function look(): Promise<void> {
    if (!edit.value || busy.value) return
    busy.value = true
    problem.value = undefined
    try {
      made((await createEdit({ id, which, edit: edit.value })).id)
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
    busy.value = false
  }
  return { whats, moves, what, draft, edit, busy, problem, look }
}
