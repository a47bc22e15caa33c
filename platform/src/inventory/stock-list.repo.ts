import { Injectable } from '@nestjs/common'
import type {
  ListMovements,
  ListStock,
  Movement,
  MovementPage,
  StockLevel,
  StockPage,
  Words,
} from '@storeweave/contract'
import { availableOf, LOW_STOCK } from '@storeweave/rules/inventory'
import type { z } from 'zod'
import { optionTextOf, soldAt, termsCondition } from '../catalog/index.js'
import { within } from '../kernel/access.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { belowRegion } from '../kernel/region.js'

interface LevelRow {
  location_id: string
  location_zh: string
  location_en: string
  store_id: string | null
  sku_id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  unit_zh: string
  unit_en: string
  kind: StockLevel['kind']
  on_hand: number
  reserved: number
  in_transit: number
  safety: number
}
interface MovementRow {
  id: string
  location_id: string
  location_zh: string
  location_en: string
  sku_id: string
  code: string
  name_zh: string
  name_en: string
  sold: StockLevel['kind']
  kind: Movement['kind']
  quantity: number
  before: number
  after: number
  document: string
  person_name: string
  note: string
  at: string
}

const LEVELS = `select s.location_id, l.name_zh as location_zh, l.name_en as location_en, l.store_id, s.sku_id, k.product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes,
    p.unit_zh, p.unit_en, p.kind, s.on_hand, s.reserved, s.in_transit, s.safety
  from stock_levels s join locations l on l.tenant_id = $1 and l.id = s.location_id
    join skus k on k.tenant_id = $1 and k.id = s.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
 where s.tenant_id = $1`
/** Stores the asker may see; `$2` null: all locations. */
const REACHED = '($2::uuid[] is null or l.store_id = any($2))'

@Injectable()
export class StockListRepo {
  /** True when a store has some of a product that it sells. */
  async hasGoods(storeId: string): Promise<boolean> {
    return !!(await db().one(
      `select 1 from stores st join locations c on c.tenant_id = $1 and c.store_id = st.id join stock_levels l on l.tenant_id = $1 and l.location_id = c.id and l.on_hand > 0
         join skus k on k.tenant_id = $1 and k.id = l.sku_id and k.active join products p on p.tenant_id = $1 and p.id = k.product_id and ${soldAt()}
        where st.tenant_id = $1 and st.id = $2 limit 1`,
      [tenantId(), storeId],
    ))
  }
  async level(locationId: string, skuId: string): Promise<StockLevel | undefined> {
    const row = await db().one<LevelRow>(`${LEVELS} and s.location_id = $2 and s.sku_id = $3`, [
      tenantId(),
      locationId,
      skuId,
    ])
    return row && levelOf(row)
  }

  /** A page of levels in reach of the asker. */
  async page(q: ListStock): Promise<z.infer<typeof StockPage>> {
    const after = keysOf(q.cursor, 'id', 'id')
    const values: unknown[] = [tenantId(), within('read', 'Stock'), q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      termsCondition('k.product_id', q.q, values),
      q.storeId ? `l.store_id = ${add(q.storeId)}` : '',
      q.regionId ? `l.store_id in ${belowRegion(add(q.regionId))}` : '',
      q.skuId ? `s.sku_id = ${add(q.skuId)}` : '',
      q.low === 'true'
        ? `s.on_hand - s.reserved - s.safety <= ${LOW_STOCK} and k.active and p.state <> 'retired'`
        : '',
      after ? `(s.location_id, s.sku_id) > (${add(after[0])}::uuid, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const rows = await db().many<LevelRow>(
      `${LEVELS} and ${REACHED} and ${where.join(' and ')} order by s.location_id, s.sku_id limit $3`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.location_id, r.sku_id], levelOf)
  }

  /** A page of movements in reach of the asker, or of the stores whose reach a caller has made sure of, newest first. */
  async movements(q: ListMovements, reach = within('read', 'Stock')): Promise<z.infer<typeof MovementPage>> {
    const after = keysOf(q.cursor, 'id')
    const values: unknown[] = [tenantId(), reach, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      REACHED,
      q.storeId
        ? `m.location_id = (select id from locations where tenant_id = $1 and store_id = ${add(q.storeId)})`
        : '',
      q.regionId ? `l.store_id in ${belowRegion(add(q.regionId))}` : '',
      q.skuId ? `m.sku_id = ${add(q.skuId)}` : '',
      q.kind ? `m.kind = ${add(q.kind)}` : '',
      after ? `m.id < ${add(after[0])}::uuid` : '',
    ].filter(Boolean)
    const rows = await db().many<MovementRow>(
      `select m.id, m.location_id, l.name_zh as location_zh, l.name_en as location_en, m.sku_id, k.code, p.name_zh, p.name_en, p.kind as sold, m.kind, m.quantity, m.before, m.after, m.document, m.person_name, m.note, m.at
         from stock_movements m join locations l on l.tenant_id = $1 and l.id = m.location_id
           join skus k on k.tenant_id = $1 and k.id = m.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
        where m.tenant_id = $1 and ${where.join(' and ')} order by m.id desc limit $3`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.id], movementOf)
  }
}

const levelOf = (r: LevelRow): StockLevel => ({
  locationId: r.location_id,
  locationName: { zh: r.location_zh, en: r.location_en },
  storeId: r.store_id,
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  kind: r.kind,
  onHand: r.on_hand,
  reserved: r.reserved,
  inTransit: r.in_transit,
  safety: r.safety,
  available: availableOf({ onHand: r.on_hand, reserved: r.reserved, safety: r.safety }),
})

const movementOf = (r: MovementRow): Movement => ({
  id: r.id,
  locationId: r.location_id,
  locationName: { zh: r.location_zh, en: r.location_en },
  skuId: r.sku_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  weighed: r.sold === 'weighed',
  kind: r.kind,
  quantity: r.quantity,
  before: r.before,
  after: r.after,
  document: r.document,
  person: r.person_name,
  note: r.note,
  at: r.at,
})
