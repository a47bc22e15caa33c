import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export type TryKind = 'address' | 'device' | 'login' | 'pair' | 'proof'
/** What tries are counted by: a kind, the hash of its value, how many are free and what the wait is afterwards. */
export interface TryKey {
  kind: TryKind
  key: string
  free: number
  waitSeconds: number
}
/** A counter begins anew after so long without a try. */
const WINDOW = '15 minutes'

@Injectable()
export class ThrottleRepo {
  /** Counts one more try for each key that still has one, in one statement; answers how many had. */
  count(keys: readonly TryKey[]): Promise<number> {
    return db().run(
      `insert into sign_in_tries as t (tenant_id, kind, key, failures, last_at)
       select $1, k.kind, k.key, 1, $6 from unnest($2::text[], $3::text[], $4::int[], $5::int[]) k (kind, key, free, wait) order by k.kind, k.key
       on conflict (tenant_id, kind, key) do update set failures = case when t.last_at <= $6::timestamptz - interval '${WINDOW}' then 1 else t.failures + 1 end, last_at = $6
        where t.last_at <= $6::timestamptz - interval '${WINDOW}'
           or exists (select from unnest($2::text[], $3::text[], $4::int[], $5::int[]) k (kind, key, free, wait)
                       where k.kind = t.kind and k.key = t.key and (t.failures < k.free or t.last_at <= $6::timestamptz - make_interval(secs => k.wait)))`,
      [tenantId(), ...columns(keys), clock.now()],
    )
  }
  /** Seconds until every key has a try again. */
  async waitSeconds(keys: readonly TryKey[]): Promise<number> {
    const row = await db().one<{ seconds: number | null }>(
      `select ceil(extract(epoch from max(t.last_at + make_interval(secs => k.wait)) - $6::timestamptz))::int seconds
         from sign_in_tries t join unnest($2::text[], $3::text[], $4::int[], $5::int[]) k (kind, key, free, wait) on k.kind = t.kind and k.key = t.key
        where t.tenant_id = $1 and t.failures >= k.free`,
      [tenantId(), ...columns(keys), clock.now()],
    )
    return Math.max(1, row?.seconds ?? 1)
  }
  /** Takes the counted try back: it was a right one. What only its owner reaches begins anew; what others share loses this one. */
  release(keys: readonly TryKey[]): Promise<number> {
    return db().run(
      `update sign_in_tries t set failures = case when t.kind in ('address', 'login') then greatest(t.failures - 1, 0) else 0 end
         from unnest($2::text[], $3::text[]) k (kind, key) where t.tenant_id = $1 and t.kind = k.kind and t.key = k.key`,
      [tenantId(), keys.map((k) => k.kind), keys.map((k) => k.key)],
    )
  }
  async isKnown(personId: string, deviceHash: string): Promise<boolean> {
    return !!(await db().one(
      'select 1 from known_devices where tenant_id = $1 and person_id = $2 and device_hash = $3',
      [tenantId(), personId, deviceHash],
    ))
  }
  know(personId: string, deviceHash: string): Promise<number> {
    return db().run(
      'insert into known_devices (tenant_id, person_id, device_hash, used_at) values ($1, $2, $3, $4) on conflict (tenant_id, person_id, device_hash) do update set used_at = $4',
      [tenantId(), personId, deviceHash, clock.now()],
    )
  }
  forgetDevices(personId: string): Promise<number> {
    return db().run('delete from known_devices where tenant_id = $1 and person_id = $2', [
      tenantId(),
      personId,
    ])
  }
}

const columns = (keys: readonly TryKey[]) => [
  keys.map((k) => k.kind),
  keys.map((k) => k.key),
  keys.map((k) => k.free),
  keys.map((k) => k.waitSeconds),
]
