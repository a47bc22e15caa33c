import { Injectable } from '@nestjs/common'
import type { AdjustSupplier } from '@storeweave/contract'
import { contractOn } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo } from './contract.repo.js'
import type { DisputeRow } from './dispute.repo.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { StatementClosingRepo } from './statement-closing.repo.js'
import type { StatementFacts } from './statement.repo.js'

interface Amount {
  id: string
  supplierId: string
  contractId: string
  amount: number
  day: string
  statementId: string | null
  note: string
  currency: string
}

/** Writes adjustment lines and keeps sums and books with them. */
@Injectable()
export class AdjustmentLines {
  constructor(
    private readonly lines: SettlementRepo,
    private readonly settlement: SettlementService,
    private readonly closing: StatementClosingRepo,
    private readonly contracts: ContractRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** What an answer adds to a statement, or to the next one where a later period builds on it; answers the line's id. In the running transaction, with the statement locked. */
  async adjust(s: StatementFacts, dispute: DisputeRow, amount: number): Promise<string> {
    const { timeZone } = await this.tenancy.settings()
    const builtOn = s.carried_to !== null
    const id = newId()
    await this.write({
      id,
      supplierId: s.supplier_id,
      contractId: s.contract_id,
      amount,
      day: builtOn ? tradingDayOf(clock.now(), timeZone) : s.period_to,
      statementId: builtOn ? null : s.id,
      note: `${s.number} ${dispute.about}`,
      currency: s.currency,
    })
    if (!builtOn) await this.closing.close(s.id, null, await this.closing.sums(s.id))
    return id
  }

  /** An amount in the supplier's next statement. Throws `settlement.no_contract`; the same again changes nothing. */
  async add(supplierId: string, { id, amount, note }: AdjustSupplier): Promise<void> {
    const day = tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
    await transaction(async () => {
      const supplier = found(await this.contracts.lock(supplierId))
      const contract = contractOn(await this.contracts.versions([supplierId]), day)
      if (!contract) throw new Fault('settlement.no_contract')
      const { currency } = contract
      const line = { id, supplierId, contractId: contract.id, amount, day, statementId: null, note, currency }
      if (await this.write(line))
        record({
          subject: 'Settlement',
          id: supplierId,
          name: supplier.name_zh,
          after: { adjustment: id, amount },
          note,
        })
    })
  }

  private async write(a: Amount): Promise<boolean> {
    const line = {
      id: a.id,
      supplier_id: a.supplierId,
      kind: 'adjustment' as const,
      order_id: null,
      line_id: null,
      refund_id: null,
      contract_id: a.contractId,
      model: null,
      rate: null,
      quantity: 0,
      base: 0,
      commission: 0,
      amount: a.amount,
      day: a.day,
      waiting: null,
      campaign_id: null,
      discount: 0,
      borne: 0,
      statement_id: a.statementId,
      note: a.note,
    }
    const made = (await this.lines.insert([line])).has(a.id)
    if (made) await this.settlement.book([line], a.currency)
    return made
  }
}
