import { Injectable } from '@nestjs/common'
import type { AgreeContract, ContractModel, StatementPeriod } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

/** A version of a contract. Rates in basis points, money in minor units, days as `YYYY-MM-DD`. */
export interface ContractRow {
  id: string
  supplierId: string
  version: number
  model: ContractModel
  rate: number
  categoryRates: { categoryId: string; rate: number }[]
  feeFixed: number
  feeRate: number
  holdDays: number
  period: StatementPeriod
  from: string
  until: string | null
  terms: string
  currency: string
  madeBy: string
  madeAt: string
}
export interface PartyRow {
  id: string
  code: string
  name_zh: string
  name_en: string
}
const COLUMNS = `id, supplier_id as "supplierId", version, model, rate, category_rates as "categoryRates", fee_fixed as "feeFixed", fee_rate as "feeRate", hold_days as "holdDays", period,
  valid_from as "from", valid_until as until, terms, currency, made_by_name as "madeBy", created_at as "madeAt"`

@Injectable()
export class ContractRepo {
  supplier(id: string): Promise<PartyRow | undefined> {
    return db().one('select id, code, name_zh, name_en from suppliers where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
    ])
  }
  /** The supplier, locked until the transaction ends: what is agreed with one, issued and paid to one comes one after the other. */
  lock(id: string): Promise<PartyRow | undefined> {
    return db().one(
      'select id, code, name_zh, name_en from suppliers where tenant_id = $1 and id = $2 for update',
      [tenantId(), id],
    )
  }
  /** All versions of these suppliers, the oldest first. */
  versions(supplierIds: readonly string[]): Promise<ContractRow[]> {
    return db().many<ContractRow>(
      `select ${COLUMNS} from supplier_contracts where tenant_id = $1 and supplier_id = any($2) order by supplier_id, valid_from`,
      [tenantId(), supplierIds],
    )
  }
  byId(id: string): Promise<ContractRow | undefined> {
    return db().one<ContractRow>(
      `select ${COLUMNS} from supplier_contracts where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
  }
  /** Suppliers something was ever agreed with. */
  async suppliers(): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select distinct supplier_id as id from supplier_contracts where tenant_id = $1 order by 1',
      [tenantId()],
    )
    return rows.map((r) => r.id)
  }
  /** Whether the brand has suppliers at all. */
  async any(): Promise<boolean> {
    return (
      (await db().one('select 1 from suppliers where tenant_id = $1 limit 1', [tenantId()])) !== undefined
    )
  }
  /** How many of these categories there are. */
  async categories(ids: readonly string[]): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from categories where tenant_id = $1 and id = any($2)',
      [tenantId(), ids],
    )
    return row?.n ?? 0
  }
  /** Each category's parent. */
  async parents(): Promise<Map<string, string | null>> {
    const rows = await db().many<{ id: string; parent_id: string | null }>(
      'select id, parent_id from categories where tenant_id = $1',
      [tenantId()],
    )
    return new Map(rows.map((r) => [r.id, r.parent_id]))
  }
  insert(supplierId: string, version: number, currency: string, c: AgreeContract): Promise<number> {
    const { id, name } = actor()
    const by = id === null ? 'system' : name
    return db().run(
      `insert into supplier_contracts (tenant_id, id, supplier_id, version, model, rate, category_rates, fee_fixed, fee_rate, hold_days, period, valid_from, valid_until, terms, currency, made_by, made_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        tenantId(),
        c.id,
        supplierId,
        version,
        c.model,
        c.rate,
        JSON.stringify(c.categoryRates),
        c.feeFixed,
        c.feeRate,
        c.holdDays,
        c.period,
        c.from,
        c.until,
        c.terms,
        currency,
        id,
        by,
        clock.now(),
      ],
    )
  }
  withdraw(id: string): Promise<number> {
    return db().run('delete from supplier_contracts where tenant_id = $1 and id = $2', [tenantId(), id])
  }
}
