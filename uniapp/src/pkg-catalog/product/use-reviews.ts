import { computed, ref, watch } from 'vue'
import type { ListShopReviews, ProductRating } from '@storeweave/contract'
import { getReviews } from '@/ask/reviews.api'
import { usePages } from '@/state/use-pages'

export type Show = ListShopReviews['show']
const AT_ONCE = 5

/** What shoppers say of a product, page by page, and how they rate it. */
export function useReviews(productId: () => string) {
  const show = ref<Show>('all')
  const rating = ref<ProductRating | null>(null)
  const list = usePages(async (cursor) => {
    const page = await getReviews(productId(), { show: show.value, limit: AT_ONCE, cursor })
    rating.value = page.rating
    return page
  })
  const low = computed(() => (rating.value ? rating.value.stars[0]! + rating.value.stars[1]! : 0))
  /** Of the reviews, how many gave so many stars, in whole percent. */
  const shareOf = (stars: number): number => {
    const { count = 0, stars: each = [] } = rating.value ?? {}
    return count ? Math.round((each[stars - 1]! * 100) / count) : 0
  }
  function choose(next: Show): void {
    if (show.value === next) return
    show.value = next
    void list.restart()
  }
  watch(
    productId,
    (id) => {
      show.value = 'all'
      rating.value = null
      if (id) void list.restart()
    },
    { immediate: true },
  )
  return { show, rating, list, low, shareOf, choose }
}
