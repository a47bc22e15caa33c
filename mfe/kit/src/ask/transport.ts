import { locale } from '../words/i18n'
import { Problem, type ProblemDocument } from './problem'

export interface Sending {
  method: string
  path: string
  body?: unknown
  token?: string | undefined
  idempotencyKey?: string | undefined
  headers?: Record<string, string>
  timeoutMs?: number
  /** The answer is a file: it comes as a Blob, whatever it holds. */
  as?: 'file'
  signal?: AbortSignal | undefined
}

const TIMEOUT_MS = 15_000

/** One request and its answer; throws a Problem for a refusal (status >= 400), for no network and for a time-out. */
export async function send<R>(sending: Sending): Promise<R | undefined> {
  const timeout = AbortSignal.timeout(sending.timeoutMs ?? TIMEOUT_MS)
  const signal = sending.signal ? AbortSignal.any([sending.signal, timeout]) : timeout
  try {
    const response = await fetch(sending.path, {
      method: sending.method,
      headers: headersOf(sending),
      credentials: 'same-origin',
      signal,
      ...(sending.body === undefined ? {} : { body: bodyOf(sending.body) }),
    })
    return await read<R>(response, sending.as)
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown
    if (sending.signal?.aborted) throw thrown
    throw new Problem({ status: 0, code: timeout.aborted ? 'kit.timeout' : 'kit.offline' })
  }
}

function headersOf(sending: Sending): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': locale.value,
    ...sending.headers,
  }
  if (sending.token) headers['authorization'] = `Bearer ${sending.token}`
  if (sending.idempotencyKey) headers['idempotency-key'] = sending.idempotencyKey
  if (sending.body !== undefined && !isRaw(sending.body)) headers['content-type'] = 'application/json'
  return headers
}

const isRaw = (body: unknown): body is FormData | Blob => body instanceof FormData || body instanceof Blob
const bodyOf = (body: unknown): BodyInit => (isRaw(body) ? body : JSON.stringify(body))

async function read<R>(response: Response, as?: 'file'): Promise<R | undefined> {
  if (as && response.ok) return (await response.blob()) as R
  const text = await response.text()
  const json = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
  if (response.ok) {
    if (json) return JSON.parse(text) as R
    return text === '' ? undefined : (text as R)
  }
  const document = json ? (JSON.parse(text) as ProblemDocument) : {}
  const fallback =
    response.status >= 500 ? 'kit.server' : response.status === 404 ? 'kit.not_found' : 'kit.refused'
  const requestId = response.headers.get('x-request-id')
  throw new Problem({
    ...(json ? {} : { code: fallback }),
    ...(requestId ? { requestId } : {}),
    ...document,
    status: response.status,
  })
}
