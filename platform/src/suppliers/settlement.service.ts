import { Injectable } from '@nestjs/common'
import { borneOf } from '@storeweave/rules/campaigns'
import { sharesOf } from '@storeweave/rules/order'
import { contractOn, rateFor, reverse, reverseParts, settle, withCampaign } from '@storeweave/rules/suppliers'
import { tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { LedgerService } from '../ledger/index.js'
import { TenancyService } from '../tenancy/index.js'
import { transfersOf } from './books.js'
import { ContractRepo, type ContractRow } from './contract.repo.js'
import {
  SettlementRepo,
  type NewLine,
  type OrderLineRow,
  type RefundDue,
  type SaleRow,
} from './settlement.repo.js'

type Sold = OrderLineRow & { supplier_id: string; base: number; day: string }

/** Turns what was sold and refunded into what suppliers are owed: each fact once, frozen at the contract of its day. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly rows: SettlementRepo,
    private readonly contracts: ContractRepo,
    private readonly ledger: LedgerService,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Writes what these orders bring their suppliers, and what their refunds reverse; those not completed bring nothing
   * yet. Any number of times, in any order: each line and each refund counts once.
   */
  async settle(orderIds: readonly string[]): Promise<void> {
    const { timeZone, currency } = await this.tenancy.settings()
    await transaction(async () => {
      const sold = soldOf(await this.rows.completed(orderIds), timeZone)
      if (!sold.length) return
      const known = new Map((await this.rows.lockSales(orderIds)).map((s) => [s.line_id, s]))
      const open = sold.filter((l) => known.get(l.id)?.waiting !== null)
      await this.write(await this.sales(open), known, currency)
      await this.reverse(orderIds, timeZone, currency)
    })
  }

  private async write(
    lines: readonly NewLine[],
    known: ReadonlyMap<string, SaleRow>,
    currency: string,
  ): Promise<void> {
    const fresh = lines.filter((l) => !known.has(l.line_id!))
    const rated = lines.flatMap((l) => {
      const waiting = known.get(l.line_id!)
      return waiting && l.contract_id ? [{ ...l, id: waiting.id }] : []
    })
    const [made, frozen] = [await this.rows.insert(fresh), await this.rows.freeze(rated)]
    await this.book(
      [...fresh.filter((l) => made.has(l.id)), ...rated.filter((l) => frozen.has(l.id))],
      currency,
    )
  }

  private async reverse(orderIds: readonly string[], timeZone: string, currency: string): Promise<void> {
    const due = await this.rows.refundsDue(orderIds)
    if (!due.length) return
    // once more: another worker may have written them meanwhile, and its reversals must be seen
    const sales = new Map((await this.rows.lockSales(orderIds)).map((s) => [s.line_id, s]))
    const before = new Map((await this.rows.reversed([...sales.keys()])).map((r) => [r.line_id, r]))
    const still = await this.rows.refundsDue(orderIds)
    const lines = still.flatMap((r) => {
      const sale = sales.get(r.line_id)
      if (!sale) return []
      const so = before.get(r.line_id) ?? { line_id: r.line_id, quantity: 0, base: 0 }
      const line = reversalOf(sale, r, so, tradingDayOf(new Date(r.done_at), timeZone))
      if (line.contract_id)
        before.set(r.line_id, { ...so, quantity: so.quantity + r.quantity, base: so.base + r.amount })
      return [{ known: r.known, line }]
    })
    const fresh = lines.filter((l) => l.known === null).map((l) => l.line)
    const rated = lines.flatMap((l) =>
      l.known !== null && l.line.contract_id ? [{ ...l.line, id: l.known }] : [],
    )
    const [made, frozen] = [await this.rows.insert(fresh), await this.rows.freeze(rated)]
    await this.book(
      [...fresh.filter((l) => made.has(l.id)), ...rated.filter((l) => frozen.has(l.id))],
      currency,
    )
  }

  /** Posts lines that bring something; what waits is in no book. */
  book(lines: readonly NewLine[], currency: string): Promise<void> {
    return this.ledger.post(
      lines
        .filter((l) => l.contract_id !== null)
        .flatMap((l) => transfersOf({ ...l, supplierId: l.supplier_id, orderId: l.order_id }, currency)),
    )
  }

  private async sales(sold: readonly Sold[]): Promise<NewLine[]> {
    const versions = await this.contracts.versions([...new Set(sold.map((l) => l.supplier_id))])
    const parents = versions.some((v) => v.categoryRates.length) ? await this.contracts.parents() : new Map()
    return groupsOf(sold, (l) => `${l.order_id}:${l.supplier_id}`).flatMap((lines) => {
      const own = versions.filter((v) => v.supplierId === lines[0]!.supplier_id)
      return salesOf(lines, contractOn(own, lines[0]!.day), parents)
    })
  }
}

function groupsOf<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups.values()]
}

/** Suppliers' lines with what was paid for them, and the day their order was completed in the brand's zone. */
function soldOf(rows: readonly OrderLineRow[], timeZone: string): Sold[] {
  return groupsOf(rows, (r) => r.order_id).flatMap((lines) => {
    const shares = sharesOf(
      lines[0]!.goods_paid,
      lines.map((l) => l.total),
    )
    const day = tradingDayOf(new Date(lines[0]!.completed_at), timeZone)
    return lines.flatMap((l, i) =>
      l.supplier_id ? [{ ...l, supplier_id: l.supplier_id, base: shares[i]!, day }] : [],
    )
  })
}

function pathOf(id: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = []
  for (let at = id; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at)
  return path
}

/** The lines of one order and one supplier under the contract of their day. */
function salesOf(
  lines: readonly Sold[],
  contract: ContractRow | undefined,
  parents: ReadonlyMap<string, string | null>,
): NewLine[] {
  const waitingOf = (l: Sold) =>
    !contract
      ? ('no_contract' as const)
      : contract.model === 'supply_price' && l.supply_amount === null
        ? ('no_supply_price' as const)
        : null
  const ready = contract ? lines.filter((l) => waitingOf(l) === null) : []
  const rates = new Map(ready.map((l) => [l.id, rateFor(contract!, pathOf(l.category_id, parents))]))
  const settled = settle(
    ready.map((l) => ({
      model: contract!.model,
      rate: rates.get(l.id)!,
      base: l.base,
      supplyAmount: l.supply_amount ?? 0,
    })),
  )
  const sums = new Map(ready.map((l, i) => [l.id, withCampaign(settled[i]!, contract!.model, partsOf(l))]))
  return lines.map((l) => ({
    id: newId(),
    supplier_id: l.supplier_id,
    kind: 'sale',
    order_id: l.order_id,
    line_id: l.id,
    refund_id: null,
    contract_id: sums.has(l.id) ? contract!.id : null,
    model: sums.has(l.id) ? contract!.model : null,
    rate: rates.get(l.id) ?? null,
    quantity: l.quantity,
    base: l.base,
    commission: sums.get(l.id)?.commission ?? 0,
    amount: sums.get(l.id)?.amount ?? 0,
    day: l.day,
    waiting: waitingOf(l),
    statement_id: null,
    note: '',
    campaign_id: l.campaign_id,
    ...partsOf(l),
  }))
}

/** What a campaign took off a line, and the supplier's part of that. */
const partsOf = ({ discount, share }: Sold) => ({ discount, borne: borneOf(discount, share) })

/** What a refund reverses of a sale, under the sale's own contract; it waits as long as the sale does. */
function reversalOf(
  sale: SaleRow,
  refund: RefundDue,
  before: { quantity: number; base: number },
  day: string,
): NewLine {
  const rated = sale.contract_id !== null && sale.model !== null
  const back = { quantity: refund.quantity, base: refund.amount }
  const { commission, amount } = rated
    ? reverse({ ...sale, model: sale.model! }, before, back)
    : { commission: 0, amount: 0 }
  const { discount, borne } = reverseParts(sale, before, back)
  return {
    id: newId(),
    supplier_id: sale.supplier_id,
    kind: 'refund',
    order_id: sale.order_id,
    line_id: sale.line_id,
    refund_id: refund.refund_id,
    contract_id: sale.contract_id,
    model: sale.model,
    rate: sale.rate,
    quantity: 0 - refund.quantity,
    base: 0 - refund.amount,
    commission: 0 - commission,
    amount: 0 - amount,
    day,
    waiting: sale.waiting,
    statement_id: null,
    note: '',
    campaign_id: sale.campaign_id,
    discount: 0 - discount,
    borne: 0 - borne,
  }
}
