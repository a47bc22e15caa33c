import type { Category } from '@storeweave/contract'
import { toastProblem } from '@storeweave/kit'
import { computed, ref } from 'vue'
import { treeOf, type Branch } from '../products/category-tree'
import { useOne } from '../parts/use-one'
import { categoriesOf, updateCategory } from './categories.api'
import { repositioned } from './positions'

/** The tree of categories; moves show at once and are taken back when the server refuses. */
export function useCategories() {
  const { value, problem, loading, reload } = useOne((signal) => categoriesOf(signal))
  const saving = ref(false)
  const items = computed(() => value.value?.items ?? [])
  const tree = computed(() => treeOf(items.value))
  const siblingsOf = (one: Branch) => tree.value.filter((other) => other.parentId === one.parentId)

  /** Puts one at another place among its siblings. */
  async function move(one: Branch, to: number): Promise<void> {
    const siblings = siblingsOf(one)
    const changes = repositioned(
      siblings,
      siblings.findIndex(({ id }) => id === one.id),
      to,
    )
    if (changes.length === 0 || saving.value) return
    const at = new Map(changes.map(({ id, position }) => [id, position]))
    const before = value.value
    value.value = {
      items: items.value.map((each) => ({ ...each, position: at.get(each.id) ?? each.position })),
    }
    saving.value = true
    try {
      for (const { id, position } of changes) await updateCategory(id, { position })
    } catch (thrown) {
      value.value = before
      toastProblem(thrown)
      await reload()
    } finally {
      saving.value = false
    }
  }
  const placeOf = (one: Branch) => {
    const siblings = siblingsOf(one)
    return { index: siblings.findIndex(({ id }) => id === one.id), count: siblings.length }
  }
  const childrenOf = (one: Category) => items.value.filter((other) => other.parentId === one.id).length
  return { tree, items, problem, loading, saving, reload, move, placeOf, childrenOf, siblingsOf }
}
