import { Injectable } from '@nestjs/common'
import type { PutPurchaseList } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'
import { GOODS, SELLER, SELLER_OF, type GoodsRow, type SellerRow } from './goods.rows.js'
import { paidBySupplyPrice } from './offers.repo.js'

export interface ListRow extends SellerRow {
  id: string
  name: string
  version: number
  updated_at: string
  updated_by_name: string
  line_count: number
  units: { id: string; kind: 'hq' | 'region' | 'store'; zh: string; en: string }[]
}
export interface TermsRow extends GoodsRow {
  price: number
  min: number
  pack: number
  valid_from: string | null
  valid_until: string | null
  supply_price: number | null
}
/** A SKU as a list may price it. */
export interface ListedSku {
  id: string
  code: string
  supplier_id: string | null
  floor: number | null
}
export interface Seller {
  kind: 'supplier' | 'warehouse' | 'store'
  id: string
}
const LIST = `select x.id, x.name, x.version, x.updated_at, x.updated_by_name, ${SELLER}, (select count(*) from purchase_list_lines n where n.tenant_id = $1 and n.list_id = x.id) as line_count,
    coalesce((select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'zh', o.name_zh, 'en', o.name_en) order by o.code) from purchase_list_units u join org_units o on o.tenant_id = $1 and o.id = u.unit_id where u.tenant_id = $1 and u.list_id = x.id), '[]') as units
  from purchase_lists x ${SELLER_OF} where x.tenant_id = $1`

@Injectable()
export class ListsRepo {
  page(limit: number, before?: string | number): Promise<ListRow[]> {
    return db().many<ListRow>(`${LIST} and ($2::uuid is null or x.id < $2) order by x.id desc limit $3`, [
      tenantId(),
      before ?? null,
      limit + 1,
    ])
  }
  byId(id: string): Promise<ListRow | undefined> {
    return db().one<ListRow>(`${LIST} and x.id = $2`, [tenantId(), id])
  }
  /** A list's version, locked; undefined when it isn't there. */
  async lock(id: string): Promise<number | undefined> {
    const row = await db().one<{ version: number }>(
      'select version from purchase_lists where tenant_id = $1 and id = $2 for no key update',
      [tenantId(), id],
    )
    return row?.version
  }
  lines(id: string): Promise<TermsRow[]> {
    return db().many<TermsRow>(
      `select ${GOODS}, n.price, n.min, n.pack, n.valid_from, n.valid_until, k.supply_price from purchase_list_lines n join skus k on k.tenant_id = $1 and k.id = n.sku_id
         join products p on p.tenant_id = $1 and p.id = k.product_id where n.tenant_id = $1 and n.list_id = $2 order by n.position`,
      [tenantId(), id],
    )
  }
  /** What an id sells as: a supplier, a warehouse, or a store, which sells to no other. */
  seller(id: string): Promise<Seller | undefined> {
    return db().one<Seller>(
      `select 'supplier' as kind, id from suppliers where tenant_id = $1 and id = $2 union all
       select case kind when 'warehouse' then 'warehouse' else 'store' end, id from stores where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
  }
  /** Active suppliers and open warehouses, by code, at most 500. */
  sellers(): Promise<SellerRow[]> {
    return db().many<SellerRow>(
      `select x.supplier_id, x.warehouse_id, x.seller_code, x.seller_zh, x.seller_en from (
         select id as supplier_id, null::uuid as warehouse_id, code as seller_code, name_zh as seller_zh, name_en as seller_en from suppliers where tenant_id = $1 and state = 'active'
         union all select null, u.id, u.code, u.name_zh, u.name_en from stores s join org_units u on u.tenant_id = $1 and u.id = s.id where s.tenant_id = $1 and s.kind = 'warehouse' and s.status = 'open') x
        order by x.supplier_id is not null, x.seller_code limit 500`,
      [tenantId()],
    )
  }
  skus(ids: readonly string[], day: string): Promise<ListedSku[]> {
    return db().many<ListedSku>(
      `select k.id, k.code, p.supplier_id, case when ${paidBySupplyPrice('p.supplier_id', '$3')} then k.supply_price end as floor
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.id = any($2)`,
      [tenantId(), ids, day],
    )
  }
  async units(ids: readonly string[]): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from org_units where tenant_id = $1 and id = any($2)',
      [tenantId(), ids],
    )
    return row?.n ?? 0
  }
  /** Writes a list's head; 0 when somebody has written it meanwhile. */
  save(id: string, { name, version }: PutPurchaseList, seller: Seller): Promise<number> {
    const [supplier, warehouse] = seller.kind === 'supplier' ? [seller.id, null] : [null, seller.id]
    const values = [tenantId(), id, name, supplier, warehouse, clock.now(), actor().name]
    return version === 0
      ? db().run(
          `insert into purchase_lists (tenant_id, id, name, supplier_id, warehouse_id, version, created_at, updated_at, updated_by_name) values ($1, $2, $3, $4, $5, 1, $6, $6, $7) on conflict (tenant_id, id) do nothing`,
          values,
        )
      : db().run(
          'update purchase_lists set name = $3, supplier_id = $4, warehouse_id = $5, version = version + 1, updated_at = $6, updated_by_name = $7 where tenant_id = $1 and id = $2 and version = $8',
          [...values, version],
        )
  }
  /** Puts a list's nodes and lines in place of those it had. */
  async fill(id: string, { unitIds, lines }: Pick<PutPurchaseList, 'unitIds' | 'lines'>): Promise<void> {
    await this.empty(id)
    await db().run(
      'insert into purchase_list_units (tenant_id, unit_id, list_id) select $1, u, $2 from unnest($3::uuid[]) u',
      [tenantId(), id, [...new Set(unitIds)]],
    )
    await db().run(
      `insert into purchase_list_lines (tenant_id, list_id, position, sku_id, price, min, pack, valid_from, valid_until)
       select $1, $2, w.position, w.sku_id, w.price, w.min, w.pack, w.valid_from, w.valid_until
         from unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::date[], $8::date[]) with ordinality w(sku_id, price, min, pack, valid_from, valid_until, position)`,
      [
        ...[tenantId(), id, lines.map((l) => l.skuId), lines.map((l) => l.price), lines.map((l) => l.min)],
        ...[lines.map((l) => l.pack), lines.map((l) => l.from), lines.map((l) => l.until)],
      ],
    )
  }
  async empty(id: string): Promise<void> {
    await db().run('delete from purchase_list_units where tenant_id = $1 and list_id = $2', [tenantId(), id])
    await db().run('delete from purchase_list_lines where tenant_id = $1 and list_id = $2', [tenantId(), id])
  }
  remove(id: string): Promise<number> {
    return db().run('delete from purchase_lists where tenant_id = $1 and id = $2', [tenantId(), id])
  }
}
