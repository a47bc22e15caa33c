import { onUnmounted, ref } from 'vue'
import { Problem } from '@/ask/problem'
import { sendSmsCode } from '@/ask/shop.api'
import { goBack } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { useSession } from '@/state/use-session'
import { t } from '@/words'

const RESEND_SECONDS = 60
const PHONE = /^1[3-9]\d{9}$/
const CODE = /^\d{6}$/

/** Signing in by phone and SMS code, or by WeChat. What was asked for before goes on afterwards. */
export function useSignIn() {
  const session = useSession()
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

  /** Leaves this page first, so that what follows does not open on top of it. */
  function through(enter: () => Promise<void>, failed: (thrown: unknown) => void): () => Promise<void> {
    return async () => {
      if (busy.value) return
      busy.value = true
      try {
        await enter()
        if (!session.signedIn) return
        done = true
        goBack()
        setTimeout(session.proceed, 350) // after the page's own way out
      } catch (thrown) {
        failed(thrown)
      } finally {
        busy.value = false
      }
    }
  }

  const bySms = through(
    () => session.bySms(phone.value, code.value),
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
  return { phone, code, wait, busy, phoneWrong, codeWrong, send, signIn, wechat, giveUp }
}
