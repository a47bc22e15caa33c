import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { DeviceSessions } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { isId, newId } from '../kernel/id.js'
import { digest } from '../kernel/secret.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { ACCESS_SECONDS, signAccess, type Audience } from '../kernel/tokens.js'
import { deviceNameOf } from './device-name.js'
import { SessionsRepo } from './sessions.repo.js'

export interface SessionTokens {
  accessToken: string
  expiresIn: number
  refreshToken: string
  subjectId: string
  sessionId: string
  kind: Audience
}
/** A sign-in as its own person may see it. */
export interface SignInOfSomebody {
  device: string
  since: string
  usedAt: string
  endedAt: string | null
}
/** Days a session lives without being used, and at most. */
export const IDLE_DAYS = { staff: 7, shopper: 90, operator: 1 } as const
const DAYS_MAX = { staff: 30, shopper: 365, operator: 1 } as const
/** Two tabs may refresh at the same instant: the token before this one is taken for so long, without a new rotation. */
const GRACE_MS = 10_000

@Injectable()
export class SessionsService {
  constructor(private readonly sessions: SessionsRepo) {}

  /** Opens a session and answers its tokens. */
  open(kind: Audience, subjectId: string, device: string): Promise<SessionTokens> {
    const id = newId()
    const secret = randomBytes(32).toString('base64url')
    return transaction(async () => {
      await this.sessions.insert({
        id,
        kind,
        subjectId,
        refreshHash: digest(secret),
        device,
        expiresAt: lifeEnd(kind),
      })
      return this.tokens(kind, subjectId, id, secret)
    })
  }

  /** Rotates a refresh token. A token that was rotated away before ends the whole session: somebody copied it. */
  async refresh(kinds: readonly Audience[], refreshToken: string): Promise<SessionTokens> {
    const [id, secret] = refreshToken.split('.')
    if (!isId(id) || !secret) throw new Fault('access.token_invalid')
    const outcome = await transaction(async () => {
      const row = await this.sessions.lock(id)
      if (!row || !kinds.includes(row.kind) || row.revoked_at || new Date(row.expires_at) <= clock.now())
        return 'invalid'
      const hash = digest(secret)
      if (row.refresh_hash !== hash) {
        if (row.previous_hash === hash && clock.now().getTime() - new Date(row.used_at).getTime() < GRACE_MS)
          return 'again'
        await this.sessions.revoke(id)
        forgetPrincipals()
        return 'invalid'
      }
      const next = randomBytes(32).toString('base64url')
      await this.sessions.rotate(id, digest(next), lifeEnd(row.kind), DAYS_MAX[row.kind])
      return this.tokens(row.kind, row.subject_id, id, next)
    })
    if (outcome === 'invalid' || outcome === 'again')
      throw new Fault('access.token_invalid', outcome === 'again' ? { retry: true } : {})
    return outcome
  }

  /** Ends the session of a refresh token; an unknown one is no error. */
  async close(refreshToken: string): Promise<void> {
    const [id, secret] = refreshToken.split('.')
    if (!isId(id) || !secret) return
    await transaction(async () => {
      const row = await this.sessions.lock(id)
      if (row?.refresh_hash === digest(secret)) await this.sessions.revoke(id)
    })
    forgetPrincipals()
  }

  /** Ends every session of somebody. */
  async closeAll(kind: 'staff' | 'shopper', subjectId: string): Promise<void> {
    await transaction(() => this.sessions.revokeAll(kind, subjectId))
    forgetPrincipals()
  }
  /** Every sign-in of somebody that is still kept, oldest first. Joins the running transaction. */
  async historyOf(kind: Audience, subjectId: string): Promise<SignInOfSomebody[]> {
    const rows = await transaction(() => this.sessions.historyOf(kind, subjectId))
    return rows.map((r) => ({
      device: r.device,
      since: r.created_at,
      usedAt: r.used_at,
      endedAt: r.revoked_at,
    }))
  }
  /** Deletes every session of somebody who is to be forgotten. Joins the running transaction; `forgetPrincipals` after it. */
  async eraseAll(kind: Audience, subjectId: string): Promise<void> {
    await transaction(() => this.sessions.eraseAll(kind, subjectId))
  }
  /** Ends every session of a member of staff but one. */
  async closeOthers(personId: string, but: string): Promise<void> {
    await transaction(() => this.sessions.revokeOthers(personId, but))
    forgetPrincipals()
  }
  /** Ends one session of a member of staff. Throws `access.not_found`. */
  async closeOne(personId: string, session: string): Promise<void> {
    await transaction(async () => found((await this.sessions.revokeOf(personId, session)) || undefined))
    forgetPrincipals()
  }
  /** Notes that the person just proved in this session who they are. */
  proved(session: string): Promise<number> {
    return transaction(() => this.sessions.prove(session))
  }
  /** Where a member of staff is signed in. */
  async list(personId: string, current: string): Promise<DeviceSessions> {
    const rows = await transaction(() => this.sessions.openOf(personId))
    return {
      items: rows.map((r) => ({
        id: r.id,
        ...deviceNameOf(r.device),
        createdAt: r.created_at,
        usedAt: r.used_at,
        current: r.id === current,
      })),
    }
  }

  private async tokens(
    kind: Audience,
    subjectId: string,
    session: string,
    secret: string,
  ): Promise<SessionTokens> {
    const accessToken = await signAccess({ subject: subjectId, tenant: tenantId(), session, audience: kind })
    return {
      accessToken,
      expiresIn: ACCESS_SECONDS,
      refreshToken: `${session}.${secret}`,
      subjectId,
      sessionId: session,
      kind,
    }
  }
}
const lifeEnd = (kind: Audience) => new Date(clock.now().getTime() + IDLE_DAYS[kind] * 86_400_000)
