import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { Audience } from '../kernel/tokens.js'

export interface SessionRow {
  id: string
  kind: Audience
  subject_id: string
  refresh_hash: string
  previous_hash: string | null
  expires_at: string
  revoked_at: string | null
  used_at: string
}

@Injectable()
export class SessionsRepo {
  insert(s: {
    id: string
    kind: Audience
    subjectId: string
    refreshHash: string
    device: string
    expiresAt: Date
  }): Promise<number> {
    return db().run(
      'insert into sessions (tenant_id, id, kind, subject_id, refresh_hash, device, expires_at, created_at, used_at, proved_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)',
      [
        tenantId(),
        s.id,
        s.kind,
        s.subjectId,
        s.refreshHash,
        s.device.slice(0, 200),
        s.expiresAt,
        clock.now(),
      ],
    )
  }
  lock(id: string): Promise<SessionRow | undefined> {
    return db().one<SessionRow>(
      'select id, kind, subject_id, refresh_hash, previous_hash, expires_at, revoked_at, used_at from sessions where tenant_id = $1 and id = $2 for update',
      [tenantId(), id],
    )
  }
  /** A new refresh token; the session's end moves on, but never beyond `daysMax` after its beginning. */
  rotate(id: string, refreshHash: string, expiresAt: Date, daysMax: number): Promise<number> {
    return db().run(
      'update sessions set previous_hash = refresh_hash, refresh_hash = $3, expires_at = least($4::timestamptz, created_at + make_interval(days => $6)), used_at = $5 where tenant_id = $1 and id = $2',
      [tenantId(), id, refreshHash, expiresAt, clock.now(), daysMax],
    )
  }
  async provedAt(id: string): Promise<string | null> {
    const row = await db().one<{ proved_at: string | null }>(
      'select proved_at from sessions where tenant_id = $1 and id = $2 and revoked_at is null',
      [tenantId(), id],
    )
    return row?.proved_at ?? null
  }
  prove(id: string): Promise<number> {
    return db().run('update sessions set proved_at = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      clock.now(),
    ])
  }
  /** Open sessions of a member of staff, the last used first. */
  openOf(personId: string): Promise<{ id: string; device: string; created_at: string; used_at: string }[]> {
    return db().many(
      "select id, device, created_at, used_at from sessions where tenant_id = $1 and kind = 'staff' and subject_id = $2 and revoked_at is null and expires_at > $3 order by used_at desc, id desc limit 200",
      [tenantId(), personId, clock.now()],
    )
  }
  revokeOf(personId: string, id: string): Promise<number> {
    return db().run(
      "update sessions set revoked_at = $4 where tenant_id = $1 and kind = 'staff' and subject_id = $2 and id = $3 and revoked_at is null and expires_at > $4",
      [tenantId(), personId, id, clock.now()],
    )
  }
  revokeOthers(personId: string, but: string): Promise<number> {
    return db().run(
      "update sessions set revoked_at = $4 where tenant_id = $1 and kind = 'staff' and subject_id = $2 and id <> $3 and revoked_at is null",
      [tenantId(), personId, but, clock.now()],
    )
  }
  revoke(id: string): Promise<number> {
    return db().run(
      'update sessions set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null',
      [tenantId(), id, clock.now()],
    )
  }
  revokeAll(kind: 'staff' | 'shopper', subjectId: string): Promise<number> {
    return db().run(
      'update sessions set revoked_at = $4 where tenant_id = $1 and kind = $2 and subject_id = $3 and revoked_at is null',
      [tenantId(), kind, subjectId, clock.now()],
    )
  }
  historyOf(
    kind: Audience,
    subjectId: string,
  ): Promise<{ device: string; created_at: string; used_at: string; revoked_at: string | null }[]> {
    return db().many(
      'select device, created_at, used_at, revoked_at from sessions where tenant_id = $1 and kind = $2 and subject_id = $3 order by id limit 10000',
      [tenantId(), kind, subjectId],
    )
  }
  eraseAll(kind: Audience, subjectId: string): Promise<number> {
    return db().run('delete from sessions where tenant_id = $1 and kind = $2 and subject_id = $3', [
      tenantId(),
      kind,
      subjectId,
    ])
  }
}
