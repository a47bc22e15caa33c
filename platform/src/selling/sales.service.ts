import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { OrderStatus, Words } from '@storeweave/contract'
import { mergeQuoteLines } from '@storeweave/rules/quote'
import { toLine } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { CashDeskService } from './cash-desk.service.js'
import type { OrderPayment } from './orders.repo.js'
import { PlacementService, type Placed } from './placement.service.js'
import { SalePaymentsService } from './sale-payments.service.js'
import { SalesRepo, type SaleRecord } from './sales.repo.js'

/** A sale as the till sends it. `soldAt` by the device's clock, amounts in minor units. */
export interface SaleInput {
  id: string
  storeId: string
  deviceId: string
  soldAt: string
  lines: readonly { skuId: string; quantity: number }[]
  expectedPayable: number
  /** Whose level the goods are priced for. */
  memberId?: string | undefined
  tender: { kind: 'cash'; received: number } | { kind: 'wechat_code' }
  note: string
}
/** A sale as it stands. `paying`: a code payment is open at the provider. */
export interface SaleRow {
  id: string
  number: string
  storeId: string
  storeName: Words
  cashierName: string
  status: OrderStatus
  payment: OrderPayment
  payable: number
  received: number
  tender: 'cash' | 'wechat_code'
  currency: string
  soldAt: string
  rounding: number
  paying: boolean
  fingerprint: string
  lines: {
    skuId: string
    name: Words
    optionText: Words
    unit: Words
    unitSize: number
    quantity: number
    unitPrice: number
    total: number
  }[]
}

/** What makes a sale that sale: store, goods, tender. A repeated id with another one is a different sale. */
export function fingerprintOf(
  input: Pick<SaleInput, 'storeId' | 'lines'> & { tender: { kind: string } },
): string {
  const lines = mergeQuoteLines(input.lines)
    .map((l) => `${l.skuId}:${l.quantity}`)
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([input.storeId, lines, input.tender.kind]))
    .digest('hex')
}

/** Sales over the counter, for the till. Whoever calls has checked the right to sell at this store. */
@Injectable()
export class SalesService {
  constructor(
    private readonly placement: PlacementService,
    private readonly sales: SalesRepo,
    private readonly inventory: InventoryService,
    private readonly desk: CashDeskService,
    private readonly money: SalePaymentsService,
  ) {}

  /**
   * Makes a sale in one transaction (the caller's, or its own). Cash: paid, handed over, out of stock. A payment code:
   * unpaid with the goods held. The same id again changes nothing. Throws `payments.cash_short`, and what
   * `PlacementService.place` does.
   */
  placeSale(input: SaleInput): Promise<{ sale: SaleRow; created: boolean }> {
    return transaction(async () => {
      const known = await this.sales.byId(input.id)
      if (known) return { sale: toSale(known), created: false }
      const { id, storeId, tender } = input
      const received = tender.kind === 'cash' ? tender.received : null
      const placed = await this.placement.place({
        id,
        storeId,
        memberId: null,
        ...(input.memberId ? { pricedFor: input.memberId } : {}),
        channel: 'pos',
        fulfilment: 'in_store',
        lines: input.lines,
        expectedPayable: input.expectedPayable,
        contactName: '',
        contactPhone: '',
        note: input.note,
        fromCart: false,
        till: { deviceId: input.deviceId, tender: tender.kind, received, soldAt: new Date(input.soldAt) },
      })
      if (received !== null && received < placed.payable)
        throw new Fault('payments.cash_short', { payable: placed.payable })
      await (received !== null ? this.handOver(input, placed) : this.hold(input, placed)).catch(
        asSold(placed),
      )
      return { sale: toSale(found(await this.sales.byId(id))), created: true }
    })
  }

  /** A sale by its id; undefined when there is none. */
  async sale(id: string): Promise<SaleRow | undefined> {
    const row = await transaction(() => this.sales.byId(id))
    return row && toSale(row)
  }

  /** Charges a payment code. Not in a transaction. Throws `payments.provider_refused`, `selling.cancelled`. */
  charge(id: string, authCode: string): Promise<'paid' | 'paying'> {
    return this.money.charge(id, authCode)
  }
  /** Asks the provider about a sale that waits for its money. Not in a transaction. */
  async check(id: string): Promise<SaleRow> {
    await this.money.check(id)
    return found(await this.sale(id))
  }
  /** Calls an unpaid sale off and gives its goods back. Not in a transaction. Throws `selling.already_paid`. */
  async cancelSale(id: string): Promise<SaleRow> {
    await this.money.cancel(id)
    return found(await this.sale(id))
  }

  private async handOver({ id, storeId }: SaleInput, placed: Placed): Promise<void> {
    await this.inventory.sellNow(id, storeId, placed.lines, placed.number)
    await this.desk.takeCash(id, placed.at)
  }
  private async hold({ id, storeId }: SaleInput, placed: Placed): Promise<void> {
    await this.inventory.reserve(id, storeId, placed.lines)
    if (placed.payable === 0) await this.desk.nothingToPay(id, placed.at)
  }
}

/** What lacks in stock as the sale names it: a bundle for its part. */
const asSold =
  (placed: Placed) =>
  (error: unknown): never => {
    if (!(error instanceof Fault) || error.code !== 'inventory.not_enough_stock') throw error
    throw new Fault(error.code, { skuIds: placed.lacking(error.args['skuIds'] as string[]) })
  }

function toSale(r: SaleRecord): SaleRow {
  const lines = r.lines.map(toLine)
  return {
    id: r.id,
    number: r.number,
    storeId: r.store_id,
    storeName: { zh: r.store_zh, en: r.store_en },
    cashierName: r.cashier_name,
    status: r.status,
    payment: r.payment,
    payable: r.payable,
    received: r.cash_received ?? 0,
    tender: r.tender,
    currency: r.currency,
    soldAt: r.placed_at,
    rounding: r.rounding,
    paying: r.paying,
    fingerprint: fingerprintOf({ storeId: r.store_id, lines, tender: { kind: r.tender } }),
    lines: lines.map(({ skuId, name, optionText, unit, unitSize, quantity, unitPrice, total }) => ({
      skuId,
      name,
      optionText,
      unit,
      unitSize,
      quantity,
      unitPrice,
      total,
    })),
  }
}
