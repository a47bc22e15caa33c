import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Locale } from '@storeweave/contract'
import type { NextFunction, Request, Response } from 'express'
import { guestAbility, providerAbility } from './ability.js'
import { keyHolder, readKey } from './api-keys.js'
import { config } from './config.js'
import { findTenant, keptTenant, type TenantName } from './directory.js'
import { Fault } from './fault.js'
import { logRequests, traceOf, whoOf } from './log.js'
import { routeOf } from './metrics.js'
import { answerProblem } from './problem.js'
import { runInScope, type Principal, type Scope, type TenantRef } from './scope.js'
import { principalOf } from './staff.js'
import { mark } from './trace.js'
import { readAccess } from './tokens.js'
import { countRequest } from './usage.js'

export const localeOf = ({ headers }: Pick<Request, 'headers'>): Locale =>
  /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN'

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/
const PROVIDER_PATH = /^\/callbacks\/[a-z-]+\/([0-9a-f-]{36})\//

/** How an address names its tenant, the first that is known counts: a callback's path; a custom host, `{slug}.<anything>`. None where it names none. `path` begins below `/api`. */
function namesIn(path: string, { host: header = '' }: IncomingHttpHeaders): TenantName[] {
  const callback = PROVIDER_PATH.exec(path)
  if (callback) return [['id', callback[1]!]]
  const host = header.toLowerCase().replace(/:\d+$/, '')
  if (LOCAL.test(host)) return []
  return [
    ['host', host],
    ['slug', host.split('.')[0] ?? ''],
  ]
}

/** The tenant a request is for. Throws `tenant.unknown`, `tenant.mismatch` where address, app id and token disagree. */
export async function tenantOf(req: Request, claimed: string | undefined): Promise<TenantRef> {
  const names = namesIn(req.path, req.headers)
  let byHost: TenantRef | undefined
  for (const name of names) byHost ??= await findTenant(...name)
  if (names.length && !byHost) throw new Fault('tenant.unknown')
  const appId = req.header('x-storeweave-app-id')
  const byApp = appId ? await findTenant('wechat_app', appId) : undefined
  if (appId && !byApp) throw new Fault('tenant.unknown')
  if (byHost && byApp && byHost.id !== byApp.id) throw new Fault('tenant.mismatch')
  const byToken = claimed && !byHost && !byApp ? await findTenant('id', claimed) : undefined
  const byDefault = config().defaultTenant
  const tenant = byHost ?? byApp ?? byToken ?? (byDefault ? await findTenant('slug', byDefault) : undefined)
  if (!tenant) throw new Fault('tenant.unknown')
  // tenant and scope come from the verified token; where it and the address disagree the request is refused (D25)
  if (claimed && claimed !== tenant.id) throw new Fault('tenant.mismatch')
  return tenant
}

/** The tenant that host, path or app id name as far as memory tells, without looking at any token. */
export function addressedTenant(path: string, headers: IncomingHttpHeaders): TenantRef | undefined {
  const names = namesIn(path, headers)
  const appId = headers['x-storeweave-app-id']
  return keptTenant(names.length || typeof appId !== 'string' ? names : [['wechat_app', appId]])
}

/** The id of a request, its own or a new one. */
export function idOfRequest(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

/** Opens the scope of a request: tenant, who asks, language, request id. The first thing that runs for `/api`. */
export function openScope(req: Request, res: Response, next: NextFunction): void {
  const requestId = idOfRequest(req.headers)
  res.setHeader('x-request-id', requestId)
  const locale = localeOf(req)
  const startedAt = performance.now()
  identify(req)
    .then(({ tenant, who }) => {
      mark({ 'storeweave.tenant': tenant.slug, 'storeweave.who': who.kind })
      countRequest(tenant)
      const opened: Scope = { tenant, who, locale, requestId, statements: 0 }
      res.once('finish', () => logRequest(req, res, opened, startedAt))
      runInScope(opened, next)
    })
    .catch((error: unknown) => answerProblem(res, error, locale, requestId))
}

/** One line a request: what, how it ended, how long it took, how many statements; ids of the person, never what they sent. */
function logRequest(
  req: Request,
  res: Response,
  { tenant, who, requestId, statements }: Scope,
  startedAt: number,
): void {
  logRequests().info(
    {
      requestId,
      tenant: tenant.slug,
      ...whoOf(who),
      ...traceOf(),
      method: req.method,
      route: routeOf(req),
      status: res.statusCode,
      ms: Math.round(performance.now() - startedAt),
      statements,
    },
    'request',
  )
}

async function identify(req: Request): Promise<{ tenant: TenantRef; who: Principal }> {
  const [, token] = /^Bearer (\S{1,4000})$/.exec(req.header('authorization') ?? '') ?? []
  if (req.header('authorization') && !token) throw new Fault('access.token_invalid')
  const key = token === undefined ? undefined : readKey(token)
  if (key) {
    const tenant = await tenantOf(req, key.tenant)
    return { tenant, who: await keyHolder(key, req.ip ?? '') }
  }
  const claims = token === undefined ? undefined : await readAccess(token)
  const tenant = await tenantOf(req, claims?.tenant)
  if (!claims)
    return {
      tenant,
      who: PROVIDER_PATH.test(req.path)
        ? { kind: 'provider', ability: providerAbility }
        : { kind: 'guest', ability: guestAbility },
    }
  return { tenant, who: await principalOf(claims.audience, tenant.id, claims.subject, claims.session) }
}
