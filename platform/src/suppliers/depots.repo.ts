import { Injectable } from '@nestjs/common'
import type { ListDepotStock, StockLevel, Store } from '@storeweave/contract'
import { optionTextOf, termsCondition } from '../catalog/index.js'
import { touchAnswers } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { availableOf } from '@storeweave/rules/inventory'

export interface DepotRow {
  id: string
  code: string
  name_zh: string
  name_en: string
  status: Store['status']
  address: string
  ship_hours: number
  waiting: number
  late: number
}
interface LevelRow {
  location_id: string
  location_zh: string
  location_en: string
  sku_id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  options: Parameters<typeof optionTextOf>[0]
  option_indexes: number[]
  unit_zh: string
  unit_en: string
  kind: StockLevel['kind']
  on_hand: number
  reserved: number
  safety: number
}

/** When everything of an order `o` should have left its depot; `hours` is what was promised when it was placed. */
export const shipBy = (hours: string): string => `o.paid_at + make_interval(hours => ${hours}::int)`

/** Suppliers' warehouses, and what lies there. */
@Injectable()
export class DepotsRepo {
  /** A supplier's depots by code, with what waits there. */
  of(supplierId: string): Promise<DepotRow[]> {
    return db().many<DepotRow>(
      `select s.id, u.code, u.name_zh, u.name_en, s.status, s.address, s.ship_hours, w.waiting, w.late
         from stores s join org_units u on u.tenant_id = $1 and u.id = s.id
         cross join lateral (
           select count(*) as waiting, count(*) filter (where ${shipBy('p.ship_hours')} < $3) as late
             from fulfilments f join orders o on o.tenant_id = $1 and o.id = f.order_id join shipments p on p.tenant_id = $1 and p.fulfilment_id = f.id
            where f.tenant_id = $1 and f.store_id = s.id and f.state = 'preparing') w
        where s.tenant_id = $1 and s.supplier_id = $2 order by u.code`,
      [tenantId(), supplierId, clock.now()],
    )
  }
  /** The ids of a supplier's depots. */
  async ids(supplierId: string): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from stores where tenant_id = $1 and supplier_id = $2 order by id',
      [tenantId(), supplierId],
    )
    return rows.map((r) => r.id)
  }
  /** Whose warehouse this is: null the brand's; undefined where there is none. */
  owner(id: string): Promise<{ supplier_id: string | null } | undefined> {
    return db().one('select supplier_id from stores where tenant_id = $1 and id = $2', [tenantId(), id])
  }
  /** Makes a warehouse a supplier's. */
  give(id: string, supplierId: string, shipHours: number): Promise<number> {
    return db().run('update stores set supplier_id = $3, ship_hours = $4 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      supplierId,
      shipHours,
    ])
  }
  /** What a depot promises from now on; 0 for another supplier's. */
  setHours(id: string, supplierId: string, shipHours: number): Promise<number> {
    return db().run(
      'update stores set ship_hours = $4, updated_at = $5 where tenant_id = $1 and id = $2 and supplier_id = $3',
      [tenantId(), id, supplierId, shipHours, clock.now()],
    )
  }

  /** Whether a SKU is of goods that this supplier ships itself. */
  async ships(skuId: string, supplierId: string): Promise<boolean> {
    return !!(await db().one(
      'select 1 from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.id = $2 and p.supplier_id = $3 and p.supplier_ships',
      [tenantId(), skuId, supplierId],
    ))
  }
  /** Goods that a supplier ships itself, by name, with what of them lies in a depot. */
  async stock(
    supplierId: string,
    q: ListDepotStock,
    after: readonly [string, string] | undefined,
  ): Promise<{ key: [string, string]; level: StockLevel }[]> {
    const values: unknown[] = [tenantId(), q.depotId, supplierId, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      termsCondition('p.id', q.q, values),
      after ? `(p.name_zh, k.id) > (${add(after[0])}, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const rows = await db().many<LevelRow>(
      `select l.id as location_id, l.name_zh as location_zh, l.name_en as location_en, k.id as sku_id, p.id as product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, p.kind,
              coalesce(s.on_hand, 0) as on_hand, coalesce(s.reserved, 0) as reserved, coalesce(s.safety, 0) as safety
         from locations l join products p on p.tenant_id = $1 and p.supplier_id = $3 and p.supplier_ships and p.state <> 'retired'
         join skus k on k.tenant_id = $1 and k.product_id = p.id and k.active
         left join stock_levels s on s.tenant_id = $1 and s.location_id = l.id and s.sku_id = k.id
        where l.tenant_id = $1 and l.store_id = $2 ${where.map((w) => `and ${w}`).join(' ')} order by p.name_zh, k.id limit $4`,
      values,
    )
    return rows.map((r) => ({ key: [r.name_zh, r.sku_id], level: levelOf(r, q.depotId) }))
  }

  /** Who ships a product from now on; 0 for goods that have no supplier. Whoever edits the product is told that it changed. */
  async setShipper(productId: string, supplierShips: boolean): Promise<number> {
    await touchAnswers()
    return db().run(
      `update products set supplier_ships = $3, version = version + 1, updated_at = $4
        where tenant_id = $1 and id = $2 and (supplier_id is not null or not $3) and supplier_ships <> $3`,
      [tenantId(), productId, supplierShips, clock.now()],
    )
  }
  product(
    id: string,
  ): Promise<{ name_zh: string; supplier_id: string | null; supplier_ships: boolean } | undefined> {
    return db().one(
      'select name_zh, supplier_id, supplier_ships from products where tenant_id = $1 and id = $2 for update',
      [tenantId(), id],
    )
  }
}

const levelOf = (r: LevelRow, storeId: string): StockLevel => ({
  locationId: r.location_id,
  locationName: { zh: r.location_zh, en: r.location_en },
  storeId,
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  kind: r.kind,
  onHand: r.on_hand,
  reserved: r.reserved,
  inTransit: 0,
  safety: r.safety,
  available: availableOf({ onHand: r.on_hand, reserved: r.reserved, safety: r.safety }),
})
