import { Injectable } from '@nestjs/common'
import {
  barcodeIs,
  buyableSql,
  padded,
  saleSkusOf,
  saleSkusSql,
  type NamedLevel,
  type SaleRow,
  type SaleSku,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { levelSql, SCAN_HOLDS_MS } from './buyers.repo.js'

export interface CartRow {
  sku_id: string
  quantity: number
  selected: boolean
  /** Until when it counts as scanned in the store; null where it wasn't, or left out. */
  scanned_until?: string | null
}
/** The lines of a cart, newest first, and its member's level. */
export interface CartLines {
  rows: CartRow[]
  level: NamedLevel | null
}
/** A cart right after something was put into it. */
export interface PutCart {
  /** What was to be put; null where there is no such SKU. */
  skuId: string | null
  forSale: boolean
  /** False where it isn't for sale, or its line would be one too many. */
  isIn: boolean
  rows: CartRow[]
  level: NamedLevel | null
  skus: Map<string, SaleSku>
}
interface PutRow {
  sku_id: string | null
  for_sale: boolean
  is_in: boolean
  lines: CartRow[]
  level: NamedLevel | null
  skus: SaleRow[]
}

/** A barcode held under a camera: `scanId` is the same when it is sent again. */
export interface Scan {
  memberId: string
  storeId: string
  scanId: string
  /** The forms under which the code may be known. */
  barcodes: readonly string[]
  /** How much of weighed goods, where the code is a scale's label. */
  grams?: number
}
/** What a cart holds at most: lines, and of each good. */
export interface Most {
  lines: number
  quantity: number
}

/** Whether a good may still come into a cart: it is there already, or there is room for a line. */
const isRoom = (cart: { member: string; store: string; sku: string; most: string }) =>
  `(select count(*) from cart_lines o where o.tenant_id = $1 and o.member_id = ${cart.member} and o.store_id = ${cart.store} and o.sku_id <> ${cart.sku}) < ${cart.most}`
const LINE = 'sku_id, quantity, selected, scanned_until, created_at'
const LINES = `coalesce(json_agg(l order by l.created_at desc, l.sku_id), '[]')`

/**
 * Sets a line to a quantity and a choice, if its SKU is for sale, and reads the cart: all in one statement, so that it
 * needs no transaction around.
 */
const SET = `with
  hit as materialized (${buyableSql('k.id = $4::uuid')}),
  put as (
    insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, created_at, updated_at, quantity, selected)
    select $1, $3, $2, h.sku_id, $5, $5, $7::bigint, $8::boolean from hit h
     where h.for_sale and ${isRoom({ member: '$3', store: '$2', sku: 'h.sku_id', most: '$6' })}
    on conflict (tenant_id, member_id, store_id, sku_id)
    do update set quantity = excluded.quantity, selected = excluded.selected, scan_id = null, updated_at = excluded.updated_at
    returning ${LINE}),
  lines as materialized (
    select ${LINE} from cart_lines
     where tenant_id = $1 and member_id = $3 and store_id = $2 and sku_id not in (select sku_id from put)
    union all select ${LINE} from put)
  select h.sku_id, coalesce(h.for_sale, false) as for_sale, exists (select from put) as is_in,
    (select ${LINES} from lines l) as lines, ${levelSql('$3')} as level,
    (select coalesce(json_agg(k), '[]') from (${saleSkusSql('array(select sku_id from lines)', { now: '$5' })}) k) as skus
    from (select) one left join hit h on true`

/**
 * The same for scans of several members, one of each: one more of what a barcode stands for. The same scan again changes
 * nothing: the line remembers which one it was last. Lines are locked in the order of their members.
 */
const SCAN = `with
  hit as materialized (
    select a.n, a.store_id, a.member_id, a.scan_id, h.sku_id, case h.kind when 'weighed' then coalesce(a.grams, h.step) else h.step end as quantity,
           coalesce(h.for_sale, false) as for_sale
      from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $9::bigint[]) with ordinality as a (store_id, member_id, scan_id, barcodes, grams, n)
      left join lateral (${buyableSql(barcodeIs("string_to_array(a.barcodes, ' ')"), 'a.store_id')}) h on true
     where a.member_id is not null),
  put as (
    insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, created_at, updated_at, quantity, scan_id, scanned_until)
    select $1, h.member_id, h.store_id, h.sku_id, $6, $6, h.quantity, h.scan_id, $10 from hit h
     where h.for_sale and ${isRoom({ member: 'h.member_id', store: 'h.store_id', sku: 'h.sku_id', most: '$7' })}
     order by h.member_id
    on conflict (tenant_id, member_id, store_id, sku_id)
    do update set quantity = case when c.scan_id = excluded.scan_id then c.quantity else least(c.quantity + excluded.quantity, $8::bigint) end,
       selected = true, scan_id = excluded.scan_id, scanned_until = excluded.scanned_until, updated_at = excluded.updated_at
    returning member_id, ${LINE}),
  lines as materialized (
    select h.n, o.sku_id, o.quantity, o.selected, o.scanned_until, o.created_at
      from hit h join cart_lines o on o.tenant_id = $1 and o.member_id = h.member_id and o.store_id = h.store_id
     where not exists (select from put p where p.member_id = h.member_id and p.sku_id = o.sku_id)
    union all select h.n, p.sku_id, p.quantity, p.selected, p.scanned_until, p.created_at from put p join hit h on h.member_id = p.member_id)
  select h.sku_id, h.for_sale, exists (select from put p where p.member_id = h.member_id) as is_in,
    (select ${LINES} from (select ${LINE} from lines where n = h.n) l) as lines, ${levelSql('h.member_id')} as level,
    (select coalesce(json_agg(k), '[]') from (${saleSkusSql('array(select sku_id from lines where n = h.n)', { now: '$6' }, 'h.store_id')}) k) as skus
    from hit h order by h.n`

@Injectable()
export class CartRepo {
  /** The lines of a member's cart at a store, newest first. */
  async lines(memberId: string, storeId: string): Promise<CartLines> {
    const rows = await db().many<CartRow & { level: NamedLevel | null }>(
      `select sku_id, quantity, selected, scanned_until, ${levelSql('$2')} as level from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 order by created_at desc, sku_id`,
      [tenantId(), memberId, storeId],
    )
    return { rows, level: rows[0]?.level ?? null }
  }
  /** The store whose cart the member touched last. */
  async lastStore(memberId: string): Promise<string | undefined> {
    return (
      await db().one<{ store_id: string }>(
        'select store_id from cart_lines where tenant_id = $1 and member_id = $2 order by updated_at desc limit 1',
        [tenantId(), memberId],
      )
    )?.store_id
  }
  /** Sets a line. */
  async set(memberId: string, storeId: string, line: CartRow, linesMax: number): Promise<PutCart> {
    const { sku_id, quantity, selected } = line
    const values = [tenantId(), storeId, memberId, sku_id, clock.now(), linesMax, quantity, selected]
    return putCartOf((await db().one<PutRow>(SET, values))!)
  }
  /** Puts one more of what carries a scan's barcode in, once for each scan; answers in their order. At most one of a member. */
  async scan(scans: readonly Scan[], most: Most): Promise<PutCart[]> {
    const rows = await db().many<PutRow>(SCAN, [
      tenantId(),
      padded(scans.map((s) => s.storeId)),
      padded(scans.map((s) => s.memberId)),
      padded(scans.map((s) => s.scanId)),
      scans.map((s) => s.barcodes.join(' ')),
      clock.now(),
      most.lines,
      most.quantity,
      scans.map((s) => s.grams ?? null),
      new Date(clock.now().getTime() + SCAN_HOLDS_MS),
    ])
    return rows.map(putCartOf)
  }
  /** Adds lines to a cart; a quantity ends at `quantityMax`. */
  async add(memberId: string, storeId: string, rows: readonly CartRow[], quantityMax: number): Promise<void> {
    await db().run(
      `insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, quantity, selected, created_at, updated_at)
       select $1, $2, $3, g.sku_id, g.quantity, g.selected, $7, $7
         from unnest($4::uuid[], $5::bigint[], $6::boolean[]) as g (sku_id, quantity, selected) order by g.sku_id
       on conflict (tenant_id, member_id, store_id, sku_id)
       do update set quantity = least(c.quantity + excluded.quantity, $8), selected = excluded.selected, updated_at = excluded.updated_at`,
      [
        tenantId(),
        memberId,
        storeId,
        rows.map((r) => r.sku_id),
        rows.map((r) => r.quantity),
        rows.map((r) => r.selected),
        clock.now(),
        quantityMax,
      ],
    )
  }
  remove(memberId: string, storeId: string, skuId: string): Promise<number> {
    return db().run(
      'delete from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 and sku_id = $4',
      [tenantId(), memberId, storeId, skuId],
    )
  }
}

const putCartOf = ({
  sku_id: skuId,
  for_sale: forSale,
  is_in: isIn,
  lines: rows,
  level,
  skus,
}: PutRow): PutCart => ({
  skuId,
  forSale,
  isIn,
  rows,
  level,
  skus: saleSkusOf(skus),
})
