import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import type { Buckets } from './buckets.js'
import { callerOf, isAllowed, noteBlock } from './callers.js'
import { addressedTenant, idOfRequest, localeOf } from './edge.js'
import { config } from './config.js'
import { Fault, problemOf } from './fault.js'
import { ALWAYS, headersFor } from './headers.js'
import { countRefused } from './metrics.js'
import { answerProblem } from './problem.js'
import type { Kind, Rate } from './rates.js'
import { scope, type Scope, type TenantRef } from './scope.js'

/** Uploads, imports and exports cost what a hundred reads do. */
const HEAVY = /^\/(?:media|files)\b|\/exports?\b/i
/** What shoppers upload has a share of its own, or they could keep staff from theirs. */
const SHOPPERS_PICTURES = /^\/shop\/pictures\b/i
/** Sheets and labels: to ask how far one has come costs nothing. */
const HEAVY_WRITES = /^\/(?:imports|supplier\/sheets)\b|^\/stores\/[\w-]+\/labels\b/i
function kindOf(method: string | undefined, path: string): Kind {
  if (HEAVY.test(path)) return 'heavy'
  if (SHOPPERS_PICTURES.test(path)) return 'pictures'
  if (['GET', 'HEAD', 'OPTIONS'].includes(method!)) return 'reads'
  return HEAVY_WRITES.test(path) ? 'heavy' : 'writes'
}

/** Who pays for a request besides the tenant: the person or API key, or the address of a guest. Providers' callbacks pay as the tenant alone. */
function payer(req: Request, { who }: Scope): { name: string; of: 'person' | 'guest' } | undefined {
  if (who.kind === 'provider' || who.kind === 'system') return undefined
  return 'id' in who
    ? { name: `${who.kind}:${who.id}`, of: 'person' }
    : { name: `address:${req.ip ?? ''}`, of: 'guest' }
}

type Middleware = (req: Request, res: Response, next: NextFunction) => void

/** A tenant's rate for a kind of request, and the name of its bucket. */
function shareOf({ id, slug }: TenantRef, kind: Kind): { name: string; rate: Rate; times: number } {
  const { limits } = config()
  const times = limits.tenants[slug] ?? 1
  return { name: `${id} ${kind} tenant`, rate: timesAs(limits.tenant[kind], times), times }
}
const timesAs = ({ perSecond, burst }: Rate, times: number): Rate => ({
  perSecond: perSecond * times,
  burst: burst * times,
})

/** Takes a piece of the tenant's share for a page that no route answers; false when it has used it up. */
export const takesShare = (buckets: Buckets, tenant: TenantRef, kind: Kind): boolean => {
  const { name, rate } = shareOf(tenant, kind)
  return buckets.take(name, rate) === 0
}

/**
 * Turns away what a tenant asks that has used up its share, before anything else is done with it: what is refused must
 * cost the others next to nothing. Answers whether it did. Where the address names no tenant that is kept in memory,
 * the scope has to say it first.
 */
export function refuseEarly(buckets: Buckets): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const { url = '', method, headers } = req
    if (!API.test(url) || method === 'OPTIONS') return false
    const path = url.slice(API_LENGTH).split('?', 1)[0]!
    const tenant = addressedTenant(path, headers)
    if (!tenant) return false
    const { name, rate } = shareOf(tenant, kindOf(method, path))
    const seconds = buckets.look(name, rate)
    if (seconds) sendRefusal(req, res, seconds)
    return seconds > 0
  }
}
const API = /^\/api\//i
const API_LENGTH = '/api'.length

/** The answer to what was turned away, in one write. What tells browsers to stay with TLS has come with the answers before. */
function sendRefusal({ method, headers }: IncomingMessage, res: ServerResponse, seconds: number): void {
  const fault = new Fault('request.too_many', { seconds })
  const locale = localeOf({ headers })
  const requestId = idOfRequest(headers)
  const body = Buffer.from(JSON.stringify(problemOf(fault, locale, requestId)))
  countRefused(method!, fault.status, fault.code)
  const told = Object.fromEntries([...ALWAYS, ...headersFor(headers.origin)])
  res
    .writeHead(fault.status, {
      ...told,
      'x-request-id': requestId,
      'retry-after': String(seconds),
      'content-language': locale,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(body.length),
    })
    .end(method === 'HEAD' ? undefined : body)
}

/**
 * Refuses with 429 and Retry-After what a person, an address or a tenant asks beyond its rate. The person pays first,
 * so that one who is refused doesn't use up the tenant's share. Runs inside the scope, before bodies are read.
 */
export function limitRequests(buckets: Buckets): Middleware {
  return (req, res, next) => {
    const current = scope()
    const { tenant } = current
    const { limits } = config()
    const kind = kindOf(req.method, req.path)
    const { name, rate, times } = shareOf(tenant, kind)
    const who = payer(req, current)
    const own = who
      ? buckets.take(`${tenant.id} ${kind} ${who.name}`, timesAs(limits[who.of][kind], times))
      : 0
    const share = () => {
      const seconds = buckets.take(name, rate)
      if (!seconds) return next()
      refuse(seconds)
    }
    const refuse = (seconds: number) =>
      answerProblem(res, new Fault('request.too_many', { seconds }), localeOf(req), current.requestId)
    if (!own) return share()
    const caller = callerOf(current, req.ip ?? '')
    // an allowance is looked up in memory for all but one request in 5 s
    void isAllowed(tenant, caller).then((allowed) => {
      if (allowed) return share()
      noteBlock(tenant, 'requests', caller, own)
      refuse(own)
    })
  }
}
