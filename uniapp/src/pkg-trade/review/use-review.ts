import { computed, reactive, ref } from 'vue'
import type { MyReview, Order } from '@storeweave/contract'
import { followReview, myReviews, renameMember, withdrawReview, writeReview } from '@/ask/reviews.api'
import { getOrder } from '@/ask/shop.api'
import { uuidv7 } from '@/ask/uuid'
import { goBack } from '@/state/go'
import { confirm, tell, tellProblem } from '@/state/tell'
import { useLoad } from '@/state/use-load'
import { useSession } from '@/state/use-session'
import { t } from '@/words'
import { usePictures } from './use-pictures'

/** A review of one bought line: writing it, adding to it, taking it back. */
export function useReview() {
  const session = useSession()
  const orderId = ref('')
  const lineId = ref('')
  const busy = ref(false)
  const form = reactive({ stars: 0, storeStars: 0, words: '', anonymous: true, nick: '' })
  const pictures = usePictures(() => lineId.value)
  // the same tap again is the same review
  const id = uuidv7()
  const loading = useLoad<{ order: Order; mine: MyReview[] }>(async () => {
    const [order, mine] = await Promise.all([getOrder(orderId.value), myReviews(orderId.value)])
    return { order, mine: mine.items }
  })
  const line = computed(() => loading.value.value?.order.lines.find((one) => one.id === lineId.value))
  const mine = computed(() => loading.value.value?.mine.find((one) => one.lineId === lineId.value))
  const storeName = computed(() => loading.value.value?.order.storeName)
  const asksStore = computed(() => !loading.value.value?.mine.some(({ storeStars }) => storeStars !== null))
  /** Something may be added: there is a review that stands, and nothing was added yet. */
  const follows = computed(
    () => !!mine.value && !mine.value.followup && ['waiting', 'shown'].includes(mine.value.state),
  )
  const writes = computed(() => !mine.value && loading.value.value?.order.status === 'completed')
  const ready = computed(() => {
    if (busy.value || pictures.busy.value || pictures.failed.value) return false
    return mine.value ? form.words.trim() !== '' : form.stars > 0
  })

  async function open(order: string, bought: string): Promise<void> {
    orderId.value = order
    lineId.value = bought
    await Promise.all([loading.load(), session.load().catch(() => undefined)]) // the name is filled in where it is known
    form.nick = session.member?.name ?? ''
  }
  /** The name one is shown under, where it was changed for this review. */
  async function rename(): Promise<void> {
    const nick = form.nick.trim()
    if (form.anonymous || nick === (session.member?.name ?? '')) return
    await renameMember(nick)
    await session.load()
  }
  async function write(): Promise<MyReview> {
    const words = form.words.trim()
    const pictureIds = pictures.ids.value
    if (mine.value) return followReview(mine.value.id, { id, words, pictureIds })
    await rename()
    const { stars, storeStars, anonymous } = form
    return writeReview({
      id,
      lineId: lineId.value,
      stars,
      storeStars: asksStore.value && storeStars ? storeStars : null,
      words,
      pictureIds,
      anonymous,
    })
  }
  async function send(): Promise<void> {
    if (!ready.value) return
    busy.value = true
    try {
      const { state, followup } = await write()
      tell(t((followup?.state ?? state) === 'shown' ? 'review.published' : 'review.sent'))
      goBack()
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  async function withdraw(): Promise<void> {
    const now = mine.value
    if (!now || busy.value) return
    if (!(await confirm(t('review.withdrawAsk'), t('review.withdrawAbout'), t('review.withdraw')))) return
    busy.value = true
    try {
      await withdrawReview(now.id)
      tell(t('review.withdrawn'))
      goBack()
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  return {
    loading,
    line,
    mine,
    storeName,
    asksStore,
    follows,
    writes,
    form,
    pictures,
    ready,
    busy,
    open,
    send,
    withdraw,
  }
}
