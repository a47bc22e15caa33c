import { onShow } from '@dcloudio/uni-app'
import { watch } from 'vue'
import { locale, t } from '@/words'
import type { WordKey } from '@/words'

/** Titles the page in the shopper's language, also after it was switched. */
export function useTitle(title: WordKey | (() => string)): void {
  const name = () => uni.setNavigationBarTitle({ title: typeof title === 'string' ? t(title) : title() })
  onShow(() => void name())
  watch([locale, () => (typeof title === 'string' ? title : title())], () => void name())
}
