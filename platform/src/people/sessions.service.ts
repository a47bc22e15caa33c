import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { isId, newId } from '../kernel/id.js'
import { digest } from '../kernel/secret.js'
import { ACCESS_SECONDS, signAccess } from '../kernel/tokens.js'
import { SessionsRepo } from './sessions.repo.js'

export interface SessionTokens {
  accessToken: string
  expiresIn: number
  refreshToken: string
  subjectId: string
}
const LIFE_DAYS = { staff: 14, shopper: 90 } as const
/** Two tabs may refresh at the same instant: the token before this one is taken for so long, without a new rotation. */
const GRACE_MS = 10_000

@Injectable()
export class SessionsService {
  constructor(private readonly sessions: SessionsRepo) {}

  /** Opens a session and answers its tokens. */
  open(kind: 'staff' | 'shopper', subjectId: string, device: string): Promise<SessionTokens> {
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
  async refresh(kind: 'staff' | 'shopper', refreshToken: string): Promise<SessionTokens> {
    const [id, secret] = refreshToken.split('.')
    if (!isId(id) || !secret) throw new Fault('access.token_invalid')
    const outcome = await transaction(async () => {
      const row = await this.sessions.lock(id)
      if (!row || row.kind !== kind || row.revoked_at || new Date(row.expires_at) <= clock.now())
        return 'invalid'
      const hash = digest(secret)
      if (row.refresh_hash !== hash) {
        if (row.previous_hash === hash && clock.now().getTime() - new Date(row.used_at).getTime() < GRACE_MS)
          return 'again'
        await this.sessions.revoke(id)
        return 'invalid'
      }
      const next = randomBytes(32).toString('base64url')
      await this.sessions.rotate(id, digest(next), lifeEnd(kind))
      return this.tokens(kind, row.subject_id, id, next)
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
  }

  /** Ends every session of somebody. */
  closeAll(kind: 'staff' | 'shopper', subjectId: string): Promise<number> {
    return transaction(() => this.sessions.revokeAll(kind, subjectId))
  }

  private async tokens(
    kind: 'staff' | 'shopper',
    subjectId: string,
    session: string,
    secret: string,
  ): Promise<SessionTokens> {
    const accessToken = await signAccess({ subject: subjectId, tenant: tenantId(), session, audience: kind })
    return { accessToken, expiresIn: ACCESS_SECONDS, refreshToken: `${session}.${secret}`, subjectId }
  }
}
const lifeEnd = (kind: 'staff' | 'shopper') => new Date(clock.now().getTime() + LIFE_DAYS[kind] * 86_400_000)
