import { computed } from 'vue'
import type { Purpose } from '@storeweave/contract'
import { tell, tellProblem } from '@/state/tell'
import { usePlace } from '@/state/use-place'
import { usePrivacy } from '@/state/use-privacy'
import { useSession } from '@/state/use-session'
import { t } from '@/words'
import { dayText } from '@/words/amount'

/** What the shopper agreed to, and the ways to take it back, get everything, or go. */
export function usePrivacyPage() {
  const session = useSession()
  const privacy = usePrivacy()
  const place = usePlace()

  async function show(): Promise<void> {
    await session.enterQuietly()
    await Promise.all([session.load(), privacy.load()]).catch(tellProblem)
  }
  /** The last word on a purpose, in words. */
  function said(purpose: Purpose): string {
    const one = privacy.given(purpose)
    if (!one?.at) return t('privacy.never')
    const day = dayText(one.at)
    return one.given
      ? t('privacy.given', { day, version: one.version ?? 1 })
      : t('privacy.withdrawn', { day })
  }
  const mayLocate = computed(() => privacy.location === 'yes')
  const locationSaid = computed(() => {
    if (session.signedIn && privacy.given('location')?.at) return said('location')
    return t(mayLocate.value ? 'privacy.on' : 'privacy.never')
  })

  /** Agrees to the use of the location, after its purpose was told, or takes it back at once. */
  async function toggle(): Promise<void> {
    try {
      if (!mayLocate.value) return void (await privacy.mayLocate(true))
      await privacy.setLocation(false)
      place.unlocate()
      tell(t('privacy.off'))
    } catch (thrown) {
      tellProblem(thrown)
    }
  }
  /** What is about an account needs one. */
  const needed = (go: () => void) => void session.whenSignedIn(go)
  return {
    session,
    privacy,
    serviceSaid: computed(() => said('service')),
    locationSaid,
    mayLocate,
    show,
    toggle,
    needed,
  }
}
