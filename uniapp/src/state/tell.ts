import { wordsOf } from '@/ask/problem'
import { t } from '@/words'

/** Says something in passing. */
export const tell = (words: string): void =>
  void uni.showToast({ title: words, icon: 'none', duration: 2500 })

/** Says what went wrong in passing. */
export const tellProblem = (thrown: unknown): void => tell(wordsOf(thrown))

/** Asks a question with two answers; true for the first. */
export function confirm(
  title: string,
  content: string,
  yes = t('act.confirm'),
  no = t('act.cancel'),
): Promise<boolean> {
  return new Promise((resolve) => {
    uni.showModal({
      title,
      content,
      confirmText: yes,
      cancelText: no,
      success: ({ confirm: agreed }) => resolve(!!agreed),
      fail: () => resolve(false),
    })
  })
}
