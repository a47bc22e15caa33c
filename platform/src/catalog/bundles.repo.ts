import { Injectable } from '@nestjs/common'
import type { BundlePart, PartGoods, ProductKind } from '@storeweave/contract'
import { optionTextOf, partProblem, type PartFacts, type ProductState } from '@storeweave/rules/catalog'
import { unitsWithin } from '../kernel/access.js'
import { db, tenantId } from '../kernel/db.js'
import { termsCondition } from './hits.repo.js'
import { pictureOf } from './picture.js'
import { shownTo } from './products.repo.js'
import type { OptionColumn } from './products.rows.js'

/** The parts that a SKU of a bundle is given. */
export interface PartsOf {
  skuId: string
  parts: readonly BundlePart[]
}
/** A SKU that is wanted as a part. */
export interface WantedPart extends PartFacts {
  skuId: string
  code: string
}
interface GoodsRow {
  id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  options: OptionColumn[]
  option_indexes: number[]
  list_price: number
  unit_size: number
  media_id: string | null
  kind: ProductKind
  state: ProductState
  supplier_id: string | null
  active: boolean
}

const FACTS = `k.id as "skuId", k.code, p.kind, p.state, p.supplier_id as "supplierId", k.active`
const FOUND_MOST = 30

@Injectable()
export class BundlesRepo {
  /** SKUs as they may stand in bundles: these, or those that words or codes find. */
  async goods(skuIds: readonly string[] | undefined, q: string | undefined): Promise<PartGoods[]> {
    const values: unknown[] = [tenantId(), skuIds ?? null, unitsWithin('Product:read')]
    const found = skuIds ? '' : termsCondition('p.id', q, values)
    const rows = await db().many<GoodsRow>(
      `select k.id, k.product_id, k.code, p.name_zh, p.name_en, p.unit_zh, p.unit_en, p.options, k.option_indexes, k.list_price, k.unit_size, coalesce(k.media_id, p.media_ids[1]) as media_id, p.kind, p.state, p.supplier_id, k.active
         from products p join skus k on k.tenant_id = $1 and k.product_id = p.id
        where p.tenant_id = $1 and ${shownTo('$3')} and ($2::uuid[] is null and k.active and p.state <> 'retired' and p.kind <> 'bundle' or k.id = any($2)) ${found ? `and ${found}` : ''}
        order by p.updated_at desc, p.id, k.position, k.id limit ${skuIds ? 100 : FOUND_MOST}`,
      values,
    )
    return rows.map(goodsOf)
  }

  /** The SKUs that are wanted as parts, held as they are until the running transaction ends. */
  lockWanted(skuIds: readonly string[]): Promise<WantedPart[]> {
    return db().many<WantedPart>(
      `with held as materialized (select id from skus where tenant_id = $1 and id = any($2::uuid[]) order by id for share)
       select ${FACTS} from held h join skus k on k.tenant_id = $1 and k.id = h.id join products p on p.tenant_id = $1 and p.id = k.product_id`,
      [tenantId(), skuIds],
    )
  }

  /** The parts of what is sold of these products, as they are now. */
  partsOf(productIds: readonly string[]): Promise<(WantedPart & { productId: string })[]> {
    return db().many(
      `select distinct b.product_id as "productId", ${FACTS} from skus b join bundle_parts bp on bp.tenant_id = $1 and bp.sku_id = b.id join skus k on k.tenant_id = $1 and k.id = bp.part_id
         join products p on p.tenant_id = $1 and p.id = k.product_id where b.tenant_id = $1 and b.product_id = any($2::uuid[]) and b.active and b.bundled order by k.code`,
      [tenantId(), productIds],
    )
  }

  /** Makes the parts of SKUs these. */
  async save(wanted: readonly PartsOf[]): Promise<void> {
    await db().run('delete from bundle_parts where tenant_id = $1 and sku_id = any($2::uuid[])', [
      tenantId(),
      wanted.map((w) => w.skuId),
    ])
    const rows = wanted.flatMap(({ skuId, parts }) =>
      parts.map((part, position) => ({ sku: skuId, part: part.skuId, quantity: part.quantity, position })),
    )
    await db().run(
      `insert into bundle_parts (tenant_id, sku_id, part_id, quantity, position)
       select $1, w.sku, w.part, w.quantity, w.position from jsonb_to_recordset($2::jsonb) as w(sku uuid, part uuid, quantity bigint, position bigint)`,
      [tenantId(), JSON.stringify(rows)],
    )
  }

  /** A SKU of a product that may be a part no longer, as one that isn't sold or by its kind, while a bundle that isn't given up holds it. */
  stillPart(productId: string): Promise<{ code: string; bundle_zh: string; bundle_en: string } | undefined> {
    return db().one(
      `select k.code, bundle.name_zh as bundle_zh, bundle.name_en as bundle_en
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id join bundle_parts bp on bp.tenant_id = $1 and bp.part_id = k.id
         join skus b on b.tenant_id = $1 and b.id = bp.sku_id and b.active join products bundle on bundle.tenant_id = $1 and bundle.id = b.product_id and bundle.state <> 'retired'
        where k.tenant_id = $1 and k.product_id = $2 and (not k.active or p.kind <> 'physical') order by k.code limit 1`,
      [tenantId(), productId],
    )
  }

  /** Has kept pages of bundles drawn anew whose parts these products are; answers the bundles. */
  async touchWith(productIds: readonly string[]): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `with held as materialized (select id from products where tenant_id = $1 and id in (
         select b.product_id from skus k join bundle_parts bp on bp.tenant_id = $1 and bp.part_id = k.id join skus b on b.tenant_id = $1 and b.id = bp.sku_id
          where k.tenant_id = $1 and k.product_id = any($2::uuid[])) order by id for no key update)
       update products p set look = p.look + 1 from held h where p.tenant_id = $1 and p.id = h.id returning p.id`,
      [tenantId(), productIds],
    )
    return rows.map((r) => r.id)
  }

  /** The codes of SKUs by their ids. */
  async codes(skuIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await db().many<{ id: string; code: string }>(
      'select id, code from skus where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), skuIds],
    )
    return new Map(rows.map((r) => [r.id, r.code]))
  }
}

const goodsOf = (r: GoodsRow): PartGoods => ({
  skuId: r.id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  pictureUrl: pictureOf(r.media_id, r.name_zh)?.variants[0]?.url ?? null,
  listPrice: r.list_price,
  unitSize: r.unit_size,
  problem: partProblem({ kind: r.kind, state: r.state, supplierId: r.supplier_id, active: r.active }) ?? null,
})
