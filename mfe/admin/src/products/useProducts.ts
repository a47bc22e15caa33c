import type { ProductMove } from '@storeweave/rules/catalog'
import type { ProductRow } from '@storeweave/contract'
import { can, toast, toastProblem, translate, useFilters, usePages } from '@storeweave/kit'
import { moveNeeds, nextProductState } from '@storeweave/rules/catalog'
import { computed, ref } from 'vue'
import { useOne } from '../parts/use-one'
import { classificationsOf, tagsOf } from '../sorting/sorting.api'
import { brandsOf, categoriesOf, moveProduct, productsOf, suppliersOf } from './products.api'

const KEYS = ['state', 'q', 'categoryId', 'supplierId', 'brand', 'classificationId', 'tagId', 'sort'] as const

/** Goods in view, what they may be narrowed by, and moving many at once. */
export function useProducts() {
  const filters = useFilters(KEYS)
  const pages = usePages((page) => productsOf(filters.value, page), {
    when: () => JSON.stringify(filters.value),
  })
  const categories = useOne((signal) => categoriesOf(signal))
  const suppliers = useOne((signal) => suppliersOf(signal))
  const brands = useOne((signal) => brandsOf(signal))
  const trees = useOne((signal) => classificationsOf(signal))
  const tags = useOne((signal) => tagsOf(signal))
  const moving = ref<ProductMove>()

  const movable = (rows: readonly ProductRow[], move: ProductMove) =>
    can(moveNeeds[move], 'Product')
      ? rows.filter((row) => nextProductState(row.state, move) !== undefined)
      : []
  /** Moves all that may be moved, one after the other; says how many went through and shows the first refusal. */
  async function moveAll(rows: readonly ProductRow[], move: ProductMove): Promise<void> {
    moving.value = move
    let done = 0
    let refusal: unknown
    for (const row of movable(rows, move))
      try {
        await moveProduct(row.id, { move, note: '' })
        done++
      } catch (thrown) {
        refusal ??= thrown
      }
    moving.value = undefined
    if (done) toast(translate(`admin.products.moved.${move}`, { count: done }))
    if (refusal) toastProblem(refusal)
    await pages.reload()
  }
  return {
    filters,
    pages,
    moving,
    movable,
    moveAll,
    categories: computed(() => categories.value.value?.items ?? []),
    suppliers: computed(() => suppliers.value.value?.items ?? []),
    brands: computed(() => brands.value.value?.items ?? []),
    trees: computed(() => trees.value.value?.items ?? []),
    tags: computed(() => tags.value.value?.items ?? []),
  }
}
