import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Agreed, Member, ShopperSession } from '@storeweave/contract'
import { onSignedOut } from '@/ask/ask'
import { getMember, signInSms, signInWechat, signOut as endSession } from '@/ask/shop.api'
import { keepTokens, tokens } from '@/ask/tokens'
import { isMiniProgram } from '@/device/client'
import { wechatCode } from '@/device/login'

/** Who is shopping on this device. */
export const useSession = defineStore('session', () => {
  const signedIn = ref(tokens() !== null)
  const member = ref<Member | null>(null)
  let afterwards: (() => void) | undefined

  onSignedOut(() => {
    signedIn.value = false
    member.value = null
  })

  function enter(session: ShopperSession): void {
    keepTokens(session)
    member.value = session.member
    signedIn.value = true
  }

  /** Does what waited for the sign-in. */
  function proceed(): void {
    const next = afterwards
    afterwards = undefined
    next?.()
  }

  /** The mini program knows by itself who came before; false where that isn't so, and for whoever has yet to agree. */
  async function enterQuietly(): Promise<boolean> {
    if (signedIn.value) return true
    if (!isMiniProgram) return false
    await byWechat().catch(() => undefined) // the person can still sign in by the button, which says why not
    return signedIn.value
  }

  /** Signs in with WeChat; throws a Problem. The first time needs the agreement. */
  async function byWechat(agreed?: Agreed): Promise<void> {
    const code = await wechatCode()
    if (code) enter(await signInWechat(code, agreed))
  }

  /** Signs in with a phone number and the code sent to it; throws a Problem. */
  const bySms = async (phone: string, code: string, agreed: Agreed): Promise<void> =>
    enter(await signInSms(phone, code, agreed))

  /** Does `work` as a signed-in shopper: at once, or right after the sign-in page. */
  async function whenSignedIn(work: () => void): Promise<void> {
    if (await enterQuietly()) return work()
    afterwards = work
    uni.navigateTo({ url: '/pkg-member/sign-in/sign-in' })
  }

  /** Forgets what was to be done after signing in. */
  const giveUp = () => {
    afterwards = undefined
  }

  /** Reads who is signed in. */
  async function load(): Promise<void> {
    if (signedIn.value) member.value = await getMember()
  }

  /** Ends the session here even if the server can't be told. */
  async function leave(): Promise<void> {
    const refreshToken = tokens()?.refreshToken
    vanish()
    if (refreshToken) await endSession(refreshToken).catch(() => undefined) // it ends by itself in time
  }

  /** The account is gone, and its sessions with it. */
  function vanish(): void {
    keepTokens(null)
    signedIn.value = false
    member.value = null
  }

  const name = computed(() => member.value?.name || member.value?.phone || '')
  return {
    signedIn,
    member,
    name,
    enterQuietly,
    byWechat,
    bySms,
    whenSignedIn,
    proceed,
    giveUp,
    load,
    leave,
    vanish,
  }
})
