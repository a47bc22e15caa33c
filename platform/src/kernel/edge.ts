import { randomUUID } from 'node:crypto'
import type { Locale } from '@storeweave/contract'
import type { NextFunction, Request, Response } from 'express'
import { guestAbility, providerAbility } from './ability.js'
import { keyHolder, readKey } from './api-keys.js'
import { config } from './config.js'
import { findTenant } from './directory.js'
import { Fault } from './fault.js'
import { logRequests, traceOf, whoOf } from './log.js'
import { routeOf } from './metrics.js'
import { answerProblem } from './problem.js'
import { runInScope, type Principal, type Scope, type TenantRef } from './scope.js'
import { principalOf } from './staff.js'
import { mark } from './trace.js'
import { readAccess } from './tokens.js'
import { countRequest } from './usage.js'

export const localeOf = (req: Request): Locale =>
  /^\s*en\b/i.test(req.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/
const PROVIDER_PATH = /^\/callbacks\/[a-z-]+\/([0-9a-f-]{36})\//

/** The tenant that the address names: a custom host, `{slug}.<anything>`, a callback's path. */
async function tenantOfAddress(req: Request): Promise<{ tenant?: TenantRef; named: boolean }> {
  const callback = PROVIDER_PATH.exec(req.path)
  if (callback) return { tenant: await findTenant('id', callback[1]!), named: true }
  const host = (req.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  if (LOCAL.test(host)) return { named: false }
  const tenant = (await findTenant('host', host)) ?? (await findTenant('slug', host.split('.')[0] ?? ''))
  return { tenant, named: true }
}

/** The tenant a request is for. Throws `tenant.unknown`, `tenant.mismatch` where address, app id and token disagree. */
export async function tenantOf(req: Request, claimed: string | undefined): Promise<TenantRef> {
  const { tenant: byHost, named } = await tenantOfAddress(req)
  if (named && !byHost) throw new Fault('tenant.unknown')
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

/** The tenant that host, path or app id name, without looking at any token; undefined where they name none. */
export async function addressedTenant(req: Request): Promise<TenantRef | undefined> {
  const { tenant } = await tenantOfAddress(req)
  const appId = req.header('x-storeweave-app-id')
  return tenant ?? (appId ? findTenant('wechat_app', appId) : undefined)
}

/** The request's id, its own or a new one, and in the answer. */
export function nameRequest(req: Request, res: Response): string {
  const given = req.header('x-request-id') ?? ''
  const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
  res.setHeader('x-request-id', requestId)
  return requestId
}

/** Opens the scope of a request: tenant, who asks, language, request id. The first thing that runs for `/api`. */
export function openScope(req: Request, res: Response, next: NextFunction): void {
  const requestId = nameRequest(req, res)
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
