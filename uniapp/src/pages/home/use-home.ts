import { computed, ref, watch } from 'vue'
import type { Category, ShopCard } from '@storeweave/contract'
import { wordsOf } from '@/ask/problem'
import { getCategories, listGoods } from '@/ask/shop.api'
import { useCart } from '@/state/use-cart'
import { usePages } from '@/state/use-pages'
import { usePlace } from '@/state/use-place'
import { useTenant } from '@/state/use-tenant'

/** The home page: the store one shops at, its categories and an endless shop window. */
export function useHome() {
  const place = usePlace()
  const tenant = useTenant()
  const cart = useCart()
  const categories = ref<Category[]>([])
  const started = ref(false)
  const startProblem = ref('')
  const goods = usePages<ShopCard>((cursor) => listGoods({ storeId: place.storeId, cursor, limit: 20 }))

  async function loadStore(): Promise<void> {
    if (!place.storeId) return
    const storeId = place.storeId
    await Promise.all([
      goods.restart(),
      getCategories(storeId).then(
        ({ items }) => {
          if (storeId === place.storeId) categories.value = items
        },
        () => undefined, // the shop window says what is wrong; without categories it is still of use
      ),
      cart.load().catch(() => undefined), // the cart page says so itself
    ])
  }

  /** Starts the shop; asked again when it failed. */
  async function start(): Promise<void> {
    startProblem.value = ''
    try {
      await tenant.load()
      await place.settle()
    } catch (thrown) {
      if (!place.store) startProblem.value = wordsOf(thrown)
    } finally {
      started.value = true
    }
  }

  watch(
    () => place.storeId,
    () => {
      goods.first.value = true
      goods.items.value = []
      categories.value = []
      void loadStore()
    },
    { immediate: true },
  )

  /** Pulled down: everything anew. */
  const refresh = async () => {
    await Promise.all([start(), loadStore()])
  }
  const roots = computed(() =>
    categories.value
      .filter((category) => category.parentId === null && category.productCount > 0)
      .sort((a, b) => a.position - b.position)
      .slice(0, 10),
  )
  /** True while nobody can know yet which store it will be. */
  const waiting = computed(() => !place.store && (!started.value || place.finding) && !startProblem.value)
  const unplaced = computed(() => !place.store && started.value && !place.finding && !startProblem.value)
  return { place, tenant, goods, roots, startProblem, waiting, unplaced, start, refresh }
}
