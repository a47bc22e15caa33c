import { Injectable } from '@nestjs/common'
import type { SupplierAccount } from '@storeweave/contract'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading } from '../kernel/db.js'
import { TenancyService } from '../tenancy/index.js'
import { AccountRepo, type AccountRow } from './account.repo.js'

/** Where the brand stands with its suppliers. */
@Injectable()
export class AccountService {
  constructor(
    private readonly rows: AccountRepo,
    private readonly tenancy: TenancyService,
  ) {}

  async all(): Promise<{ items: SupplierAccount[]; currency: string }> {
    const { timeZone, currency } = await this.tenancy.settings()
    const rows = await reading(() => this.rows.all(tradingDayOf(clock.now(), timeZone)))
    return { items: rows.map(accountOf), currency }
  }
}

const accountOf = (r: AccountRow): SupplierAccount => ({
  supplier: { id: r.id, code: r.code, name: { zh: r.name_zh, en: r.name_en } },
  contract: r.model && r.period ? { model: r.model, rate: r.rate ?? 0, period: r.period } : null,
  balance: r.balance,
  open: r.open,
  payable: r.payable,
  waiting: { lines: r.waiting_lines, base: r.waiting_base },
  openStatements: r.open_statements,
})
