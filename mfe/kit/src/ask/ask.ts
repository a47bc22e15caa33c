import { asProblem, Problem } from './problem'
import { obtainProof } from './proof'
import { accessToken, refresh } from './session'
import { send } from './transport'
import { uuidv7 } from './uuid'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** `'GET /api/orders/:id'`: a method and a path whose `:names` are filled from `params`. */
export type RouteText = `${Method} /${string}`
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[]

export interface Asking {
  params?: Record<string, string | number>
  query?: Record<string, QueryValue>
  body?: unknown
  /** Same key, same effect: pass your own where a person may press the button again after a failure. */
  idempotencyKey?: string
  timeoutMs?: number
  /** The answer is a file, given as a Blob. */
  as?: 'file'
  signal?: AbortSignal
  headers?: Record<string, string>
}

const RETRY_MS = [250, 1_000]
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/**
 * Asks the API and gives its answer as `R`; throws a Problem. A call whose token expired waits for the one refresh
 * and goes out again, a dropped connection is tried again; a write keeps its idempotency key through all of it.
 */
export async function ask<R>(route: RouteText, asking: Asking = {}): Promise<R> {
  const [method, template] = route.split(' ') as [Method, string]
  const path = pathOf(template, asking)
  const idempotencyKey = method === 'GET' ? undefined : (asking.idempotencyKey ?? uuidv7())
  let renewed = false
  let proved = false
  for (let attempt = 0; ;) {
    const token = accessToken()
    try {
      return (await send<R>({
        method,
        path,
        body: asking.body,
        token,
        idempotencyKey,
        ...(asking.headers ? { headers: asking.headers } : {}),
        ...(asking.as ? { as: asking.as } : {}),
        ...(asking.timeoutMs ? { timeoutMs: asking.timeoutMs } : {}),
        signal: asking.signal,
      })) as R
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      if (thrown.status === 401 && !renewed) {
        renewed = true
        if (await refresh(token)) continue
        throw thrown
      }
      if (thrown.code === 'access.proof_needed' && !proved) {
        proved = true
        if (await obtainProof()) continue
        throw thrown
      }
      const delay = RETRY_MS[attempt++]
      if (!again(thrown) || delay === undefined) throw thrown
      await wait(delay * (0.75 + Math.random() / 2))
    }
  }
}

/** Worth another try by itself: no answer or a gateway in trouble. A time-out already took the person's patience. */
const again = (problem: Problem): boolean =>
  problem.code === 'kit.offline' ? navigator.onLine : [502, 503, 504].includes(problem.status)

function pathOf(template: string, { params = {}, query = {} }: Asking): string {
  const path = template.replace(/:(\w+)/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`no value for :${name} in ${template}`)
    return encodeURIComponent(params[name])
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export { asProblem }
