import { lookup, Resolver } from 'node:dns/promises'
import { request as plain, type IncomingMessage } from 'node:http'
import { request as secure, type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Breaker } from './breaker.js'
import { config } from './config.js'
import { Fault } from './fault.js'
import { log } from './log.js'
import { gauge, outboundSeconds } from './metrics.js'
import { scopeOrNone } from './scope.js'
import { traced } from './trace.js'

export interface OutboundAnswer {
  status: number
  headers: Headers
  text: string
  bytes: Buffer
}
interface Address {
  address: string
  family: number
}
type Resolve = (host: string) => Promise<Address[]>
export interface OutboundCall {
  method?: string
  headers?: Record<string, string>
  body?: string
  timeoutMs?: number
  /** Reads so many bytes of the answer and lets go of the rest; without it a long answer is a failure. */
  excerptBytes?: number
  /**
   * For addresses that tenants choose: measures know them by `label` alone, and what stands or falls together is a
   * tenant's `circuit` in place of its calls to a host.
   */
  apart?: { label: string; circuit: string }
  /** Asks for the addresses of a name; the system's resolver unless told otherwise. */
  resolve?: Resolve
}
const ANSWER_BYTES_MAX = 4 * 1024 * 1024

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true })

const NAME_MS = 1_500
const NAME_TRIES = 2
/**
 * Asks the name servers for a host that a tenant chose. The system's resolver has four threads for the whole process:
 * names that are never answered would hold up everybody else's. Hosts of `outboundAllow` are the system's to know.
 */
export const resolveApart: Resolve = async (host) => {
  if (config().outboundAllow.some((named) => named.startsWith(`${host}:`))) return resolveAll(host)
  const names = new Resolver({ timeout: NAME_MS, tries: NAME_TRIES })
  const found = await Promise.allSettled([names.resolve4(host), names.resolve6(host)])
  return found.flatMap((answer, i) =>
    answer.status === 'fulfilled'
      ? answer.value.map((address) => ({ address, family: i === 0 ? 4 : 6 }))
      : [],
  )
}

/**
 * The one way out of the house: https to public addresses on port 443, or exactly what `outboundAllow` names. The name
 * is resolved once and the connection goes to the addresses that were checked; no redirects, a bounded wait and a
 * bounded answer. Throws `server.provider_failed` when nothing came back or the address is refused, and at once
 * `server.provider_down` while the provider has failed this tenant again and again: then nothing was sent. What it
 * answered is the caller's to judge.
 */
export function callOut(url: string, call: OutboundCall = {}): Promise<OutboundAnswer> {
  const host = URL.canParse(url) ? new URL(url).host : 'no address'
  const attributes = { 'server.address': host }
  return traced(`${call.method ?? 'GET'} ${host}`, { kind: 'client', attributes }, () =>
    guarded(host, url, call),
  )
}

const breaker = new Breaker()
/** One tenant's provider account may be the trouble: each has a circuit of its own. */
function guarded(host: string, url: string, call: OutboundCall): Promise<OutboundAnswer> {
  const tenant = scopeOrNone()?.tenant
  return breaker.through(
    `${tenant?.id ?? ''} ${call.apart?.label ?? host} ${call.apart?.circuit ?? ''}`,
    () => timed(host, url, call),
    (answer, error) => {
      if (answer) return answer.status < 500 ? 'well' : 'badly'
      return (error as Error).cause instanceof Refused ? 'unknown' : 'badly'
    },
    () => log().warn({ host, tenant: tenant?.slug }, 'provider fails: calls are held back'),
  )
}
gauge('outbound_circuits_open', 'Tenants whose calls to a host are held back', ['host'], function () {
  this.reset()
  for (const name of breaker.open()) this.inc({ host: hostLabel(name.split(' ')[1]!) })
})

async function timed(host: string, url: string, call: OutboundCall): Promise<OutboundAnswer> {
  const begun = performance.now()
  let outcome = 'failed'
  try {
    const answer = await send(new URL(url), call)
    outcome = `${Math.floor(answer.status / 100)}xx`
    return answer
  } catch (error) {
    throw Object.assign(new Fault('server.provider_failed'), { cause: error })
  } finally {
    outboundSeconds.observe(
      { host: call.apart?.label ?? hostLabel(host), outcome },
      (performance.now() - begun) / 1000,
    )
  }
}

async function send(
  url: URL,
  { method = 'GET', headers = {}, body, timeoutMs = 8_000, excerptBytes, resolve = resolveAll }: OutboundCall,
): Promise<OutboundAnswer> {
  const addresses = await allowedAddresses(url, resolve)
  const signal = AbortSignal.timeout(timeoutMs)
  return exchange(url, addresses, body, { method, headers, signal, excerptBytes })
}

/** An address that is not for us to call: no fault of whoever is there. */
class Refused extends Error {}
class NoSuchHost extends Refused {}
class Redirected extends Error {}

/** Whether a URL may be called as things are now; `unknown` when its host has no address. Nothing is sent. */
export async function mayCall(url: string, resolve = resolveApart): Promise<'yes' | 'refused' | 'unknown'> {
  try {
    await allowedAddresses(new URL(url), resolve)
    return 'yes'
  } catch (error) {
    return error instanceof NoSuchHost ? 'unknown' : 'refused'
  }
}

/** Why nothing came back of a call that threw. */
export function failureOf(error: unknown): 'timeout' | 'refused' | 'redirect' | 'unreachable' {
  const cause = (error as Error).cause
  if (cause instanceof Redirected) return 'redirect'
  if (cause instanceof NoSuchHost) return 'unreachable'
  if (cause instanceof Refused) return 'refused'
  return cause instanceof Error && /^(?:AbortError|TimeoutError)$/.test(cause.name)
    ? 'timeout'
    : 'unreachable'
}

const HOSTS_MOST = 50
const hosts = new Set<string>()
/** Providers are few; addresses that tenants choose must not make endless series. */
const hostLabel = (host: string): string =>
  hosts.has(host) || hosts.size < HOSTS_MOST ? (hosts.add(host), host) : 'other'

/** The addresses a URL may be reached at. Throws before any connection when one of them is not for us to call. */
async function allowedAddresses(url: URL, resolve: Resolve): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const refuse = (why: string, Kind = Refused): never => {
    log().warn({ host: url.host, why }, 'outbound call refused')
    throw new Kind(`refused to call: ${why}`)
  }
  if (url.username || url.password) refuse('address with credentials')
  const named = config().outboundAllow.includes(url.host)
  if (!named && (url.protocol !== 'https:' || url.port !== ''))
    refuse('neither https on port 443 nor allowed by name')
  if (!['http:', 'https:'].includes(url.protocol)) refuse('protocol')
  const family = isIP(host)
  const addresses = family ? [{ address: host, family }] : await resolve(host)
  if (addresses.length === 0) refuse('no address', NoSuchHost)
  if (!named && !addresses.every(({ address }) => isPublic(address)))
    refuse('address inside a private network')
  return addresses
}

/** Whether an address is one of the public internet: not private, local, shared, mapped, tunnelled or reserved. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

function exchange(
  url: URL,
  addresses: Address[],
  body: string | undefined,
  {
    excerptBytes,
    ...options
  }: Pick<RequestOptions, 'method' | 'headers' | 'signal'> & { excerptBytes: number | undefined },
): Promise<OutboundAnswer> {
  const pinned: LookupFunction = (_host, { all }, answer) =>
    all ? answer(null, addresses) : answer(null, addresses[0]!.address, addresses[0]!.family)
  const request = url.protocol === 'https:' ? secure : plain
  return new Promise((done, fail) => {
    // a connection of its own: nothing is carried over from a call that was checked otherwise
    const call = request(url, { ...options, lookup: pinned, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      const end = () => {
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400) return fail(new Redirected('answered with a redirect'))
        done({ status, headers: headersOf(answer), ...contentOf(chunks, excerptBytes) })
      }
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (excerptBytes !== undefined && size > excerptBytes) {
          end()
          call.destroy()
        } else if (size > ANSWER_BYTES_MAX) call.destroy(new Error('answer too large'))
      })
      answer.on('error', fail)
      answer.on('end', end)
    })
    call.on('error', fail)
    call.end(body)
  })
}

function headersOf(answer: IncomingMessage): Headers {
  const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  )
  return new Headers(pairs)
}
function contentOf(chunks: readonly Buffer[], most: number | undefined) {
  const bytes = Buffer.concat(chunks).subarray(0, most)
  return { bytes, text: bytes.toString('utf8') }
}
