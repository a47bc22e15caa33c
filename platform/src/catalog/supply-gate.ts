import { Injectable } from '@nestjs/common'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { featureOff } from '../kernel/features.js'
import { TenancyService } from '../tenancy/index.js'
import { SupplyGateRepo } from './supply-gate.repo.js'
import { nameIn } from './words.js'

/** Whose new goods may go on sale: nothing new of a supplier that is suspended or has let a licence end. */
@Injectable()
export class SupplyGate {
  constructor(
    private readonly repo: SupplyGateRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** What stands against each of these suppliers; those that may list are left out. */
  async against(supplierIds: readonly (string | null)[]): Promise<Map<string, Fault>> {
    const ids = [...new Set(supplierIds.filter((id) => id !== null))]
    if (!ids.length) return new Map()
    const { timeZone, featuresOff } = await this.tenancy.settings()
    if (featuresOff.suppliers !== undefined) return new Map(ids.map((id) => [id, featureOff('suppliers')]))
    const today = tradingDayOf(clock.now(), timeZone)
    const rows = await transaction(() => this.repo.barred(ids, today))
    return new Map(
      rows.map((r) => [
        r.id,
        new Fault('suppliers.listing_stopped', { supplier: nameIn({ zh: r.name_zh, en: r.name_en }) }),
      ]),
    )
  }

  /** Throws `suppliers.listing_stopped`, or `tenant.feature_off`, where new goods of this supplier may not go on sale. */
  async check(supplierId: string | null): Promise<void> {
    const [fault] = (await this.against([supplierId])).values()
    if (fault) throw fault
  }
}
