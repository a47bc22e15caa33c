import { Injectable } from '@nestjs/common'
import { touchAnswers } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Every } from '../kernel/jobs.js'
import { PlanService } from './plans.service.js'
import { ProductsRepo } from './products.repo.js'
import { RelatedRepo } from './related.repo.js'
import { clearUploads } from './upload.js'

const HOUR = 3600
const DAYS = 30

@Injectable()
export class CatalogJobs {
  constructor(
    private readonly products: ProductsRepo,
    private readonly plans: PlanService,
    private readonly related: RelatedRepo,
  ) {}

  /** Puts goods on sale and takes them off it at the time that was planned. */
  @Every(30)
  carryOutPlans(): Promise<number> {
    return this.plans.carryOut()
  }

  /** Puts what sold often in the last 30 days first in the shop window. */
  @Every(HOUR)
  async refreshPopularity(): Promise<number> {
    const since = new Date(clock.now().getTime() - DAYS * 24 * HOUR * 1000).toISOString().slice(0, 10)
    return transaction(() => this.products.refreshPopularity(since))
  }

  /** Finds what is bought together in the newest orders. */
  @Every(HOUR)
  findTogether(): Promise<number> {
    return transaction(async () => {
      const changed = await this.related.together()
      if (changed) await touchAnswers()
      return changed
    })
  }

  /** Takes away uploads that broke off with their process. */
  @Every(HOUR)
  clearUploads(): Promise<number> {
    return clearUploads()
  }
}
