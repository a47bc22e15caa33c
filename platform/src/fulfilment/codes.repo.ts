import { Injectable } from '@nestjs/common'
import type { WrongTries } from '@storeweave/rules/fulfilment'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

export interface CodeRow {
  id: string
  fulfilment_id: string
  order_id: string
  store_id: string
  /** Whose voucher it is; null where it hands goods over. */
  voucher_id: string | null
  code: string
  state: 'live' | 'used' | 'void'
  used_at: string | null
  store_zh: string
  store_en: string
  time_zone: string
}

@Injectable()
export class CodesRepo {
  /** Puts a code in force; false when another live order has the same digits. */
  async issue(c: { fulfilmentId: string; orderId: string; storeId: string; code: string }): Promise<boolean> {
    const sql = `insert into verification_codes (tenant_id, id, fulfilment_id, order_id, store_id, code, created_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, code) where state = 'live' do nothing`
    return (
      (await db().run(sql, [
        tenantId(),
        newId(),
        c.fulfilmentId,
        c.orderId,
        c.storeId,
        c.code,
        clock.now(),
      ])) > 0
    )
  }
  /** The live owner of these digits, else the one who used them last, else the voucher that was over last. */
  find(code: string): Promise<CodeRow | undefined> {
    return db().one<CodeRow>(
      `select v.id, v.fulfilment_id, v.order_id, v.store_id, v.voucher_id, v.code, v.state, v.used_at, u.name_zh as store_zh, u.name_en as store_en, s.time_zone
         from verification_codes v join org_units u on u.tenant_id = $1 and u.id = v.store_id join stores s on s.tenant_id = $1 and s.id = v.store_id
        where v.tenant_id = $1 and v.code = $2 and (v.state in ('live', 'used') or v.voucher_id is not null) order by (v.state = 'live') desc, v.used_at desc nulls last, v.id desc limit 1`,
      [tenantId(), code],
    )
  }
  /** Uses a live code at its store: one caller gets the row, all others nothing. */
  use(
    code: string,
    storeId: string,
    by: { id: string | null; name: string },
  ): Promise<{ id: string; fulfilment_id: string; order_id: string } | undefined> {
    return db().one(
      `update verification_codes set state = 'used', used_at = $4, used_by = $5, used_by_name = $6, used_store_id = $3
        where tenant_id = $1 and code = $2 and voucher_id is null and store_id = $3 and state = 'live' returning id, fulfilment_id, order_id`,
      [tenantId(), code, storeId, clock.now(), by.id, by.name],
    )
  }
  void(orderId: string): Promise<number> {
    return db().run(
      "update verification_codes set state = 'void' where tenant_id = $1 and order_id = $2 and state = 'live' and voucher_id is null",
      [tenantId(), orderId],
    )
  }
  async tries(personId: string, forUpdate = false): Promise<WrongTries | undefined> {
    const sql = `select failures, since, locked_until from verification_failures where tenant_id = $1 and person_id = $2${forUpdate ? ' for update' : ''}`
    const row = await db().one<{ failures: number; since: string; locked_until: string | null }>(sql, [
      tenantId(),
      personId,
    ])
    return (
      row && {
        failures: row.failures,
        since: Date.parse(row.since),
        lockedUntil: row.locked_until ? Date.parse(row.locked_until) : null,
      }
    )
  }
  /** Makes sure there is a row to lock, so that wrong codes typed at the same moment are all counted. */
  ensureTries(personId: string): Promise<number> {
    return db().run(
      'insert into verification_failures (tenant_id, person_id, failures, since) values ($1, $2, 0, $3) on conflict do nothing',
      [tenantId(), personId, clock.now()],
    )
  }
  saveTries(personId: string, t: WrongTries): Promise<number> {
    return db().run(
      'update verification_failures set failures = $3, since = $4, locked_until = $5 where tenant_id = $1 and person_id = $2',
      [
        tenantId(),
        personId,
        t.failures,
        new Date(t.since),
        t.lockedUntil === null ? null : new Date(t.lockedUntil),
      ],
    )
  }
}
