import { Injectable } from '@nestjs/common'
import type { ReturnSettings } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { ReturnsRepo } from './returns.repo.js'

/** How long a brand takes goods back, and how soon it says a word. */
@Injectable()
export class ReturnSettingsService {
  constructor(private readonly returns: ReturnsRepo) {}

  read(): Promise<ReturnSettings> {
    return reading(() => this.returns.settings())
  }
  /** Holds from now on; what was asked keeps its deadline. */
  set(after: ReturnSettings): Promise<ReturnSettings> {
    return transaction(async () => {
      const before = await this.returns.settings()
      await this.returns.setSettings(after.days, after.decideHours)
      record({ subject: 'Tenant', id: tenantId(), before: { returns: before }, after: { returns: after } })
      return after
    })
  }
}
