import { Injectable } from '@nestjs/common'
import { touchAnswers } from '../kernel/answers.js'
import { transaction } from '../kernel/db.js'
import { Every } from '../kernel/jobs.js'
import { UnitsRepo } from './units.repo.js'

const HOUR = 3600

@Injectable()
export class OrgJobs {
  constructor(private readonly units: UnitsRepo) {}

  /** Mends what stores know of their place in the tree: the release before moves them without telling them. */
  @Every(HOUR)
  placeStores(): Promise<number> {
    return transaction(async () => {
      const mended = await this.units.keepAll()
      if (mended) await touchAnswers()
      return mended
    })
  }
}
