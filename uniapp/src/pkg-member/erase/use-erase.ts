import { computed, ref } from 'vue'
import { Problem } from '@/ask/problem'
import { eraseAccount } from '@/ask/privacy.api'
import { goTab } from '@/state/go'
import { confirm, tell, tellProblem } from '@/state/tell'
import { useCart } from '@/state/use-cart'
import { usePrivacy } from '@/state/use-privacy'
import { useSession } from '@/state/use-session'
import { t } from '@/words'
import { useProof } from '../use-proof'

/** Deleting one's account: what it means, what stands in its way, and a fresh proof. */
export function useErase() {
  const session = useSession()
  const privacy = usePrivacy()
  const proof = useProof()
  const busy = ref(false)
  const known = computed(() => privacy.standing !== null)
  const open = computed(() => privacy.standing?.open ?? [])

  const show = () => Promise.all([session.load(), privacy.load()]).catch(tellProblem)

  /** Nothing of the person stays on this device either. */
  function gone(): void {
    session.vanish()
    privacy.forget()
    useCart().cart = null
    goTab('home')
    tell(t('privacy.erased'))
  }
  async function erase(): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      const sure = await confirm(t('privacy.eraseSure'), t('privacy.eraseSureHint'), t('privacy.eraseGo'))
      const given = sure ? await proof.prove() : null
      if (!given) return
      await eraseAccount(given)
      gone()
    } catch (thrown) {
      proof.refused(thrown)
      if (thrown instanceof Problem && thrown.code === 'members.orders_open') await show()
    } finally {
      busy.value = false
    }
  }
  return { proof, busy, known, open, show, erase }
}
