import { Injectable } from '@nestjs/common'
import type { AllocationChange, AllocationKind } from '@storeweave/contract'
import type { Range } from '@storeweave/rules/assortment'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

export interface ChangeRow {
  id: string
  kind: AllocationChange['kind']
  unit_ids: string[]
  rules: AllocationChange['rules']
  products: number
  gained: number
  lost: number
  person_name: string
  made_at: string
  undone_by_name: string
  undone_at: string | null
  restored: number | null
}
/** What a change did to one product. */
export interface ChangedProduct {
  productId: string
  before: Range
  after: Range
}

const COLUMNS =
  'id, kind, unit_ids, rules, products, gained, lost, person_name, made_at, undone_by_name, undone_at, restored'

/** The changes that were made of where products may be sold, with what each product was before. */
@Injectable()
export class AllocationChangesRepo {
  /** A page of changes, newest first. */
  page(limit: number, cursor: string | undefined): Promise<ChangeRow[]> {
    const after = keysOf(cursor, 'instant', 'id')
    return db().many<ChangeRow>(
      `select ${COLUMNS} from allocation_changes where tenant_id = $1 and ($3::timestamptz is null or (made_at, id) < ($3, $4::uuid)) order by made_at desc, id desc limit $2`,
      [tenantId(), limit + 1, after?.[0] ?? null, after?.[1] ?? null],
    )
  }
  /** A change; locked, nobody else undoes it until the running transaction ends. */
  one(id: string, lock = false): Promise<ChangeRow | undefined> {
    return db().one<ChangeRow>(
      `select ${COLUMNS} from allocation_changes where tenant_id = $1 and id = $2 ${lock ? 'for no key update' : ''}`,
      [tenantId(), id],
    )
  }
  /** Keeps a change with all it did; false when its id is taken. */
  async keep(
    id: string,
    c: { kind: AllocationKind; unitIds: readonly string[]; gained: number; lost: number },
    rows: readonly ChangedProduct[],
  ): Promise<boolean> {
    const by = actor()
    const kept = await db().run(
      `insert into allocation_changes (tenant_id, id, kind, unit_ids, products, gained, lost, person_id, person_name, made_at)
       values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9, $10) on conflict (tenant_id, id) do nothing`,
      [tenantId(), id, c.kind, c.unitIds, rows.length, c.gained, c.lost, by.id, by.name, clock.now()],
    )
    if (!kept) return false
    await this.keepRows(
      id,
      rows.map(({ productId, before, after }) => ({ productId, before, after })),
    )
    return true
  }
  /** Keeps what rules did, under a change of its own or, of a rule on its way, together with what it did before. */
  async addRuled(
    id: string,
    c: { rules: AllocationChange['rules']; unitIds: readonly string[]; gained: number; lost: number },
    rows: readonly { productId: string; before: object; after: object }[],
  ): Promise<void> {
    await db().run(
      `insert into allocation_changes as c (tenant_id, id, kind, unit_ids, rules, products, gained, lost, person_name, made_at)
       values ($1, $2, 'ruled', $3::uuid[], $4, $5, $6, $7, '', $8)
       on conflict (tenant_id, id) do update set products = c.products + excluded.products, gained = c.gained + excluded.gained, lost = c.lost + excluded.lost`,
      [tenantId(), id, c.unitIds, JSON.stringify(c.rules), rows.length, c.gained, c.lost, clock.now()],
    )
    await this.keepRows(id, rows)
  }
  private async keepRows(
    id: string,
    rows: readonly { productId: string; before: object; after: object }[],
  ): Promise<void> {
    await db().run(
      `insert into allocation_change_rows (tenant_id, change_id, product_id, before, after)
       select $1, $2, r."productId", r.before, r.after from jsonb_to_recordset($3::jsonb) as r ("productId" uuid, before jsonb, after jsonb)`,
      [tenantId(), id, JSON.stringify(rows)],
    )
  }
  /** What a change that somebody made did, product by product, in key order. */
  async rows(id: string): Promise<ChangedProduct[]> {
    const rows = await db().many<ChangedProduct>(
      `select product_id as "productId", before, after from allocation_change_rows where tenant_id = $1 and change_id = $2 order by product_id`,
      [tenantId(), id],
    )
    return rows.map((r) => ({ productId: r.productId, before: whole(r.before), after: whole(r.after) }))
  }
  /** Forgets what goods were before changes that were made before an instant, so many at most; answers how many went. */
  forget(before: Date, limit: number): Promise<number> {
    return db().run(
      `delete from allocation_change_rows where tenant_id = $1 and (change_id, product_id) in (
         select r.change_id, r.product_id from allocation_changes c join allocation_change_rows r on r.tenant_id = $1 and r.change_id = c.id
          where c.tenant_id = $1 and c.made_at < $2 order by r.change_id, r.product_id limit $3)`,
      [tenantId(), before, limit],
    )
  }
  /** Notes that a change was undone, and how many of its products that put back. */
  undone(id: string, restored: number): Promise<number> {
    const by = actor()
    return db().run(
      'update allocation_changes set undone_by_id = $3, undone_by_name = $4, undone_at = $5, restored = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, by.id, by.name, clock.now(), restored],
    )
  }
}

/** What was kept before there were rules doesn't say who decided: then what was not sold everywhere was decided by hand. */
const whole = (range: Omit<Range, 'byHand'> & { byHand?: boolean }): Range => ({
  ...range,
  byHand: range.byHand ?? range.assortment !== 'all',
})
