import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Agreed, PrivacyNotice, PrivacyStanding, Purpose } from '@storeweave/contract'
import { getNotice, getStanding, setConsent } from '@/ask/privacy.api'
import { channel } from '@/device/client'
import { say, t } from '@/words'
import { confirm } from './tell'
import { useSession } from './use-session'
import { storage } from '@/device/storage'

const LOCATION = 'storeweave.location'
type Answer = 'yes' | 'no' | ''

/** What the shopper agreed to: asked before anything is used, kept by the account, and on the device for who has none. */
export const usePrivacy = defineStore('privacy', () => {
  const session = useSession()
  const notice = ref<PrivacyNotice | null>(null)
  const standing = ref<PrivacyStanding | null>(null)
  /** Whether this device may say where it is; empty until somebody was asked. */
  const location = ref((storage.get(LOCATION) as Answer) || '')
  /** The sheet that asks for agreement to a new version is open. */
  const asking = ref(false)
  let answered: ((agreed: boolean) => void) | undefined

  const mustAgree = computed(() => standing.value?.mustAgree ?? false)
  const given = (purpose: Purpose) => standing.value?.consents.find((one) => one.purpose === purpose)

  /** Reads the notice; the same one is read once. */
  async function loadNotice(anew = false): Promise<PrivacyNotice> {
    if (anew || !notice.value) notice.value = await getNotice()
    return notice.value
  }
  /** The agreement that goes along with a sign-in: to what was shown. */
  const agreement = async (): Promise<Agreed> => ({
    version: (await loadNotice()).version,
    client: channel(),
  })

  /** Reads how the shopper stands, and tells the account what was said on the device before signing in. */
  async function load(): Promise<void> {
    if (!session.signedIn) return
    standing.value = await getStanding()
    const kept = given('location')
    if (location.value && !kept?.at) await write('location', location.value === 'yes')
    else if (kept?.at) remember(kept.given ? 'yes' : 'no')
  }
  async function write(purpose: Purpose, yes: boolean): Promise<void> {
    standing.value = await setConsent({ ...(await agreement()), purpose, given: yes })
  }
  function remember(answer: Answer): void {
    location.value = answer
    if (answer) storage.set(LOCATION, answer)
    else storage.remove(LOCATION)
  }

  /** Says whether the location may be used from now on; throws a Problem when the account could not be told. */
  async function setLocation(yes: boolean): Promise<void> {
    if (session.signedIn) await write('location', yes)
    remember(yes ? 'yes' : 'no')
  }
  /** True when the location may be used: asks whoever was never asked, and with `again` who said no. */
  async function mayLocate(again = false): Promise<boolean> {
    if (location.value && !(again && location.value === 'no')) return location.value === 'yes'
    const why = await loadNotice().then(
      ({ purposes }) => say(purposes.location),
      () => t('privacy.locationWhy'), // the shop can be had without the brand's own words
    )
    const yes = await confirm(t('privacy.locationTitle'), why, t('privacy.agree'), t('privacy.notNow'))
    remember(yes ? 'yes' : 'no')
    if (session.signedIn) await write('location', yes).catch(() => undefined) // told at the next look
    return yes
  }

  /** True when the newest version is agreed to; asks where it isn't. Where the standing can't be read nobody is held up. */
  async function ensure(): Promise<boolean> {
    if (!standing.value) await load().catch(() => undefined)
    if (!mustAgree.value) return true
    await loadNotice(notice.value?.version !== standing.value?.version)
    asking.value = true
    return new Promise((resolve) => (answered = resolve))
  }
  /** What the sheet was answered; throws a Problem when the account could not be told. */
  async function answer(yes: boolean): Promise<void> {
    if (yes) await write('service', true)
    asking.value = false
    answered?.(yes)
    answered = undefined
  }

  watch(
    () => session.signedIn,
    () => (standing.value = null),
  )
  /** The account is gone: nothing said on this device holds any more. */
  const forget = () => remember('')
  return {
    notice,
    standing,
    location,
    asking,
    mustAgree,
    given,
    loadNotice,
    agreement,
    load,
    setLocation,
    mayLocate,
    ensure,
    answer,
    forget,
  }
})
