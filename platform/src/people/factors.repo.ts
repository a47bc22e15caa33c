import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface FactorRow {
  sealed_secret: string
  confirmed_at: string | null
}

@Injectable()
export class FactorsRepo {
  of(personId: string): Promise<FactorRow | undefined> {
    return db().one<FactorRow>(
      'select sealed_secret, confirmed_at from second_factors where tenant_id = $1 and person_id = $2',
      [tenantId(), personId],
    )
  }
  /** A new secret that waits to be confirmed; never in place of one that is. */
  offer(personId: string, sealedSecret: string): Promise<number> {
    return db().run(
      `insert into second_factors as f (tenant_id, person_id, sealed_secret, created_at) values ($1, $2, $3, $4)
       on conflict (tenant_id, person_id) do update set sealed_secret = $3, last_step = 0, created_at = $4 where f.confirmed_at is null`,
      [tenantId(), personId, sealedSecret, clock.now()],
    )
  }
  /** Takes the first code; answers 0 when the factor stood already. */
  confirm(personId: string, step: number): Promise<number> {
    return db().run(
      'update second_factors set confirmed_at = $3, last_step = $4 where tenant_id = $1 and person_id = $2 and confirmed_at is null',
      [tenantId(), personId, clock.now(), step],
    )
  }
  /** Uses a step up; answers 0 when it, or a later one, was used before. */
  useStep(personId: string, step: number): Promise<number> {
    return db().run(
      'update second_factors set last_step = $3 where tenant_id = $1 and person_id = $2 and last_step < $3 and confirmed_at is not null',
      [tenantId(), personId, step],
    )
  }
  async drop(personId: string): Promise<number> {
    await db().run('delete from recovery_codes where tenant_id = $1 and person_id = $2', [
      tenantId(),
      personId,
    ])
    return db().run('delete from second_factors where tenant_id = $1 and person_id = $2', [
      tenantId(),
      personId,
    ])
  }
  async replaceCodes(personId: string, hashes: readonly string[]): Promise<void> {
    await db().run('delete from recovery_codes where tenant_id = $1 and person_id = $2', [
      tenantId(),
      personId,
    ])
    await db().run(
      'insert into recovery_codes (tenant_id, person_id, code_hash, created_at) select $1, $2, h, $4 from unnest($3::text[]) h',
      [tenantId(), personId, hashes, clock.now()],
    )
  }
  useCode(personId: string, hash: string): Promise<number> {
    return db().run(
      'update recovery_codes set used_at = $4 where tenant_id = $1 and person_id = $2 and code_hash = $3 and used_at is null',
      [tenantId(), personId, hash, clock.now()],
    )
  }
  async codesLeft(personId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*)::int n from recovery_codes where tenant_id = $1 and person_id = $2 and used_at is null',
      [tenantId(), personId],
    )
    return row?.n ?? 0
  }
  /** How many of those who hold a role and may sign in there are, and how many of them have a second factor, by role key. */
  async standings(): Promise<Map<string, { holders: number; enrolled: number }>> {
    const rows = await db().many<{ role_key: string; holders: number; enrolled: number }>(
      `select g.role_key, count(distinct p.id)::int holders, count(distinct f.person_id)::int enrolled
         from role_grants g join people p on p.tenant_id = $1 and p.id = g.person_id and p.status = 'active'
         left join second_factors f on f.tenant_id = $1 and f.person_id = p.id and f.confirmed_at is not null
        where g.tenant_id = $1 group by g.role_key`,
      [tenantId()],
    )
    return new Map(rows.map((r) => [r.role_key, r]))
  }
}
