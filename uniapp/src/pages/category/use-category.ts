import { computed, ref, watch } from 'vue'
import type { ListShop, ShopCard } from '@storeweave/contract'
import { currencyDigits } from '@storeweave/contract/money'
import { getCategories, listGoods } from '@/ask/shop.api'
import { showAddress } from '@/device/address'
import { useFilters } from '@/state/use-filters'
import { useLoad } from '@/state/use-load'
import { useOpenCategory } from '@/state/use-open-category'
import { usePages } from '@/state/use-pages'
import { usePlace } from '@/state/use-place'
import { useTenant } from '@/state/use-tenant'

export type Sort = Exclude<ListShop['sort'], 'best' | undefined>

/** The category page: one root category (or all), one of its children, and their goods. */
export function useCategory() {
  const place = usePlace()
  const opening = useOpenCategory()
  const root = ref('')
  const child = ref('')
  const sort = ref<Sort>('popular')
  const tenant = useTenant()
  const here = () => ({
    storeId: place.storeId,
    categoryId: child.value || root.value || undefined,
  })
  const filters = useFilters(here, () => currencyDigits(tenant.currency))
  const tree = useLoad(() => getCategories(place.storeId))
  const goods = usePages<ShopCard>((cursor) =>
    listGoods({
      ...here(),
      ...filters.query.value,
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

  /** Shows a category; one below the roots with its root, as soon as the tree is there. */
  function show(id: string): void {
    const above = tree.value.value?.items.find((one) => one.id === id)?.parentId
    pickRoot(above ?? id)
    if (above) child.value = id
  }
  /** Takes over what another page asked to open, or the address. */
  function takeOver(asked = ''): void {
    const id = opening.id || asked
    opening.id = ''
    if (id) show(id)
  }
  watch(tree.value, (now) => {
    if (now && root.value && !roots.value.some((one) => one.id === root.value)) show(root.value)
  })
  // a category has an address of its own, to be sent and found again
  watch([root, child], () => {
    const id = child.value || root.value
    showAddress(`/pages/category/category${id ? `?id=${id}` : ''}`)
  })

  // what narrows one category down means nothing in another
  watch([root, child], filters.forget, { flush: 'sync' })
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
  return { place, root, child, sort, roots, children, goods, filters, restart, pickRoot, takeOver, retry }
}
