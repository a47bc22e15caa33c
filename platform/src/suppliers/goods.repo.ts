import { Injectable } from '@nestjs/common'
import type { DraftGoods, GoodsState, ListGoods } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

export type GoodsBody = Omit<DraftGoods, 'version'>
export interface GoodsRow {
  id: string
  supplier_id: string
  supplier_zh: string
  supplier_en: string
  state: GoodsState
  own_code: string
  body: GoodsBody
  version: number
  reason: string
  product_id: string | null
  sent_at: string | null
  decided_by_name: string
  updated_at: string
}
const COLUMNS = `g.id, g.supplier_id, s.name_zh as supplier_zh, s.name_en as supplier_en, g.state, g.own_code, g.body, g.version, g.reason, g.product_id, g.sent_at, g.decided_by_name, g.updated_at`
const FROM = 'supplier_goods g join suppliers s on s.tenant_id = $1 and s.id = g.supplier_id'

/** Goods that suppliers propose. `supplierId` null looks at all of them, as HQ does. */
@Injectable()
export class GoodsRepo {
  /** A page, last touched first. Drafts are their supplier's alone: HQ sees what was sent. */
  page(q: ListGoods, supplierId: string | null): Promise<GoodsRow[]> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return db().many<GoodsRow>(
      `select ${COLUMNS} from ${FROM} where g.tenant_id = $1 and ($3::uuid is null or g.supplier_id = $3) and ($4::boolean or g.sent_at is not null and g.state <> 'draft')
          and ($5::text is null or g.state = $5) and ($6::text is null or position(lower($6) in lower(g.name_zh || ' ' || g.name_en)) > 0)
          and ($7::timestamptz is null or (g.updated_at, g.id) < ($7, $8::uuid)) order by g.updated_at desc, g.id desc limit $2`,
      [
        tenantId(),
        q.limit + 1,
        supplierId ?? q.supplierId ?? null,
        supplierId !== null,
        q.state ?? null,
        q.q || null,
        after?.[0] ?? null,
        after?.[1] ?? null,
      ],
    )
  }
  /** One; locked, nobody else moves it until the running transaction ends. Another supplier's is not there. */
  one(id: string, supplierId: string | null, lock = false): Promise<GoodsRow | undefined> {
    return db().one<GoodsRow>(
      `select ${COLUMNS} from ${FROM} where g.tenant_id = $1 and g.id = $2 and ($3::uuid is null or g.supplier_id = $3) and ($3::uuid is not null or g.state <> 'draft') ${lock ? 'for no key update of g' : ''}`,
      [tenantId(), id, supplierId],
    )
  }
  /** A new draft; 0 when the id is there already, whosever. */
  insert(id: string, supplierId: string, body: GoodsBody): Promise<number> {
    return db().run(
      'insert into supplier_goods (tenant_id, id, supplier_id, name_zh, name_en, body, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (tenant_id, id) do nothing',
      [tenantId(), id, supplierId, body.name.zh, body.name.en, JSON.stringify(body), clock.now()],
    )
  }
  /** Writes a locked draft anew. */
  update(id: string, body: GoodsBody): Promise<number> {
    return db().run(
      'update supplier_goods set name_zh = $3, name_en = $4, body = $5, version = version + 1, updated_at = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, body.name.zh, body.name.en, JSON.stringify(body), clock.now()],
    )
  }
  /** Moves a locked one on; `decided` says that HQ did it. */
  move(
    id: string,
    to: GoodsState,
    {
      reason = '',
      productId = null,
      decided = false,
    }: Partial<{ reason: string; productId: string | null; decided: boolean }>,
  ): Promise<number> {
    const now = clock.now()
    return db().run(
      `update supplier_goods set state = $3, reason = $4, product_id = $5, sent_at = case when $3 = 'sent' then $6::timestamptz else sent_at end,
              decided_by_name = case when $7 then $8 else decided_by_name end, decided_at = case when $7 then $6 else decided_at end, version = version + 1, updated_at = $6
        where tenant_id = $1 and id = $2`,
      [tenantId(), id, to, reason, productId, now, decided, actor().name],
    )
  }
  /** Deletes a draft that was never taken. */
  drop(id: string): Promise<number> {
    return db().run(
      "delete from supplier_goods where tenant_id = $1 and id = $2 and state in ('draft', 'refused')",
      [tenantId(), id],
    )
  }
  /** How many of a supplier's wait or are drafts: nobody fills the tables. */
  async countOpen(supplierId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      "select count(*) as n from supplier_goods where tenant_id = $1 and supplier_id = $2 and state <> 'taken'",
      [tenantId(), supplierId],
    )
    return row!.n
  }
  /** Which of the pictures are kept. */
  async pictures(ids: readonly string[]): Promise<number> {
    const row = await db().one<{ n: number }>(
      "select count(*) as n from media where tenant_id = $1 and id = any($2) and kind = 'picture'",
      [tenantId(), ids],
    )
    return row!.n
  }
  async categoryExists(id: string): Promise<boolean> {
    return (
      (await db().one('select 1 from categories where tenant_id = $1 and id = $2', [tenantId(), id])) !==
      undefined
    )
  }
}
