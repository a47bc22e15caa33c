import { Injectable } from '@nestjs/common'
import type { AdjustSupplier, AnswerDispute, Statement } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { AdjustmentLines } from './adjustment.lines.js'
import { DisputeRepo } from './dispute.repo.js'
import { StatementRepo } from './statement.repo.js'
import { follow, StatementService } from './statement.service.js'

/** Amounts besides what was sold: HQ's answers to disputes, and what else is settled with a supplier. */
@Injectable()
export class AdjustmentService {
  constructor(
    private readonly statements: StatementService,
    private readonly rows: StatementRepo,
    private readonly disputes: DisputeRepo,
    private readonly lines: AdjustmentLines,
  ) {}

  /**
   * Answers a dispute: an amount is added to the statement, or to the next one where another period builds on this one
   * already; null rejects. With the last answer the statement is issued again. Throws `settlement.dispute_answered`,
   * `settlement.amount_zero`.
   */
  answer(statementId: string, disputeId: string, { amount, answer }: AnswerDispute): Promise<Statement> {
    if (amount === 0) throw new Fault('settlement.amount_zero')
    return transaction(async () => {
      const s = found(await this.rows.lock(statementId))
      const dispute = found(await this.disputes.byId(disputeId))
      if (dispute.statement_id !== statementId) throw new Fault('access.not_found')
      const adjustmentId = amount === null ? null : await this.lines.adjust(s, dispute, amount)
      if (!(await this.disputes.answer(disputeId, answer, adjustmentId)))
        throw new Fault('settlement.dispute_answered')
      const to = (await this.disputes.open(statementId)) ? s.state : follow(s.state, 'reissue')
      if (to !== s.state) {
        await this.rows.move(statementId, s.state, to, { brand: null, supplier: null })
        await this.rows.reissue(statementId)
      }
      const after = found(await this.rows.byId(statementId))
      record({
        subject: 'Settlement',
        id: statementId,
        name: s.number,
        before: { state: s.state, closing: s.closing },
        after: { state: after.state, closing: after.closing, answered: disputeId, amount },
        note: answer,
      })
      return this.statements.shown('brand', after)
    })
  }

  /** An amount in the supplier's next statement. Throws `settlement.no_contract`, `settlement.amount_zero`; the same again changes nothing. */
  add(supplierId: string, asked: AdjustSupplier): Promise<void> {
    if (asked.amount === 0) throw new Fault('settlement.amount_zero')
    return this.lines.add(supplierId, asked)
  }
}
