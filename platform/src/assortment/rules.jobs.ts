import { Injectable } from '@nestjs/common'
import { transaction } from '../kernel/db.js'
import { Every, Task } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { AllocationChangesRepo } from './allocation-changes.repo.js'
import { CHANGE_KEPT_MS } from './allocation-changes.service.js'
import { RulesRepo } from './rules.repo.js'
import { askForWalks, WalksService } from './walks.service.js'

const MINUTE = 60
const SILENT_MS = 10 * MINUTE * 1000
const RESTING_MS = 6 * 60 * MINUTE * 1000

/** Work on rules in the worker, and the end of what can be undone no more. */
@Injectable()
export class RulesJobs {
  constructor(
    private readonly walks: WalksService,
    private readonly rules: RulesRepo,
    private readonly changes: AllocationChangesRepo,
  ) {}

  /** A stretch of the way of a brand's rules; the next one is asked for as long as there is more. */
  @Task('walk_rules')
  async walkRules(): Promise<void> {
    if (await this.walks.stretch()) await transaction(askForWalks)
  }

  /** Tags begin and end by themselves: their rules follow within a minute. */
  @Every(MINUTE)
  followTags(): Promise<void> {
    return this.walks.followTags()
  }

  /** Work that was lost on the way is asked for again. */
  @Every(5 * MINUTE)
  wake(): Promise<void> {
    return transaction(async () => {
      if (await this.rules.isSilent(ago(SILENT_MS))) await askForWalks()
    })
  }

  /** Every six hours a rule looks at all goods again, whatever it may not have heard of. */
  @Every(60 * MINUTE)
  lookAgain(): Promise<void> {
    return transaction(async () => this.walks.begin(await this.rules.resting(ago(RESTING_MS))))
  }

  /** What goods were before a change is forgotten once it cannot be undone any more; the change itself stays. */
  @Every(60 * MINUTE)
  async forget(): Promise<void> {
    await sweep((limit) => this.changes.forget(ago(CHANGE_KEPT_MS), limit))
  }
}
