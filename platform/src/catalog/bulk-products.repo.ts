import { Injectable } from '@nestjs/common'
import type { AttributeKind, ListProducts, Product, ProductValue } from '@storeweave/contract'
import type { PartFacts } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { narrowed, type ProductFields } from './products.repo.js'
import { PRODUCT_COLUMNS, productOf, type ProductColumns } from './products.rows.js'

/** A product to be written whole; its SKUs of before are kept or changed, never taken away. */
export interface BulkProduct {
  id: string
  fields: ProductFields
  before?: Product
}

export type ProductFilter = Omit<ListProducts, 'limit' | 'cursor' | 'sort'>
export interface NamedCategory {
  id: string
  parentId: string | null
  nameZh: string
  nameEn: string
}

/** An attribute that goods are described by, with its choices in their order. */
export interface NamedAttribute {
  id: string
  kind: AttributeKind
  several: boolean
  name: { zh: string; en: string }
  unit: { zh: string; en: string }
  choices: readonly { id: string; name: { zh: string; en: string } }[]
}

/** A SKU by its code, as sheets of other things name it. */
export interface NamedSku {
  id: string
  code: string
  productId: string
  name: string
  /** The one store that sells it, of exclusive goods. */
  onlyStoreId: string | null
  unitSize: number
  /** It has parts, and no stock of its own. */
  bundled: boolean
  listPrice: number
  priceMin: number | null
  priceMax: number | null
}

/** A SKU that a sheet names as a part of a bundle. */
export interface NamedPart extends PartFacts {
  skuId: string
  code: string
}

const MADE = `jsonb_to_recordset($2::jsonb) as w(id uuid, kind text, name_zh text, name_en text, detail_zh text, detail_en text, brand text, unit_zh text, unit_en text,
  category_id uuid, supplier_id uuid, options jsonb, media_ids uuid[], cloud_only boolean)`
const NAMES =
  'kind, name_zh, name_en, detail_zh, detail_en, brand, unit_zh, unit_en, category_id, supplier_id, options, media_ids, cloud_only'

/** Many products at once, a statement for each kind of row. */
@Injectable()
export class BulkProductsRepo {
  /** The products whole that own any of these SKU codes; `lock` holds them until the transaction ends. */
  async byCodes(codes: readonly string[], lock: boolean): Promise<Product[]> {
    const owners = await db().many<{ product_id: string }>(
      'select distinct product_id from skus where tenant_id = $1 and code = any($2::text[])',
      [tenantId(), codes],
    )
    const ids = owners.map((o) => o.product_id)
    if (!ids.length) return []
    if (lock)
      await db().run(
        'select id from products where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update',
        [tenantId(), ids],
      )
    const rows = await db().many<ProductColumns>(
      `select ${PRODUCT_COLUMNS} from products p where p.tenant_id = $1 and p.id = any($2::uuid[]) order by p.id`,
      [tenantId(), ids],
    )
    return rows.map(productOf)
  }

  /** SKUs by their codes; `lock` keeps their prices as they are until the transaction ends. */
  async skusByCodes(codes: readonly string[], lock: boolean): Promise<NamedSku[]> {
    if (lock)
      await db().run(
        'select id from skus where tenant_id = $1 and code = any($2::text[]) order by id for no key update',
        [tenantId(), codes],
      )
    return db().many<NamedSku>(
      `select k.id, k.code, k.product_id as "productId", p.name_zh as name, p.store_id as "onlyStoreId", k.unit_size as "unitSize", k.bundled,
              k.list_price as "listPrice", k.price_min as "priceMin", k.price_max as "priceMax"
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.code = any($2::text[])`,
      [tenantId(), codes],
    )
  }

  /** SKUs by codes or ids, as they may stand in bundles. */
  namedParts(codes: readonly string[], ids: readonly string[]): Promise<NamedPart[]> {
    return db().many<NamedPart>(
      `select k.id as "skuId", k.code, p.kind, p.state, p.supplier_id as "supplierId", k.active from skus k join products p on p.tenant_id = $1 and p.id = k.product_id
        where k.tenant_id = $1 and (k.code = any($2::text[]) or k.id = any($3::uuid[]))`,
      [tenantId(), codes, ids],
    )
  }

  /** Who has these barcodes. */
  async barcodeOwners(barcodes: readonly string[]): Promise<Map<string, { skuId: string; code: string }>> {
    const rows = await db().many<{ barcode: string; sku_id: string; code: string }>(
      `select b.barcode, b.sku_id, k.code from barcodes b join skus k on k.tenant_id = $1 and k.id = b.sku_id
        where b.tenant_id = $1 and b.barcode = any($2::text[])`,
      [tenantId(), barcodes],
    )
    return new Map(rows.map((r) => [r.barcode, { skuId: r.sku_id, code: r.code }]))
  }

  /** Adds drafts without SKUs. */
  insert(products: readonly BulkProduct[]): Promise<number> {
    return db().run(
      `insert into products (tenant_id, id, ${NAMES}, created_at, updated_at) select $1, id, ${NAMES}, $3, $3 from ${MADE}`,
      [tenantId(), JSON.stringify(products.map(rowOf)), clock.now()],
    )
  }

  /** Writes fields of products that are locked. */
  update(products: readonly BulkProduct[]): Promise<number> {
    const set = NAMES.split(', ').map((name) => `${name} = w.${name}`)
    return db().run(
      `update products p set ${set.join(', ')}, updated_at = $3, version = version + 1 from ${MADE} where p.tenant_id = $1 and p.id = w.id`,
      [tenantId(), JSON.stringify(products.map(rowOf)), clock.now()],
    )
  }

  /** Has the search terms of products written anew, soon. */
  findAnew(ids: readonly string[]): Promise<number> {
    return db().run('update products set termed = false where tenant_id = $1 and id = any($2::uuid[])', [
      tenantId(),
      ids,
    ])
  }

  /** Writes SKUs; prices of those that exist have their own way. */
  saveSkus(products: readonly BulkProduct[]): Promise<number> {
    const skus = products.flatMap(({ id, fields }) =>
      fields.skus.map((sku, position) => ({ ...sku, productId: id, position })),
    )
    return db().run(
      `insert into skus (tenant_id, id, product_id, code, option_indexes, position, list_price, unit_size, price_min, price_max, weight_grams, media_id, bundled, active, created_at, updated_at)
       select $1, w.id, w."productId", w.code, w."optionIndexes", w.position, w."listPrice", w."unitSize", w."priceMin", w."priceMax", w."weightGrams", w."mediaId", (select p.kind = 'bundle' from products p where p.tenant_id = $1 and p.id = w."productId"), true, $3, $3
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "productId" uuid, code text, "optionIndexes" smallint[], position bigint, "listPrice" bigint, "unitSize" bigint, "priceMin" bigint, "priceMax" bigint, "weightGrams" bigint, "mediaId" uuid)
       on conflict (tenant_id, id) do update set option_indexes = excluded.option_indexes, position = excluded.position, unit_size = excluded.unit_size,
          weight_grams = excluded.weight_grams, active = true, updated_at = excluded.updated_at`,
      [tenantId(), JSON.stringify(skus), clock.now()],
    )
  }

  /** Makes the barcodes of these SKUs what they say. */
  async saveBarcodes(skus: readonly { id: string; barcodes: readonly string[] }[]): Promise<void> {
    await db().run('delete from barcodes where tenant_id = $1 and sku_id = any($2::uuid[])', [
      tenantId(),
      skus.map((s) => s.id),
    ])
    const pairs = skus.flatMap((s) => s.barcodes.map((barcode) => ({ barcode, id: s.id })))
    await db().run(
      'insert into barcodes (tenant_id, barcode, sku_id) select $1, b, s from unnest($2::text[], $3::uuid[]) as w(b, s)',
      [tenantId(), pairs.map((p) => p.barcode), pairs.map((p) => p.id)],
    )
  }

  /** A page of whole products in the order of their ids. */
  async page(filter: ProductFilter, after: string, limit: number): Promise<Product[]> {
    const values: unknown[] = [tenantId(), after, limit]
    const rows = await db().many<ProductColumns>(
      `select ${PRODUCT_COLUMNS} from products p where p.tenant_id = $1 and p.id > $2 and ${narrowed(filter, values).join(' and ')} order by p.id limit $3`,
      values,
    )
    return rows.map(productOf)
  }

  /** What a sheet may name: the whole tree of categories, suppliers, and attributes. */
  async named(): Promise<{
    categories: NamedCategory[]
    suppliers: { id: string; code: string }[]
    attributes: NamedAttribute[]
  }> {
    return {
      attributes: await this.namedAttributes(),
      categories: await db().many<NamedCategory>(
        'select id, parent_id as "parentId", name_zh as "nameZh", name_en as "nameEn" from categories where tenant_id = $1 order by id',
        [tenantId()],
      ),
      suppliers: await db().many('select id, code from suppliers where tenant_id = $1', [tenantId()]),
    }
  }

  /** Attributes in their order: those in use, and others that goods still have values of. */
  namedAttributes(): Promise<NamedAttribute[]> {
    return db().many<NamedAttribute>(
      `select a.id, a.kind, a.several, jsonb_build_object('zh', a.name_zh, 'en', a.name_en) as name, jsonb_build_object('zh', a.unit_zh, 'en', a.unit_en) as unit,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', jsonb_build_object('zh', c.name_zh, 'en', c.name_en)) order by c.position, c.id), '[]')
                 from attribute_choices c where c.tenant_id = $1 and c.attribute_id = a.id) as choices
         from attributes a where a.tenant_id = $1 and (a.active or exists (select from product_values v where v.tenant_id = $1 and v.attribute_id = a.id))
        order by a.position, a.id`,
      [tenantId()],
    )
  }

  /** Makes the values of products these. */
  async saveValues(products: readonly { id: string; values: readonly ProductValue[] }[]): Promise<void> {
    await db().run('delete from product_values where tenant_id = $1 and product_id = any($2::uuid[])', [
      tenantId(),
      products.map((p) => p.id),
    ])
    const rows = products.flatMap(({ id, values }) => values.map((v) => ({ id, ...v })))
    await db().run(
      `insert into product_values (tenant_id, product_id, attribute_id, value, value_en, choice_id)
       select $1, w.id, a.id, w.value, case when a.kind = 'text' then w."valueEn" else '' end, case when a.kind = 'choice' then w.value::uuid end
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "attributeId" uuid, value text, "valueEn" text) join attributes a on a.tenant_id = $1 and a.id = w."attributeId"`,
      [tenantId(), JSON.stringify(rows)],
    )
  }

  /** How many options the product with the most of them has. */
  async optionsMost(): Promise<number> {
    const row = await db().one<{ most: number }>(
      'select coalesce(max(jsonb_array_length(options)), 0)::bigint as most from products where tenant_id = $1',
      [tenantId()],
    )
    return row!.most
  }
}

const rowOf = ({ id, fields: p, before }: BulkProduct) => ({
  id,
  kind: p.kind,
  name_zh: p.name.zh,
  name_en: p.name.en,
  detail_zh: p.detail.zh,
  detail_en: p.detail.en,
  brand: p.brand,
  unit_zh: p.unit.zh,
  unit_en: p.unit.en,
  category_id: p.categoryId,
  supplier_id: p.supplierId,
  options: p.options,
  media_ids: p.mediaIds,
  cloud_only: p.cloudOnly ?? before?.cloudOnly ?? false,
})
