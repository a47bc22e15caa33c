import { Injectable } from '@nestjs/common'
import type { ErrorCode, PreviewLabels, PrintLabels, ProductKind, Words } from '@storeweave/contract'
import { belowCategory, leftOwnPrice, PRICE, soldAt } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface GoodsRow {
  sku_id: string
  code: string
  kind: ProductKind
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  unit_size: number
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  price: number
  barcode: string | null
}
export interface PrintRow {
  id: string
  store_id: string
  sheet: PrintLabels['sheet']
  code: PrintLabels['code']
  locale: PrintLabels['locale']
  when_down: PrintLabels['whenDown']
  origin: string
  sku_ids: string[]
  state: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  down: boolean
  tries: number
  labels: number | null
  fell_back: number
  bytes: number | null
  fault: ErrorCode | null
  fault_args: Record<string, unknown>
  printed_at: string | null
  created_at: string
}
const COLUMNS =
  'id, store_id, sheet, code, locale, when_down, origin, sku_ids, state, done, down, tries, labels, fell_back, bytes, fault, fault_args, printed_at, created_at'
const BUSY = "state in ('waiting', 'running')"

/** Prints of labels, and the goods they are of. */
@Injectable()
export class LabelsRepo {
  /** What a store is called; undefined where there is none. */
  store(id: string): Promise<{ name_zh: string; name_en: string } | undefined> {
    return db().one(
      `select u.name_zh, u.name_en from stores s join org_units u on u.tenant_id = $1 and u.id = s.id where s.tenant_id = $1 and s.id = $2`,
      [tenantId(), id],
    )
  }

  /** SKUs of what a store sells now, a category's together. */
  async skus(
    storeId: string,
    { productIds, skuIds, categoryId }: Pick<PreviewLabels, 'productIds' | 'skuIds' | 'categoryId'>,
    most: number,
  ): Promise<string[]> {
    const values: unknown[] = [tenantId(), storeId, most]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      productIds ? `and p.id = any(${add(productIds)}::uuid[])` : '',
      skuIds ? `and k.id = any(${add(skuIds)}::uuid[])` : '',
      categoryId ? `and p.category_id in ${belowCategory(add(categoryId))}` : '',
    ].join(' ')
    const rows = await db().many<{ id: string }>(
      `select k.id from stores st join products p on p.tenant_id = $1 and ${soldAt()}
         join skus k on k.tenant_id = $1 and k.product_id = p.id and k.active
        where st.tenant_id = $1 and st.id = $2 ${where} order by p.category_id, p.name_zh, p.id, k.position, k.id limit $3`,
      values,
    )
    return rows.map((r) => r.id)
  }

  /** Goods as labels show them, with the store's prices of this moment, in the order of the ids; without those it sells no more. */
  goods(storeId: string, skuIds: readonly string[]): Promise<GoodsRow[]> {
    return db().many(
      `select k.id as sku_id, k.code, p.kind, p.name_zh, p.name_en, p.unit_zh, p.unit_en, k.unit_size, p.options, k.option_indexes, ${PRICE} as price,
              (select min(b.barcode) from barcodes b where b.tenant_id = $1 and b.sku_id = k.id) as barcode
         from unnest($3::uuid[]) with ordinality w (id, n) join skus k on k.tenant_id = $1 and k.id = w.id and k.active
         join stores st on st.tenant_id = $1 and st.id = $2 join products p on p.tenant_id = $1 and p.id = k.product_id and ${soldAt()}
         ${leftOwnPrice({ now: '$4', channel: "'in_store'" })} order by w.n`,
      [tenantId(), storeId, skuIds, clock.now()],
    )
  }

  /** Adds a print; 0 when the id is there already. */
  insert(storeId: string, p: PrintLabels, origin: string, skuIds: readonly string[]): Promise<number> {
    return db().run(
      `insert into label_prints (tenant_id, id, store_id, sheet, code, locale, when_down, origin, sku_ids, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (tenant_id, id) do nothing`,
      [tenantId(), p.id, storeId, p.sheet, p.code, p.locale, p.whenDown, origin, skuIds, clock.now()],
    )
  }

  print(id: string): Promise<PrintRow | undefined> {
    return db().one(`select ${COLUMNS} from label_prints where tenant_id = $1 and id = $2`, [tenantId(), id])
  }

  /** How many are being made. */
  async underWay(): Promise<number> {
    const row = await db().one<{ count: number }>(
      `select count(*) as count from label_prints where tenant_id = $1 and ${BUSY}`,
      [tenantId()],
    )
    return row!.count
  }

  /** Work on it begins or goes on. */
  begin(id: string): Promise<number> {
    return db().run(
      `update label_prints set state = 'running', tries = tries + 1, updated_at = $3 where tenant_id = $1 and id = $2 and ${BUSY}`,
      [tenantId(), id, clock.now()],
    )
  }

  /** Notes how many labels have their code, and whether the rest will do without. */
  advance(id: string, done: number, down: boolean): Promise<number> {
    return db().run(
      `update label_prints set done = $3, down = $4, tries = 0, updated_at = $5 where tenant_id = $1 and id = $2 and ${BUSY}`,
      [tenantId(), id, done, down, clock.now()],
    )
  }

  finish(id: string, made: { labels: number; fellBack: number; bytes: number; at: Date }): Promise<number> {
    return db().run(
      `update label_prints set state = 'done', labels = $3, fell_back = $4, bytes = $5, printed_at = $6, updated_at = $7 where tenant_id = $1 and id = $2 and ${BUSY}`,
      [tenantId(), id, made.labels, made.fellBack, made.bytes, made.at, clock.now()],
    )
  }

  fail(id: string, fault: ErrorCode, args: object): Promise<number> {
    return db().run(
      `update label_prints set state = 'failed', fault = $3, fault_args = $4, updated_at = $5 where tenant_id = $1 and id = $2 and ${BUSY}`,
      [tenantId(), id, fault, JSON.stringify(args), clock.now()],
    )
  }

  /** Prints that nobody has worked on since. */
  async silent(since: Date): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `select id from label_prints where tenant_id = $1 and ${BUSY} and updated_at < $2 limit 100`,
      [tenantId(), since],
    )
    return rows.map((r) => r.id)
  }

  /** Prints that were made before. */
  async old(before: Date, most: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from label_prints where tenant_id = $1 and created_at < $2 order by created_at limit $3',
      [tenantId(), before, most],
    )
    return rows.map((r) => r.id)
  }

  forget(ids: readonly string[]): Promise<number> {
    return db().run('delete from label_prints where tenant_id = $1 and id = any($2::uuid[])', [
      tenantId(),
      ids,
    ])
  }
}
