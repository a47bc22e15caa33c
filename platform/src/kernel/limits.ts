import type { NextFunction, Request, Response } from 'express'
import type { Buckets } from './buckets.js'
import { callerOf, isAllowed, noteBlock } from './callers.js'
import { addressedTenant, localeOf, nameRequest } from './edge.js'
import { config } from './config.js'
import { Fault } from './fault.js'
import { answerProblem } from './problem.js'
import type { Kind, Rate } from './rates.js'
import { scope, type Scope, type TenantRef } from './scope.js'

/** Uploads, imports and exports cost what a hundred reads do. */
const HEAVY = /^\/(?:media|files|imports)\b|\/exports?\b/i
const kindOf = (req: Request): Kind =>
  HEAVY.test(req.path) ? 'heavy' : ['GET', 'HEAD', 'OPTIONS'].includes(req.method) ? 'reads' : 'writes'

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

/**
 * Turns away what a tenant asks that has used up its share, before a token is proven or anybody looked up: what is
 * refused must cost the others next to nothing. Where the address names no tenant, the scope has to say it first.
 */
export function refuseEarly(buckets: Buckets): Middleware {
  return (req, res, next) => {
    const refuse = (tenant: TenantRef | undefined) => {
      const share = tenant && shareOf(tenant, kindOf(req))
      const seconds = share ? buckets.look(share.name, share.rate) : 0
      if (!seconds) return next()
      const requestId = nameRequest(req, res)
      answerProblem(res, new Fault('request.too_many', { seconds }), localeOf(req), requestId)
    }
    // whatever is wrong with the address is said when the scope is opened
    addressedTenant(req).then(refuse, () => next())
  }
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
    const kind = kindOf(req)
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
