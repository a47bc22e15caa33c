import { Injectable } from '@nestjs/common'
import { transaction } from '../kernel/db.js'
import type { Transfer } from './accounts.js'
import { LedgerRepo } from './ledger.repo.js'

@Injectable()
export class LedgerService {
  constructor(private readonly repo: LedgerRepo) {}

  /** Writes money facts in the running transaction; those already written under their kind and ref change nothing. Amounts of 0 are no fact. */
  async post(transfers: readonly Transfer[]): Promise<void> {
    const facts = transfers.filter((t) => t.amount !== 0)
    if (facts.length) await transaction(() => this.repo.append(facts))
  }

  /** What an account holds in minor units: debits less credits. */
  balance(account: string): Promise<number> {
    return transaction(() => this.repo.balance(account))
  }
}
