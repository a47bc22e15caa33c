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
    down: true,
    by: 'percent' as 'percent' | 'amount',
    percent: 5 as number | undefined,
    amount: undefined as number | undefined,
  })
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  const id = uuidv7()

  const edit = computed<ProductEdit | undefined>(() => {
    const { categoryId, brand, tagId, move, down, by, percent, amount } = draft
    switch (what.value) {
      case 'category':
        return categoryId ? { categoryId } : undefined
      case 'brand':
        return { brand: brand.trim() }
      case 'addTag':
        return tagId ? { addTagId: tagId } : undefined
      case 'removeTag':
        return tagId ? { removeTagId: tagId } : undefined
      case 'move':
        return { move }
      case 'price': {
        const size = by === 'percent' ? Math.round((percent ?? 0) * 100) : (amount ?? 0)
        const fits = size > 0 && (by === 'amount' || size <= (down ? 9_999 : RATE_MAX * 100))
        return fits ? { price: { by, value: down ? -size : size } } : undefined
      }
    }
  })
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
