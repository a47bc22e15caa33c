import { Injectable } from '@nestjs/common'
import type {
  DropLine,
  DropOrder,
  DropOrderRow,
  ListDropOrders,
  RefusePieces,
  SentParcel,
  ShipFulfilment,
  ShipPieces,
} from '@storeweave/contract'
import { pictureOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { maskName, maskPhone } from '../kernel/mask.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { PartShippingService } from '../selling/index.js'
import { DepotsRepo } from './depots.repo.js'
import { DropOrdersRepo, type DropRow, type WholeDropRow } from './drop-orders.repo.js'
import { ownSupplier } from './own.js'

/** Orders that a supplier ships out of its own depots. */
@Injectable()
export class DropOrdersService {
  constructor(
    private readonly rows: DropOrdersRepo,
    private readonly depots: DepotsRepo,
    private readonly parts: PartShippingService,
  ) {}

  /** A page of the asking supplier's: what is to ship the oldest first, everything else the newest first. */
  page(q: ListDropOrders): Promise<{ items: DropOrderRow[]; nextCursor: string | null }> {
    const supplierId = ownSupplier()
    const key = keysOf(q.cursor, 'id')?.[0]
    const after = key === undefined ? undefined : String(key)
    return transaction(async () => {
      const own = await this.depots.ids(supplierId)
      const asked = q.depotId ? own.filter((id) => id === q.depotId) : own
      if (q.depotId) found(asked[0])
      const isWaiting = q.state === 'to_ship' || q.state === 'late'
      const rows = isWaiting
        ? await this.rows.waiting(asked, q, after)
        : await this.rows.page(asked, q, after)
      return pageOf(rows, q.limit, (r) => [r.id], rowOf)
    })
  }
  /** One of the asking supplier's. Throws `access.not_found`, for unpaid ones too. */
  one(id: string): Promise<DropOrder> {
    return this.of(ownSupplier(), id)
  }

  /** Says that an order will be shipped. Throws `fulfilment.move_illegal`. */
  accept(id: string): Promise<DropOrder> {
    return this.act(id, () => this.parts.accept(id))
  }
  /** Ships pieces of an order. Throws what `PartShippingService.ship` does. */
  ship(id: string, body: ShipPieces): Promise<DropOrder> {
    return this.act(id, () => this.parts.ship(id, body))
  }
  /** Corrects the number of a parcel that left. Throws what `PartShippingService.rename` does. */
  rename(id: string, parcelId: string, by: ShipFulfilment): Promise<DropOrder> {
    return this.act(id, () => this.parts.rename(id, parcelId, by))
  }
  /** Says which pieces can't be shipped; their money goes back. Throws what `PartShippingService.refuse` does. */
  refuse(id: string, body: RefusePieces): Promise<DropOrder> {
    return this.act(id, () => this.parts.refuse(id, body))
  }

  private async act(id: string, work: () => Promise<void>): Promise<DropOrder> {
    // open to a closed supplier too: what was sold is shipped, or its money goes back
    const supplierId = ownSupplier('ship')
    return transaction(async () => {
      await this.of(supplierId, id)
      await work()
      return this.of(supplierId, id)
    })
  }
  private of(supplierId: string, id: string): Promise<DropOrder> {
    return transaction(async () => toOrder(found(await this.rows.one(id, await this.depots.ids(supplierId)))))
  }
}

const rowOf = (r: DropRow): DropOrderRow => ({
  id: r.id,
  number: r.number,
  depotId: r.store_id,
  depotName: { zh: r.store_zh, en: r.store_en },
  state: r.state,
  accepted: r.accepted_at !== null,
  paidAt: r.paid_at,
  shipBy: r.ship_by,
  province: r.province,
  city: r.city,
  firstLine: { zh: r.first_zh, en: r.first_en },
  firstPicture: pictureOf(r.first_media, r.first_zh),
  lineCount: r.line_count,
})

/** JSON out of PostgreSQL writes instants in its own way. */
const iso = (at: string): string => new Date(at).toISOString()
/** States in which whoever ships needs to know where to. */
const UNDER_WAY: ReadonlySet<DropRow['state']> = new Set(['to_ship', 'late', 'shipped'])

function toOrder(r: WholeDropRow): DropOrder {
  const { province, city, district } = r
  const isWhole = r.accepted_at !== null && UNDER_WAY.has(r.state)
  const to = isWhole
    ? { name: r.name, phone: r.phone, street: r.street }
    : { name: maskName(r.name), phone: maskPhone(r.phone), street: r.street && '***' }
  return {
    ...rowOf(r),
    acceptedBy: r.accepted_by_name,
    note: isWhole ? r.note : '',
    shipTo: { ...to, province, city, district },
    lines: r.lines.map(lineOf),
    parcels: r.parcels.map((p) => ({
      ...p,
      state: p.state as SentParcel['state'],
      shippedAt: p.shippedAt && iso(p.shippedAt),
    })),
    unshipped: r.unshipped.map((n) => ({ ...n, at: iso(n.at) })),
  }
}
const lineOf = (l: WholeDropRow['lines'][number]): DropLine => ({
  id: l.id,
  skuCode: l.code,
  name: { zh: l.name_zh, en: l.name_en },
  optionText: { zh: l.option_zh, en: l.option_en },
  unit: { zh: l.unit_zh, en: l.unit_en },
  kind: l.kind as DropLine['kind'],
  picture: pictureOf(l.media_id, l.name_zh),
  quantity: l.quantity,
  shipped: l.shipped,
  unshipped: l.unshipped,
  left: l.quantity - l.shipped - l.unshipped,
})
