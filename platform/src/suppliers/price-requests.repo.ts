import { Injectable } from '@nestjs/common'
import type { ListPriceRequests, PriceRequestState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import type { SupplyTerms } from './supply-prices.service.js'

export interface PriceRequestRow {
  id: string
  supplier_id: string
  supplier_zh: string
  supplier_en: string
  product_id: string
  name_zh: string
  name_en: string
  terms: SupplyTerms[]
  note: string
  state: PriceRequestState
  reason: string
  by_name: string
  made_at: string
  decided_by_name: string
  decided_at: string | null
}
const COLUMNS = `r.id, r.supplier_id, s.name_zh as supplier_zh, s.name_en as supplier_en, r.product_id, p.name_zh, p.name_en, r.terms, r.note, r.state, r.reason, r.by_name, r.made_at, r.decided_by_name, r.decided_at`
const FROM = `supplier_price_requests r join suppliers s on s.tenant_id = $1 and s.id = r.supplier_id join products p on p.tenant_id = $1 and p.id = r.product_id`

/** Supply prices and bounds that suppliers ask for. `supplierId` null looks at all, as HQ does. */
@Injectable()
export class PriceRequestsRepo {
  /** A page, newest first. */
  page(q: ListPriceRequests, supplierId: string | null): Promise<PriceRequestRow[]> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return db().many<PriceRequestRow>(
      `select ${COLUMNS} from ${FROM} where r.tenant_id = $1 and ($3::uuid is null or r.supplier_id = $3) and ($4::text is null or r.state = $4) and ($5::uuid is null or r.product_id = $5)
          and ($6::timestamptz is null or (r.made_at, r.id) < ($6, $7::uuid)) order by r.made_at desc, r.id desc limit $2`,
      [
        tenantId(),
        q.limit + 1,
        supplierId,
        q.state ?? null,
        q.productId ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
      ],
    )
  }
  /** One; locked, nobody else decides it until the running transaction ends. */
  one(id: string, supplierId: string | null, lock = false): Promise<PriceRequestRow | undefined> {
    return db().one<PriceRequestRow>(
      `select ${COLUMNS} from ${FROM} where r.tenant_id = $1 and r.id = $2 and ($3::uuid is null or r.supplier_id = $3) ${lock ? 'for no key update of r' : ''}`,
      [tenantId(), id, supplierId],
    )
  }
  /** Keeps a request; 0 when the id is there already, or another of the same goods is open. */
  insert(r: {
    id: string
    supplierId: string
    productId: string
    terms: readonly SupplyTerms[]
    note: string
  }): Promise<number> {
    const by = actor()
    return db().run(
      'insert into supplier_price_requests (tenant_id, id, supplier_id, product_id, terms, note, by_id, by_name, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing',
      [
        tenantId(),
        r.id,
        r.supplierId,
        r.productId,
        JSON.stringify(r.terms),
        r.note,
        by.id,
        by.name,
        clock.now(),
      ],
    )
  }
  end(id: string, state: PriceRequestState, reason: string): Promise<number> {
    return db().run(
      "update supplier_price_requests set state = $3, reason = $4, decided_by_name = $5, decided_at = $6 where tenant_id = $1 and id = $2 and state = 'open'",
      [tenantId(), id, state, reason, actor().name, clock.now()],
    )
  }
}
