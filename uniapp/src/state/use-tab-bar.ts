import { onShow } from '@dcloudio/uni-app'
import { watch } from 'vue'
import { isWide } from '@/device/client'
import { locale, t } from '@/words'
import type { WordKey } from '@/words'
import { useCart } from './use-cart'

const TABS: WordKey[] = ['tab.home', 'tab.category', 'tab.cart', 'tab.me']
const CART = 2
const fail = () => undefined

/** Names the tabs in the shopper's language and counts the cart on its own. The bar takes changes only while a page that has it is shown, so each of those calls this. */
export function useTabBar(): void {
  const cart = useCart()
  const draw = () => {
    TABS.forEach((key, index) => void uni.setTabBarItem({ index, text: t(key), fail }))
    if (isWide()) return
    if (cart.count > 0)
      uni.setTabBarBadge({ index: CART, text: cart.count > 99 ? '99+' : String(cart.count), fail })
    else uni.removeTabBarBadge({ index: CART, fail })
  }
  onShow(draw)
  watch([locale, () => cart.count], draw)
}
