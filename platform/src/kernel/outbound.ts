import { Fault } from './fault.js'
import { outboundSeconds } from './metrics.js'
import { traced } from './trace.js'

export interface OutboundAnswer {
  status: number
  headers: Headers
  text: string
  bytes: Buffer
}
export interface OutboundCall {
  method?: string
  headers?: Record<string, string>
  body?: string
  timeoutMs?: number
}
const ANSWER_BYTES_MAX = 4 * 1024 * 1024

/**
 * The one way out of the house: no redirects, a bounded wait and a bounded answer. Throws `payments.provider_failed`
 * when nothing came back; what the provider answered is the caller's to judge.
 */
export function callOut(url: string, call: OutboundCall = {}): Promise<OutboundAnswer> {
  const { host } = new URL(url)
  const attributes = { 'server.address': host }
  return traced(`${call.method ?? 'GET'} ${host}`, { kind: 'client', attributes }, () =>
    timed(host, url, call),
  )
}

async function timed(host: string, url: string, call: OutboundCall): Promise<OutboundAnswer> {
  const begun = performance.now()
  let outcome = 'failed'
  try {
    const answer = await send(url, call)
    outcome = `${Math.floor(answer.status / 100)}xx`
    return answer
  } catch (error) {
    throw Object.assign(new Fault('payments.provider_failed'), { cause: error })
  } finally {
    outboundSeconds.observe({ host: hostLabel(host), outcome }, (performance.now() - begun) / 1000)
  }
}

async function send(
  url: string,
  { method = 'GET', headers = {}, body, timeoutMs = 8_000 }: OutboundCall,
): Promise<OutboundAnswer> {
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
}

const HOSTS_MOST = 50
const hosts = new Set<string>()
/** Providers are few; addresses that tenants choose must not make endless series. */
const hostLabel = (host: string): string =>
  hosts.has(host) || hosts.size < HOSTS_MOST ? (hosts.add(host), host) : 'other'
