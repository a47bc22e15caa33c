import { computed, ref } from 'vue'
import type { OrderStatus } from '@storeweave/contract'
import { bindPhone, listOrders } from '@/ask/shop.api'
import { goOrders, goReviews, goVouchers } from '@/state/go'
import { confirm, tell, tellProblem } from '@/state/tell'
import { useCart } from '@/state/use-cart'
import { usePlace } from '@/state/use-place'
import { usePrivacy } from '@/state/use-privacy'
import { useSession } from '@/state/use-session'
import { useTenant } from '@/state/use-tenant'
import { locale, setLocale, t } from '@/words'

const COUNTED = 20

/** The shopper's own page. */
export function useMe() {
  const session = useSession()
  const place = usePlace()
  const tenant = useTenant()
  const cart = useCart()
  const privacy = usePrivacy()
  const counts = ref<Partial<Record<OrderStatus, string>>>({})
  const steps = [
    { status: 'to_pay', icon: 'pay' },
    { status: 'preparing', icon: 'box' },
    { status: 'ready', icon: 'bag' },
    { status: 'completed', icon: 'done' },
  ] as const

  async function countOrders(status: OrderStatus): Promise<void> {
    const { items, nextCursor } = await listOrders({ status, limit: COUNTED })
    counts.value[status] = items.length ? `${items.length}${nextCursor ? '+' : ''}` : ''
  }

  /** Reads what the page shows; what can't be read just now keeps its last value. */
  async function show(): Promise<void> {
    await session.enterQuietly()
    if (!session.signedIn) {
      counts.value = {}
      return
    }
    await Promise.allSettled([
      session.load(),
      countOrders('to_pay'),
      countOrders('preparing'),
      countOrders('ready'),
      cart.load(),
      privacy.load(),
    ])
  }

  const signIn = () => session.whenSignedIn(() => void show())
  const openReviews = () => session.whenSignedIn(goReviews)
  const openVouchers = () => session.whenSignedIn(goVouchers)
  const openOrders = (status: string) => session.whenSignedIn(() => goOrders(status))

  /** What WeChat's phone button gave; without a code the person said no. */
  async function bind(event: { detail: { code?: string } }): Promise<void> {
    if (!event.detail.code) return
    try {
      session.member = await bindPhone(event.detail.code)
    } catch (thrown) {
      tellProblem(thrown)
    }
  }

  const language = computed(() => (locale.value === 'en' ? 'English' : '简体中文'))
  const changeLanguage = () =>
    uni.showActionSheet({
      itemList: ['简体中文', 'English'],
      success: ({ tapIndex }) => setLocale(tapIndex === 1 ? 'en' : 'zh-CN'),
      fail: () => undefined,
    })

  async function leave(): Promise<void> {
    if (!(await confirm(t('me.signOut'), t('me.signOutAsk'), t('me.signOut')))) return
    await session.leave()
    cart.cart = null
    counts.value = {}
    tell(t('me.signedOut'))
  }
  return {
    session,
    place,
    privacy,
    tenant,
    counts,
    steps,
    show,
    bind,
    language,
    changeLanguage,
    leave,
    openOrders,
    openReviews,
    openVouchers,
    signIn,
  }
}
