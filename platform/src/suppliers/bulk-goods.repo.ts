import { Injectable } from '@nestjs/common'
import type { GoodsState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { GoodsBody } from './goods.repo.js'

export interface KnownGoods {
  id: string
  code: string
  state: GoodsState
  body: GoodsBody
}
export interface GoodsWrite {
  id: string
  fresh: boolean
  code: string
  body: GoodsBody
  /** Sent in at once. */
  sends: boolean
}

/** Goods that one supplier proposes, by the hundred. */
@Injectable()
export class BulkGoodsRepo {
  /** Goods by the supplier's own codes; `lock` holds them until the transaction ends. */
  byCodes(supplierId: string, codes: readonly string[], lock: boolean): Promise<KnownGoods[]> {
    return db().many(
      `select id, own_code as code, state, body from supplier_goods where tenant_id = $1 and supplier_id = $2 and own_code = any($3::text[]) and own_code <> ''
        order by id ${lock ? 'for no key update' : ''}`,
      [tenantId(), supplierId, codes],
    )
  }

  async insert(supplierId: string, goods: readonly GoodsWrite[]): Promise<number> {
    if (!goods.length) return 0
    return db().run(
      `insert into supplier_goods (tenant_id, id, supplier_id, own_code, state, name_zh, name_en, body, sent_at, created_at, updated_at)
       select $1, w.id, $2, w.code, case when w.sends then 'sent' else 'draft' end, w.body -> 'name' ->> 'zh', w.body -> 'name' ->> 'en', w.body, case when w.sends then $4::timestamptz end, $4, $4
         from jsonb_to_recordset($3::jsonb) as w(id uuid, code text, body jsonb, sends boolean)`,
      [tenantId(), supplierId, JSON.stringify(goods), clock.now()],
    )
  }

  /** Writes goods anew that were read under a lock. */
  async update(supplierId: string, goods: readonly GoodsWrite[]): Promise<number> {
    if (!goods.length) return 0
    return db().run(
      `update supplier_goods g set name_zh = w.body -> 'name' ->> 'zh', name_en = w.body -> 'name' ->> 'en', body = w.body, version = g.version + 1, updated_at = $4,
              state = case when w.sends then 'sent' else g.state end, sent_at = case when w.sends then $4::timestamptz else g.sent_at end, reason = case when w.sends then '' else g.reason end
         from jsonb_to_recordset($3::jsonb) as w(id uuid, body jsonb, sends boolean)
        where g.tenant_id = $1 and g.supplier_id = $2 and g.id = w.id and g.state in ('draft', 'refused')`,
      [tenantId(), supplierId, JSON.stringify(goods), clock.now()],
    )
  }
}
