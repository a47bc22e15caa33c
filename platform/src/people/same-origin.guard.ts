import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { Fault } from '../kernel/fault.js'

/**
 * Routes that live by the refresh cookie answer our own pages only. The cookie is SameSite=Strict, but another tenant's
 * subdomain is the same site: so what the browser tells of the caller is read too. Who tells nothing is no browser
 * and brings no cookie of anybody's.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest<Request>()
    if (req.method === 'GET') return true
    const site = req.header('sec-fetch-site')
    const origin = req.header('origin')
    const own = origin === undefined || hostOf(origin) === (req.headers.host ?? '').toLowerCase()
    if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
      throw new Fault('access.cross_site')
    return true
  }
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host || undefined : undefined
