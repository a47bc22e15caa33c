import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { MembersRepo } from './members.repo.js'

const HOUR = 3600
const TWO_DAYS_MS = 48 * HOUR * 1000

/** Clears away what membership no longer needs. */
@Injectable()
export class MembersJobs {
  constructor(private readonly members: MembersRepo) {}

  /** Codes sent by SMS go 2 days after they have expired: until then they count how many a number got that day. */
  @Every(HOUR)
  forgetCodes(): Promise<number> {
    return sweep((limit) => this.members.deleteCodes(ago(TWO_DAYS_MS), limit))
  }
}
