import { Injectable } from '@nestjs/common'
import type {
  ListReturns,
  ListSupplierReturns,
  MyReturn,
  ReturnCounts,
  ReturnPage,
  StaffReturn,
  SupplierReturn,
} from '@storeweave/contract'
import { approvalOf, nextReturnState } from '@storeweave/rules/returns'
import { found, mayReach, mustReach, within } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { pageOf } from '../kernel/page.js'
import { ReturnReadsRepo, type Reach } from './reads.repo.js'
import { mineOf, rowOf, staffOf, supplierOf, supplierRowOf, type ReturnDetailRow } from './rows.js'
import { isHq } from './theirs.js'

/** Returns as shoppers, the brand's staff and suppliers read them. */
@Injectable()
export class ReturnReads {
  constructor(private readonly rows: ReturnReadsRepo) {}

  async mineOf(orderId: string, memberId: string): Promise<MyReturn[]> {
    return (await this.rows.ofOrder(orderId, memberId)).map(mineOf)
  }
  /** A member's own, in the running transaction. Throws `access.not_found`. */
  async mine(id: string, memberId: string): Promise<MyReturn> {
    const row = found(await this.rows.one(id))
    return found((await this.mineOf(row.order_id, memberId)).find((one) => one.id === id))
  }

  /** A page of the returns of stores within reach. */
  page(q: ListReturns): Promise<ReturnPage> {
    const reach = { storeIds: within('read', 'Order'), supplierId: null }
    return reading(async () =>
      pageOf(await this.rows.page(q, reach), q.limit, (r) => [r.created_at, r.id], rowOf),
    )
  }
  counts(storeId: string | undefined): Promise<ReturnCounts> {
    const reach = { storeIds: within('read', 'Order'), supplierId: null }
    return reading(() => this.rows.counts(reach, storeId))
  }
  async one(id: string): Promise<StaffReturn> {
    const row = found(await reading(() => this.rows.one(id)))
    mustReach('read', 'Order', { storeId: row.store_id })
    const at = { storeId: row.store_id }
    const isTheirs = isHq() || (row.desk === 'store' && row.state !== 'refused')
    return staffOf(row, {
      decide: isTheirs && isDecidable(row) && mayReach('cancel', 'Order', at),
      receive: isReceivable(row) && mayReach('advance', 'Fulfilment', at),
    })
  }

  /** A page of what the asking supplier shipped. */
  pageOfSupplier(
    q: ListSupplierReturns,
  ): Promise<{ items: ReturnType<typeof supplierRowOf>[]; nextCursor: string | null }> {
    return reading(async () =>
      pageOf(await this.rows.page(q, ofSupplier()), q.limit, (r) => [r.created_at, r.id], supplierRowOf),
    )
  }
  countsOfSupplier(): Promise<ReturnCounts> {
    return reading(() => this.rows.counts(ofSupplier(), undefined))
  }
  async oneOfSupplier(id: string): Promise<SupplierReturn> {
    const { supplierId } = ofSupplier()
    const row = found(await reading(() => this.rows.one(id, supplierId)))
    const decide = row.desk === 'supplier' && row.state !== 'refused' && isDecidable(row)
    return supplierOf(row, { decide, receive: isReceivable(row) })
  }
}

const ofSupplier = (): Reach & { supplierId: string } => ({ storeIds: null, supplierId: ownSupplier('ship') })
const isDecidable = (r: ReturnDetailRow): boolean =>
  approvalOf({ ...r, looked: r.looked_at !== null }) !== undefined
const isReceivable = (r: ReturnDetailRow): boolean =>
  r.kind === 'return' && nextReturnState(r.state, 'receive') !== undefined
