import { computed, onUnmounted, ref } from 'vue'
import type { ShopperProof } from '@storeweave/contract'
import { Problem } from '@/ask/problem'
import { sendSmsCode } from '@/ask/shop.api'
import { isMiniProgram } from '@/device/client'
import { wechatCode } from '@/device/login'
import { tell, tellProblem } from '@/state/tell'
import { useSession } from '@/state/use-session'
import { t } from '@/words'

const RESEND_SECONDS = 60
const CODE = /^\d{6}$/

/** A fresh proof that the shopper is who signed in: WeChat's own where it knows them, else a code to their phone. */
export function useProof() {
  const session = useSession()
  const code = ref('')
  const wrong = ref('')
  const wait = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const by = computed<ShopperProof['by']>(() =>
    isMiniProgram && session.member?.hasWechat ? 'wechat' : 'sms',
  )
  const phone = computed(() => session.member?.phone ?? '')
  const masked = computed(() => phone.value.replace(/^(\d{3})\d{4}/, '$1****'))

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
    if (wait.value > 0 || !phone.value) return
    countDown(RESEND_SECONDS)
    try {
      await sendSmsCode(phone.value)
      tell(t('signIn.sent', { phone: masked.value }))
    } catch (thrown) {
      const seconds = thrown instanceof Problem ? Number(thrown.args.seconds) : 0
      countDown(seconds > 0 ? seconds : 0)
      tellProblem(thrown)
    }
  }

  /** The proof, or null with what is missing said beside its field. */
  async function prove(): Promise<ShopperProof | null> {
    if (by.value === 'wechat') {
      const given = await wechatCode()
      return given ? { by: 'wechat', code: given } : null
    }
    wrong.value = CODE.test(code.value) ? '' : t('signIn.codeInvalid')
    return wrong.value ? null : { by: 'sms', code: code.value }
  }
  /** Says what went wrong, at the code where it was the code. A code that was right is used up. */
  function refused(thrown: unknown): void {
    if (thrown instanceof Problem && thrown.code === 'members.code_wrong') wrong.value = thrown.words
    else tellProblem(thrown)
  }
  return { by, code, wrong, wait, masked, send, prove, refused }
}
