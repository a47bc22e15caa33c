import { Injectable } from '@nestjs/common'
import type { TradeAccount, TradeEntry, TradeParty } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface EntryRow {
  id: string
  kind: TradeEntry['kind']
  amount: number
  currency: string
  purchase_id: string | null
  number: string
  note: string
  person_name: string
  at: string
}
/** Who owes or is owed. */
export interface Party {
  party: TradeParty
  id: string
}
export interface AccountRow extends Party {
  code: string
  name_zh: string
  name_en: string
  owed: number
}
const MINE = "((e.store_id = $2 and $3 = 'store') or (e.supplier_id = $2 and $3 = 'supplier'))"

@Injectable()
export class TradeRepo {
  /** Everybody with an account, by code, at most 1,000. */
  accounts(): Promise<AccountRow[]> {
    return db().many<AccountRow>(
      `select case when e.supplier_id is null then 'store' else 'supplier' end as party, coalesce(e.store_id, e.supplier_id) as id, coalesce(u.code, s.code) as code,
              coalesce(u.name_zh, s.name_zh) as name_zh, coalesce(u.name_en, s.name_en) as name_en, sum(e.amount)::bigint as owed
         from trade_entries e left join org_units u on u.tenant_id = $1 and u.id = e.store_id left join suppliers s on s.tenant_id = $1 and s.id = e.supplier_id
        where e.tenant_id = $1 group by 1, 2, 3, 4, 5 order by 1, 3 limit 1000`,
      [tenantId()],
    )
  }
  /** Whose id it is, locked: payments to one party wait for each other. */
  async lock(id: string): Promise<(Party & { name: string }) | undefined> {
    const supplier = await db().one<{ name: string }>(
      'select name_zh as name from suppliers where tenant_id = $1 and id = $2 for no key update',
      [tenantId(), id],
    )
    if (supplier) return { party: 'supplier', id, ...supplier }
    const store = await db().one<{ name: string }>(
      'select u.name_zh as name from stores s join org_units u on u.tenant_id = $1 and u.id = s.id where s.tenant_id = $1 and s.id = $2 for no key update of s',
      [tenantId(), id],
    )
    return store && { party: 'store', id, ...store }
  }
  /** The same without the lock. */
  async find(id: string): Promise<Party | undefined> {
    return db().one<Party>(
      `select 'supplier' as party, id from suppliers where tenant_id = $1 and id = $2 union all select 'store', id from stores where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
  }
  async owed({ party, id }: Party): Promise<number> {
    const row = await db().one<{ owed: number }>(
      `select coalesce(sum(e.amount), 0)::bigint as owed from trade_entries e where e.tenant_id = $1 and ${MINE}`,
      [tenantId(), id, party],
    )
    return row?.owed ?? 0
  }
  entries({ party, id }: Party, limit: number, before?: string | number): Promise<EntryRow[]> {
    return db().many<EntryRow>(
      `select e.id, e.kind, e.amount, e.currency, e.purchase_id, coalesce(s.number, e.bank_ref) as number, e.note, e.person_name, e.at from trade_entries e
         left join purchase_shipments s on s.tenant_id = $1 and s.id = e.shipment_id
        where e.tenant_id = $1 and ${MINE} and ($4::uuid is null or e.id < $4) order by e.id desc limit $5`,
      [tenantId(), id, party, before ?? null, limit + 1],
    )
  }
  async knows(entryId: string): Promise<boolean> {
    return !!(await db().one('select 1 from trade_entries where tenant_id = $1 and id = $2', [
      tenantId(),
      entryId,
    ]))
  }
  async isUsed(bankRef: string): Promise<boolean> {
    return !!(await db().one(
      "select 1 from trade_entries where tenant_id = $1 and bank_ref = $2 and kind = 'payment'",
      [tenantId(), bankRef],
    ))
  }
  insert(
    { party, id }: Party,
    e: {
      id: string
      kind: TradeEntry['kind']
      amount: number
      currency: string
      purchaseId?: string
      shipmentId?: string
      bankRef?: string
      note?: string
    },
  ): Promise<number> {
    return db().run(
      `insert into trade_entries (tenant_id, id, store_id, supplier_id, kind, amount, currency, purchase_id, shipment_id, bank_ref, note, person_name, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[
          tenantId(),
          e.id,
          party === 'store' ? id : null,
          party === 'supplier' ? id : null,
          e.kind,
          e.amount,
        ],
        ...[e.currency, e.purchaseId ?? null, e.shipmentId ?? null, e.bankRef ?? '', e.note ?? ''],
        ...[actor().name, clock.now()],
      ],
    )
  }
}

export const accountOf = (r: AccountRow): TradeAccount => ({
  id: r.id,
  party: r.party,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  owed: r.owed,
})
export const entryOf = (r: EntryRow): TradeEntry => ({
  id: r.id,
  kind: r.kind,
  amount: r.amount,
  currency: r.currency,
  purchaseId: r.purchase_id,
  number: r.number,
  note: r.note,
  by: r.person_name,
  at: r.at,
})
