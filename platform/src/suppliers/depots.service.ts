import { Injectable } from '@nestjs/common'
import type {
  CreateDepot,
  Depot,
  ListDepotMovements,
  ListDepotStock,
  MoveDepotStock,
  Movement,
  SetDepot,
  StockLevel,
} from '@storeweave/contract'
import { PartStockService } from '../inventory/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { StoresService } from '../org/index.js'
import { DepotsRepo, type DepotRow } from './depots.repo.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { PortalService } from './portal.service.js'

type Page<T> = { items: T[]; nextCursor: string | null }

/** Suppliers' depots: made by HQ, their stock looked after by the supplier. */
@Injectable()
export class DepotsService {
  constructor(
    private readonly depots: DepotsRepo,
    private readonly partners: PartnersRepo,
    private readonly portal: PortalService,
    private readonly stores: StoresService,
    private readonly stock: PartStockService,
  ) {}

  /** A supplier's depots by code. */
  of(supplierId: string): Promise<{ items: Depot[] }> {
    return transaction(async () => {
      found(await this.partners.one(supplierId))
      return { items: (await this.depots.of(supplierId)).map(depotOf) }
    })
  }
  /** The asking supplier's. */
  own(): Promise<{ items: Depot[] }> {
    return this.of(ownSupplier())
  }

  /** A warehouse of a supplier's, open at once: it shows nothing before there are goods. Throws what adding a store does. */
  create(
    supplierId: string,
    { id, code, name, regionId, address, shipHours }: CreateDepot,
  ): Promise<{ items: Depot[] }> {
    return transaction(async () => {
      const supplier = found(await this.partners.one(supplierId))
      const there = await this.depots.owner(id)
      if (there && there.supplier_id !== supplierId) throw new Fault('org.code_taken', { code })
      const place = { id, code, name, regionId, address, phone: '', lat: 0, lng: 0, areaSquareMetres: 0 }
      const none = { hours: [], services: [], managerName: '', photoUrls: [], preparationMinutes: 0 }
      await this.stores.create({ ...place, ...none, kind: 'warehouse' }, 'open')
      if (!there) {
        await this.depots.give(id, supplierId, shipHours)
        record({ ...about(supplierId, supplier.name_zh), after: { depot: { id, code, shipHours } } })
      }
      return this.of(supplierId)
    })
  }
  /** Sets within how many hours a depot ships; orders that are placed keep what they were promised. */
  set(supplierId: string, depotId: string, { shipHours }: SetDepot): Promise<{ items: Depot[] }> {
    return transaction(async () => {
      const supplier = found(await this.partners.one(supplierId))
      const before = found((await this.depots.of(supplierId)).find((d) => d.id === depotId))
      await this.depots.setHours(depotId, supplierId, shipHours)
      record({
        ...about(supplierId, supplier.name_zh),
        before: { shipHours: before.ship_hours },
        after: { shipHours },
      })
      return this.of(supplierId)
    })
  }

  /** A page of the goods that the asking supplier ships itself, with what lies in one of its depots. */
  levels(q: ListDepotStock): Promise<Page<StockLevel>> {
    const supplierId = ownSupplier()
    const after = keysOf(q.cursor, 'text', 'id')
    return transaction(async () => {
      await this.mustOwn(supplierId, q.depotId)
      const key = after && ([String(after[0]), String(after[1])] as const)
      const { items, nextCursor } = pageOf(
        await this.depots.stock(supplierId, q, key),
        q.limit,
        (r) => r.key,
        (r) => r.level,
      )
      return { items, nextCursor }
    })
  }
  /** A page of what moved in one of the asking supplier's depots, newest first. */
  movements({ depotId, ...q }: ListDepotMovements): Promise<Page<Movement>> {
    const supplierId = ownSupplier()
    return transaction(async () => {
      await this.mustOwn(supplierId, depotId)
      return this.stock.movements(depotId, q)
    })
  }
  /**
   * Goods came in, were lost, or were counted. Twice is once. Throws `access.not_found` for a depot that isn't theirs and
   * goods that they don't ship, `inventory.below_zero`, `request.key_reused`, `suppliers.not_active`.
   */
  async move({ depotId, ...change }: MoveDepotStock): Promise<StockLevel> {
    const supplierId = await this.portal.present('ship')
    return transaction(async () => {
      await this.mustOwn(supplierId, depotId)
      found((await this.depots.ships(change.skuId, supplierId)) || undefined)
      const { level, quantity } = await this.stock.change({ ...change, storeId: depotId })
      if (quantity)
        record({
          subject: 'Supply',
          id: level.productId,
          name: level.name.zh,
          storeId: depotId,
          before: { onHand: level.onHand - quantity },
          after: { onHand: level.onHand, quantity, kind: change.kind },
          note: [level.code, change.note].filter(Boolean).join(' '),
        })
      return level
    })
  }

  private async mustOwn(supplierId: string, depotId: string): Promise<void> {
    const owner = await this.depots.owner(depotId)
    if (owner?.supplier_id !== supplierId) throw new Fault('access.not_found')
  }
}

const about = (id: string, name: string) => ({ subject: 'Supplier' as const, id, name })
const depotOf = (r: DepotRow): Depot => ({
  id: r.id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  status: r.status,
  address: r.address,
  shipHours: r.ship_hours,
  waiting: r.waiting,
  late: r.late,
})
