import type { NextFunction, Request, Response } from 'express'
import { Buckets } from './buckets.js'
import { localeOf } from './edge.js'
import { config } from './config.js'
import { Fault } from './fault.js'
import { answerProblem } from './problem.js'
import type { Kind, Rate } from './rates.js'
import { scope, type Scope } from './scope.js'

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

/**
 * Refuses with 429 and Retry-After what a person, an address or a tenant asks beyond its rate. The person pays first,
 * so that one who is refused doesn't use up the tenant's share. Runs inside the scope, before bodies are read.
 */
export function limitRequests(): (req: Request, res: Response, next: NextFunction) => void {
  const buckets = new Buckets()
  return (req, res, next) => {
    const current = scope()
    const { tenant } = current
    const { limits } = config()
    const times = limits.tenants[tenant.slug] ?? 1
    const kind = kindOf(req)
    const take = (name: string, { perSecond, burst }: Rate) =>
      buckets.take(`${tenant.id} ${kind} ${name}`, { perSecond: perSecond * times, burst: burst * times })
    const who = payer(req, current)
    const seconds = (who ? take(who.name, limits[who.of][kind]) : 0) || take('tenant', limits.tenant[kind])
    if (!seconds) return next()
    answerProblem(res, new Fault('request.too_many', { seconds }), localeOf(req), current.requestId)
  }
}
