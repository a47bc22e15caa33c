import type { Me, SecondStepNeeded } from '@storeweave/contract'
import { computed, shallowRef } from 'vue'
import { asProblem, Problem } from './problem'
import { send } from './transport'

interface Tokens {
  accessToken: string
  /** Seconds. */
  expiresIn: number
}

const REMEMBERED = 'storeweave.me'
const token = shallowRef<string>()
const mine = shallowRef<Me>()
const offlineSession = shallowRef(false)
let refreshing: Promise<string | undefined> | undefined
let expired: () => void = () => undefined

// Refresh tokens rotate: two tabs that refresh at once would look like theft. One asks, all hear.
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('storeweave.session')
tabs?.addEventListener('message', ({ data }: MessageEvent<{ token?: string; out?: true }>) => {
  if (data.token) token.value = data.token
  if (data.out) forget()
})

/** Who is signed in on this device, with packed rules and reach; undefined when nobody is. */
export const me = computed(() => mine.value)
/** True when the person is known from an earlier visit but the server could not be reached to confirm it. */
export const signedInOffline = computed(() => offlineSession.value)
export const accessToken = (): string | undefined => token.value

/** Calls `work` when the session ended without the person asking for it. */
export function onExpired(work: () => void): void {
  expired = work
}

function keep(tokens: Tokens): string {
  token.value = tokens.accessToken
  tabs?.postMessage({ token: tokens.accessToken })
  return tokens.accessToken
}

function forget(): void {
  token.value = undefined
  mine.value = undefined
  offlineSession.value = false
  localStorage.removeItem(REMEMBERED)
}

/** Fetches a new access token once for any number of waiting calls and tabs; undefined when the session is over. */
export function refresh(stale: string | undefined): Promise<string | undefined> {
  if (token.value && token.value !== stale) return Promise.resolve(token.value)
  refreshing ??= oneTab(async () => {
    if (token.value && token.value !== stale) return token.value
    try {
      return keep((await send<Tokens>({ method: 'POST', path: '/api/auth/refresh' })) as Tokens)
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (problem.status !== 401 && problem.status !== 403) throw problem
      const hadSession = mine.value !== undefined
      forget()
      if (hadSession) expired()
      return undefined
    }
  }).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

function oneTab<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('storeweave.refresh', work) as Promise<T>) : work()
}

async function loadMe(): Promise<Me> {
  const answer = await send<Me>({ method: 'GET', path: '/api/me', token: token.value })
  mine.value = answer as Me
  offlineSession.value = false
  localStorage.setItem(REMEMBERED, JSON.stringify(answer))
  return answer as Me
}

/**
 * Signs a member of staff in; answers a challenge instead when a second step is owed. Throws a Problem with the words
 * to show when refused.
 */
export async function signIn(login: string, password: string): Promise<Me | SecondStepNeeded> {
  const answer = (await send<Tokens | SecondStepNeeded>({
    method: 'POST',
    path: '/api/auth/sign-in',
    body: { login, password },
  })) as Tokens | SecondStepNeeded
  if ('challenge' in answer) return answer
  keep(answer)
  return loadMe()
}

/** The second step of signing in: a code of the authenticator app or a recovery code. */
export async function secondStep(challenge: string, code: string): Promise<Me> {
  keep(
    (await send<Tokens>({
      method: 'POST',
      path: '/api/auth/second-step',
      body: { challenge, code },
    })) as Tokens,
  )
  return loadMe()
}

/**
 * Picks the session of an earlier visit up from the refresh cookie. Without a network the person last seen on
 * this device is taken, so that the till opens; the server still decides about every call.
 */
export async function restoreSession(): Promise<Me | undefined> {
  try {
    return (await refresh(token.value)) ? await loadMe() : undefined
  } catch (thrown) {
    const stored = localStorage.getItem(REMEMBERED)
    if (!(thrown instanceof Problem) || !thrown.retryable || !stored) return undefined
    mine.value = JSON.parse(stored) as Me
    offlineSession.value = true
    return mine.value
  }
}

/** Reads the person's rights again, after a grant changed or the network is back. */
export const reloadMe = async (): Promise<void> => {
  if (!token.value) await refresh(undefined)
  if (token.value) await loadMe()
}

/** Ends the session here, in all tabs and on the server; the device forgets it even when the server is away. */
export async function signOut(): Promise<void> {
  const bearer = token.value
  forget()
  tabs?.postMessage({ out: true })
  await send({ method: 'POST', path: '/api/auth/sign-out', token: bearer }).catch(() => undefined)
}
