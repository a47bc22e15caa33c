import { Injectable } from '@nestjs/common'
import { contractOn, coveredFrom, dayAfter, endOf, feeOf, type Days } from '@storeweave/rules/suppliers'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo, type ContractRow, type PartyRow } from './contract.repo.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { StatementClosingRepo } from './statement-closing.repo.js'

const PAGE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'
/** Days an order may take from being placed until it is complete. */
const UNDER_WAY_DAYS = 92

/** Closes periods: what was settled by a period's last day becomes a statement, which is frozen from then on. */
@Injectable()
export class StatementClosingService {
  constructor(
    private readonly rows: StatementClosingRepo,
    private readonly lines: SettlementRepo,
    private readonly contracts: ContractRepo,
    private readonly settlement: SettlementService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Settles all that a supplier has sold and no line tells of, page by page. Not in a transaction. */
  async catchUp(supplierId: string, since: string | null): Promise<void> {
    for (let after = FIRST; ;) {
      const page = await reading(() => this.lines.unsettled(supplierId, since, after, PAGE))
      if (page.length) await this.settlement.settle([...new Set(page.map((l) => l.order_id))])
      if (page.length < PAGE) return
      after = page.at(-1)!.id
    }
  }

  /** Closes all periods of a supplier that are over in the brand's zone, one after the other. Not in a transaction. */
  async closeDue(supplierId: string): Promise<void> {
    const { timeZone } = await this.tenancy.settings()
    const today = tradingDayOf(clock.now(), timeZone)
    const due = await reading(() => this.due(supplierId, today))
    if (!due) return
    // what the queue has not delivered yet belongs to the period all the same
    await this.catchUp(supplierId, dayAfter(due.covered.from, -UNDER_WAY_DAYS))
    while (await transaction(() => this.closeOne(supplierId, today)));
  }

  /** The next period that is over, and its contract; days between contracts belong to none. */
  private async due(
    supplierId: string,
    today: string,
  ): Promise<{ contract: ContractRow; covered: Days } | undefined> {
    const versions = await this.contracts.versions([supplierId])
    const last = await this.rows.coveredTo(supplierId)
    const day = last === undefined ? versions[0]?.from : dayAfter(last)
    if (day === undefined) return undefined
    const contract = contractOn(versions, day) ?? versions.find((v) => v.from > day)
    if (!contract) return undefined
    const from = contract.from > day ? contract.from : day
    const covered = coveredFrom(from, contract.period, endOf(versions, contract))
    return covered.to < today ? { contract, covered } : undefined
  }

  private async closeOne(supplierId: string, today: string): Promise<boolean> {
    const supplier = await this.contracts.lock(supplierId)
    const due = supplier && (await this.due(supplierId, today))
    if (!due) return false
    await this.issue(supplier, due.contract, due.covered)
    return true
  }

  private async issue(supplier: PartyRow, contract: ContractRow, { from, to }: Days): Promise<void> {
    const id = newId()
    const number = `${supplier.code}-${from.replaceAll('-', '')}`
    const { currency } = contract
    const availableOn = dayAfter(to, contract.holdDays)
    await this.rows.open({
      id,
      number,
      supplierId: supplier.id,
      contractId: contract.id,
      from,
      to,
      availableOn,
      currency,
    })
    const before = await this.rows.take(id, supplier.id, to)
    const fee = feeOf(contract, { from, to }, before.gross)
    if (fee > 0) await this.charge(id, supplier.id, contract, to, fee)
    const opening = await this.rows.carry(id, supplier.id)
    await this.rows.close(id, opening, {
      ...before,
      fees: before.fees - fee,
      lines: before.lines + (fee > 0 ? 1 : 0),
    })
  }

  private async charge(
    statementId: string,
    supplierId: string,
    contract: ContractRow,
    day: string,
    fee: number,
  ): Promise<void> {
    const line = {
      id: newId(),
      supplier_id: supplierId,
      kind: 'fee' as const,
      order_id: null,
      line_id: null,
      refund_id: null,
      contract_id: contract.id,
      model: null,
      rate: null,
      quantity: 0,
      base: 0,
      commission: 0,
      amount: -fee,
      day,
      waiting: null,
      campaign_id: null,
      discount: 0,
      borne: 0,
      statement_id: statementId,
      note: '',
    }
    await this.lines.insert([line])
    await this.settlement.book([line], contract.currency)
  }
}
