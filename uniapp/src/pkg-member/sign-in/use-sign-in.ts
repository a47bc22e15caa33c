import { onUnmounted, ref } from 'vue'
import type { Agreed } from '@storeweave/contract'
import { Problem } from '@/ask/problem'
import { sendSmsCode } from '@/ask/shop.api'
import { goBack } from '@/state/go'
import { confirm, tell, tellProblem } from '@/state/tell'
import { usePrivacy } from '@/state/use-privacy'
import { useSession } from '@/state/use-session'
import { t } from '@/words'

const RESEND_SECONDS = 60
const PHONE = /^1[3-9]\d{9}$/
const CODE = /^\d{6}$/

/** Signing in by phone and SMS code, or by WeChat. What was asked for before goes on afterwards. */
export function useSignIn() {
  const session = useSession()
  const privacy = usePrivacy()
  /** Ticked by the person, never by us. */
  const agrees = ref(false)
  const phone = ref('')
  const code = ref('')
  const wait = ref(0)
  const busy = ref(false)
  const phoneWrong = ref('')
  const codeWrong = ref('')
  let timer: ReturnType<typeof setInterval> | undefined
  let done = false

  const checkPhone = (): boolean => {
    phoneWrong.value = PHONE.test(phone.value) ? '' : t('signIn.phoneInvalid')
    return !phoneWrong.value
  }

  function countDown(seconds: number): void {
    wait.value = seconds
    clearInterval(timer)
    timer = setInterval(() => {
      wait.value--
      if (wait.value <= 0) clearInterval(timer)
    }, 1000)
  }
  onUnmounted(() => clearInterval(timer))

  async function send(): Promise<void> {
    if (wait.value > 0 || !checkPhone()) return
    countDown(RESEND_SECONDS)
    try {
      await sendSmsCode(phone.value)
      tell(t('signIn.sent', { phone: phone.value }))
    } catch (thrown) {
      const seconds = thrown instanceof Problem ? Number(thrown.args.seconds) : 0
      countDown(seconds > 0 ? seconds : 0)
      tellProblem(thrown)
    }
  }

  /** True once the person agrees; who forgot the box is asked. */
  async function agreed(): Promise<boolean> {
    agrees.value ||= await confirm(
      t('title.notice'),
      t('privacy.firstAgree'),
      t('privacy.agreeGo'),
      t('privacy.notNow'),
    )
    return agrees.value
  }
  /** There is a newer version than the one that was shown: it is to be looked at, and agreed to anew. */
  async function shownAnew(thrown: unknown): Promise<boolean> {
    if (!(thrown instanceof Problem) || thrown.code !== 'members.notice_changed') return false
    agrees.value = false
    tellProblem(thrown)
    await privacy.loadNotice(true).catch(() => undefined) // asked again with the next try
    return true
  }

  /** Leaves this page first, so that what follows does not open on top of it. */
  function through(
    enter: (agreed: Agreed) => Promise<void>,
    failed: (thrown: unknown) => void,
  ): () => Promise<void> {
    return async () => {
      if (busy.value || !(await agreed())) return
      busy.value = true
      try {
        await enter(await privacy.agreement())
        if (!session.signedIn) return
        done = true
        goBack()
        setTimeout(session.proceed, 350) // after the page's own way out
      } catch (thrown) {
        if (!(await shownAnew(thrown))) failed(thrown)
      } finally {
        busy.value = false
      }
    }
  }

  const bySms = through(
    (given) => session.bySms(phone.value, code.value, given),
    (thrown) => {
      if (thrown instanceof Problem && thrown.code === 'members.code_wrong') codeWrong.value = thrown.words
      else tellProblem(thrown)
    },
  )
  const wechat = through(session.byWechat, tellProblem)
  const signIn = async (): Promise<void> => {
    codeWrong.value = CODE.test(code.value) ? '' : t('signIn.codeInvalid')
    if (checkPhone() && !codeWrong.value) await bySms()
  }
  const giveUp = () => {
    if (!done) session.giveUp()
  }
  const start = () => void privacy.loadNotice().catch(() => undefined) // asked again with the sign-in
  return {
    privacy,
    agrees,
    start,
    phone,
    code,
    wait,
    busy,
    phoneWrong,
    codeWrong,
    send,
    signIn,
    wechat,
    giveUp,
  }
}
