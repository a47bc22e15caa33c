import { ref } from 'vue'
import type { MyReview } from '@storeweave/contract'
import { allMyReviews, withdrawReview } from '@/ask/reviews.api'
import { confirm, tell, tellProblem } from '@/state/tell'
import { usePages } from '@/state/use-pages'
import { t } from '@/words'

/** Everything the shopper wrote, newest first, and the way to take it back. */
export function useMyReviews() {
  const list = usePages<MyReview>((cursor) => allMyReviews(cursor))
  const busy = ref('')

  /** Takes one back for good, once the shopper has said so; what is shown of it changes in place. */
  async function withdraw({ id }: MyReview): Promise<void> {
    if (busy.value) return
    if (!(await confirm(t('review.withdrawAsk'), t('review.withdrawAbout'), t('review.withdraw')))) return
    busy.value = id
    try {
      await withdrawReview(id)
      tell(t('review.withdrawn'))
      await list.restart()
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = ''
    }
  }
  return { ...list, busyWith: busy, withdraw }
}
