import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { RejectedApplications } from './applications.service.js'
import { SupplierFiles } from './files.service.js'
import { InvitationsRepo } from './invitations.repo.js'

const HOUR = 3600
const DAY_MS = 24 * HOUR * 1000
/** How long a rejected application is kept: long enough to ask why. */
const REJECTED_KEPT_MS = 180 * DAY_MS

@Injectable()
export class SuppliersJobs {
  constructor(
    private readonly files: SupplierFiles,
    private readonly rejected: RejectedApplications,
    private readonly invitations: InvitationsRepo,
  ) {}

  /** Papers that no licence used go after a day, rejected applications after 180, invitations nobody followed after 30 more. */
  @Every(HOUR)
  async forget(): Promise<number> {
    const files = await sweep((limit) => this.files.dropUnused(ago(DAY_MS), limit))
    const old = await sweep((limit) => this.rejected.forget(ago(REJECTED_KEPT_MS), limit))
    return files + old + (await sweep((limit) => this.invitations.dropOld(ago(30 * DAY_MS), limit)))
  }
}
