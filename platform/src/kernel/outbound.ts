import { Fault } from './fault.js'

export interface OutboundAnswer {
  status: number
  headers: Headers
  text: string
  bytes: Buffer
}
const ANSWER_BYTES_MAX = 4 * 1024 * 1024

/**
 * The one way out of the house: no redirects, a bounded wait and a bounded answer. Throws `payments.provider_failed`
 * when nothing came back; what the provider answered is the caller's to judge.
 */
export async function callOut(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
    timeoutMs = 8_000,
  }: { method?: string; headers?: Record<string, string>; body?: string; timeoutMs?: number } = {},
): Promise<OutboundAnswer> {
  try {
    const res = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = Buffer.from(await res.arrayBuffer())
    if (bytes.length > ANSWER_BYTES_MAX) throw new Error('answer too large')
    return { status: res.status, headers: res.headers, bytes, text: bytes.toString('utf8') }
  } catch (error) {
    throw Object.assign(new Fault('payments.provider_failed'), { cause: error })
  }
}
