import { computed, ref, watch } from 'vue'
import type { ListShop, ShopCard } from '@storeweave/contract'
import { getCategories, listGoods } from '@/ask/shop.api'
import { useLoad } from '@/state/use-load'
import { useOpenCategory } from '@/state/use-open-category'
import { usePages } from '@/state/use-pages'
import { usePlace } from '@/state/use-place'

export type Sort = ListShop['sort']

/** The category page: one root category (or all), one of its children, and their goods. */
export function useCategory() {
  const place = usePlace()
  const opening = useOpenCategory()
  const root = ref('')
  const child = ref('')
  const sort = ref<Sort>('popular')
  const tree = useLoad(() => getCategories(place.storeId))
  const goods = usePages<ShopCard>((cursor) =>
    listGoods({
      storeId: place.storeId,
      categoryId: child.value || root.value || undefined,
      sort: sort.value,
      cursor,
      limit: 20,
    }),
  )
  const under = (parentId: string | null) =>
    (tree.value.value?.items ?? [])
      .filter((one) => one.parentId === parentId && one.productCount > 0)
      .sort((a, b) => a.position - b.position)
  const roots = computed(() => under(null))
  const children = computed(() => (root.value ? under(root.value) : []))

  function restart(): void {
    goods.first.value = true
    goods.items.value = []
    if (place.storeId) void goods.restart()
  }
  const pickRoot = (id: string): void => {
    root.value = id
    child.value = ''
  }

  /** Takes over what another page asked to open. */
  function takeOver(): void {
    if (opening.id) pickRoot(opening.id)
    opening.id = ''
  }

  watch([root, child, sort], restart)
  watch(
    () => place.storeId,
    (storeId) => {
      if (!storeId) return
      void tree.load()
      restart()
    },
    { immediate: true },
  )

  /** Once more after a failure. */
  const retry = async () => {
    if (!tree.value.value) void tree.load()
    await goods.restart()
  }
  return { place, root, child, sort, roots, children, goods, pickRoot, takeOver, retry }
}
