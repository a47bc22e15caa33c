import type { DecideReview, StaffReview } from '@storeweave/contract'
import {
  asProblem,
  can,
  toast,
  toastProblem,
  useFilters,
  useHotkeys,
  useLive,
  usePages,
  useText,
} from '@storeweave/kit'
import { computed, nextTick, ref, watch } from 'vue'
import { decide, reply, reviewsOf } from './reviews.api'

export const REASONS = ['abuse', 'advert', 'personal', 'off_topic', 'unlawful'] as const
export type Reason = (typeof REASONS)[number]
/** So few are left: the next page is fetched. */
const FEW = 5

/** The queue of what shoppers wrote: one review after the other, by mouse or by keys. */
export function useModeration() {
  const { t } = useText('admin')
  const tab = useFilters(['state'])
  const filters = useFilters(['show', 'storeId', 'productId'])
  const state = computed(() => (tab.value['state'] ?? 'waiting') as StaffReview['state'])
  const asked = computed(() => ({ ...filters.value, state: state.value }))
  const pages = usePages<StaffReview>((page) => reviewsOf(asked.value, page), {
    limit: 20,
    when: () => JSON.stringify(asked.value),
  })
  const { rows } = pages
  const mayDecide = computed(() => can('decide', 'Moderation'))
  /** The review the keys mean, and whether its reasons are shown. */
  const at = ref(0)
  const hiding = ref('')
  const busy = ref('')
  const current = computed(() => rows.value[at.value])

  watch(state, () => {
    at.value = 0
    hiding.value = ''
  })
  watch(rows, (now) => {
    if (at.value >= now.length) at.value = Math.max(0, now.length - 1)
    if (pages.more.value && now.length <= FEW && !pages.loading.value) void pages.next()
  })
  useLive(['reviews.review_moved'], () => {
    if (state.value === 'waiting' && !rows.value.length) void pages.reload()
  })

  function look(): void {
    void nextTick(() =>
      document
        .querySelector('[data-current="true"]')
        ?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }),
    )
  }
  function go(step: number): void {
    hiding.value = ''
    at.value = Math.min(Math.max(0, at.value + step), Math.max(0, rows.value.length - 1))
    if (at.value >= rows.value.length - FEW && pages.more.value && !pages.loading.value) void pages.next()
    look()
  }
  const put = (now: StaffReview) => (rows.value = rows.value.map((one) => (one.id === now.id ? now : one)))
  const drop = (id: string) => (rows.value = rows.value.filter((one) => one.id !== id))

  /** Decides and goes on to the next; one that somebody else was faster with leaves the list too. */
  async function judge(review: StaffReview, body: DecideReview): Promise<void> {
    if (busy.value || !mayDecide.value) return
    busy.value = review.id
    try {
      await decide(review.id, body)
      hiding.value = ''
      drop(review.id)
      const hidden = body.decision === 'hide'
      toast(t(hidden ? 'reviews.wasHidden' : 'reviews.wasShown'), {
        ...(hidden
          ? { action: { label: t('reviews.showAfterAll'), run: () => void judge(review, SHOW) } }
          : {}),
      })
      look()
    } catch (thrown) {
      if (asProblem(thrown).code === 'reviews.move_illegal') drop(review.id)
      toastProblem(thrown)
    } finally {
      busy.value = ''
    }
  }
  const show = (review: StaffReview) => judge(review, SHOW)
  const hide = (review: StaffReview, reason: Reason) => judge(review, { decision: 'hide', reason })
  /** Sends a reply; answers whether it went through. */
  async function answer(review: StaffReview, words: string): Promise<boolean> {
    try {
      put(await reply(review.id, words))
      toast(t(words ? 'reviews.replied' : 'reviews.unreplied'))
      return true
    } catch (thrown) {
      toastProblem(thrown)
      return false
    }
  }

  useHotkeys(() => {
    const one = current.value
    if (!one) return {}
    const reasons = Object.fromEntries(
      REASONS.map((reason, n) => [String(n + 1), () => void hide(one, reason)]),
    )
    return {
      j: () => go(1),
      k: () => go(-1),
      ...(mayDecide.value && one.state !== 'shown' ? { a: () => void show(one) } : {}),
      ...(mayDecide.value && one.state !== 'hidden' ? { h: () => (hiding.value = one.id) } : {}),
      ...(hiding.value === one.id ? { ...reasons, Escape: () => (hiding.value = '') } : {}),
    }
  })
  return { t, tab, filters, state, pages, at, hiding, busy, mayDecide, show, hide, answer }
}
const SHOW = { decision: 'show', reason: null } as const
