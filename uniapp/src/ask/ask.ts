import type { ShopperSession } from '@storeweave/contract'
import { apiOrigin, clientHeaders } from '@/device/client'
import { locale } from '@/words'
import { Problem, readProblem } from './problem'
import { keepTokens, tokens } from './tokens'
import { uuidv7 } from './uuid'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | boolean | null | undefined>

const TIMEOUT_MS = 15_000
/** A picture on a bad line. */
const UPLOAD_TIMEOUT_MS = 60_000
/** Bytes that go out as they are. */
interface Upload {
  bytes: ArrayBuffer
  type: string
}
const isUpload = (body: unknown): body is Upload => (body as Upload | undefined)?.bytes instanceof ArrayBuffer

/** `/path?a=1&b=2` without the platform's URL classes; empty values are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

function send(
  method: Method,
  path: string,
  body: unknown,
  key: string | undefined,
  token = tokens()?.accessToken,
): Promise<unknown> {
  const header: Record<string, string> = { 'Accept-Language': locale.value, ...clientHeaders() }
  if (token) header.Authorization = `Bearer ${token}`
  if (key) header['Idempotency-Key'] = key
  const upload = isUpload(body) ? body : undefined
  if (body !== undefined) header['Content-Type'] = upload?.type ?? 'application/json'
  return new Promise((resolve, reject) => {
    uni.request({
      url: `${apiOrigin()}/api${path}`,
      // @types know no PATCH, both platforms do
      method: method as 'GET',
      header,
      data: upload?.bytes ?? (body as AnyObject | undefined),
      timeout: upload ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
      success: ({ statusCode, data }) =>
        statusCode < 400 ? resolve(data) : reject(readProblem(statusCode, data)),
      fail: ({ errMsg = '' }: { errMsg?: string }) =>
        reject(new Problem(/time/i.test(errMsg) ? 'client.timeout' : 'client.offline', 0)),
    })
  })
}

let refreshing: Promise<boolean> | undefined
let signedOut: () => void = () => undefined

/** Who wants to know when the session turned out to be over. */
export function onSignedOut(listen: () => void): void {
  signedOut = listen
}

/** One refresh for any number of expired calls. False: the session is over. Throws when there was no answer. */
function refresh(): Promise<boolean> {
  refreshing ??= renew().finally(() => (refreshing = undefined))
  return refreshing
}

async function renew(): Promise<boolean> {
  const refreshToken = tokens()?.refreshToken
  if (!refreshToken) return false
  try {
    // without the access token: it has run out, and the API refuses whoever shows one that has
    keepTokens((await send('POST', '/shop/auth/refresh', { refreshToken }, uuidv7(), '')) as ShopperSession)
    return true
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.unanswered) throw thrown
    keepTokens(null)
    signedOut()
    return false
  }
}

/** Writes whose outcome is unknown, by what they asked: the same call again is the same write. */
const unanswered = new Map<string, string>()

async function call<R>(method: Method, path: string, body?: unknown, ownKey?: string): Promise<R> {
  const what = `${method} ${path} ${JSON.stringify(body)}`
  const key = method === 'GET' ? undefined : (ownKey ?? unanswered.get(what) ?? uuidv7())
  const usedToken = tokens()?.accessToken
  try {
    const answer = await send(method, path, body, key).catch(async (thrown: unknown) => {
      if (!(thrown instanceof Problem) || thrown.status !== 401 || !usedToken) throw thrown
      const renewed = tokens()?.accessToken !== usedToken ? !!tokens() : await refresh()
      if (!renewed) throw thrown
      return send(method, path, body, key)
    })
    unanswered.delete(what)
    return answer as R
  } catch (thrown) {
    if (key && thrown instanceof Problem && thrown.unanswered) unanswered.set(what, key)
    else unanswered.delete(what)
    throw thrown
  }
}

/** Asks the API of this shop; every method throws a Problem. Writes carry an Idempotency-Key by themselves. */
export const ask = {
  get: <R>(path: string, query?: Query) => call<R>('GET', withQuery(path, query)),
  /** `key` names the write where it must be once even across starts of the app. */
  post: <R>(path: string, body: unknown = {}, key?: string) => call<R>('POST', path, body, key),
  /** Sends bytes. What came of it once isn't known for an upload that broke off: it is sent anew. */
  upload: <R>(path: string, bytes: ArrayBuffer, type: string) =>
    call<R>('POST', path, { bytes, type } satisfies Upload, uuidv7()),
  put: <R>(path: string, body: unknown) => call<R>('PUT', path, body),
  patch: <R>(path: string, body: unknown) => call<R>('PATCH', path, body),
  delete: <R>(path: string, query?: Query) => call<R>('DELETE', withQuery(path, query)),
}
