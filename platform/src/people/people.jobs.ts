import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { LeftoversRepo } from './leftovers.repo.js'

const HOUR = 3600
const DAY_MS = 24 * HOUR * 1000

/** Clears away what identity no longer needs. */
@Injectable()
export class PeopleJobs {
  constructor(private readonly leftovers: LeftoversRepo) {}

  /** Sessions go 30 days after they have ended by time. */
  @Every(HOUR)
  forgetSessions(): Promise<number> {
    return sweep((limit) => this.leftovers.deleteSessions(ago(30 * DAY_MS), limit))
  }
  /** Wrong passwords are forgotten after 2 days of quiet. */
  @Every(HOUR)
  forgetTries(): Promise<number> {
    return sweep((limit) => this.leftovers.deleteTries(ago(2 * DAY_MS), limit))
  }
}
