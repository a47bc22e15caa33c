import { ref } from 'vue'
import type { Voucher } from '@storeweave/contract'
import { uuidv7 } from '@/ask/uuid'
import { refundVoucher } from '@/ask/vouchers.api'
import { confirm, tell, tellProblem } from '@/state/tell'
import { t } from '@/words'

/** Giving an unused voucher back; `done` looks again, whether it worked or not. */
export function useGivingBack(done: () => Promise<unknown>) {
  const busy = ref('')
  const ids = new Map<string, string>()

  async function giveBack({ id }: Voucher): Promise<void> {
    if (busy.value) return
    const words = [t('voucher.refundAsk'), t('voucher.refundWords')] as const
    if (!(await confirm(...words, t('voucher.refund'), t('voucher.refundKeep')))) return
    busy.value = id
    const refundId = ids.get(id) ?? uuidv7()
    ids.set(id, refundId)
    try {
      await refundVoucher(id, refundId)
      tell(t('voucher.refunded'))
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = ''
      await done()
    }
  }
  return { busy, giveBack }
}
