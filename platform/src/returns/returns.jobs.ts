import { Injectable } from '@nestjs/common'
import { nextReturnState } from '@storeweave/rules/returns'
import { transaction } from '../kernel/db.js'
import { Every } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { ReturnPicturesService } from './pictures.service.js'
import { ReturnsRepo } from './returns.repo.js'
import { tellMoved } from './told.js'

const HOUR = 3600
const DAY_MS = 24 * HOUR * 1000
const BATCH = 200
/** How long approved goods are waited for before their return lapses. */
const WAITED_MS = 30 * DAY_MS
/** How long pictures of what is over are kept. */
const KEPT_MS = 180 * DAY_MS

/** Timed work of returns. Every job may run in several processes at once, and may die half-way. */
@Injectable()
export class ReturnsJobs {
  constructor(
    private readonly returns: ReturnsRepo,
    private readonly pictures: ReturnPicturesService,
  ) {}

  /** What nobody decided in time is HQ's to decide. */
  @Every(60)
  async escalate(): Promise<number> {
    const ids = await transaction(() => this.returns.late(BATCH))
    for (const id of ids)
      await transaction(async () => {
        const row = await this.returns.lock(id)
        if (!row || !(await this.returns.escalate(id))) return
        await this.returns.step(id, 'escalated')
        await tellMoved(row, row.state, row.state)
      })
    return ids.length
  }
  /** What was approved and never came back lapses: its pieces are free again. */
  @Every(HOUR)
  async lapse(): Promise<number> {
    const ids = await transaction(() => this.returns.idle(ago(WAITED_MS), BATCH))
    for (const id of ids)
      await transaction(async () => {
        const row = await this.returns.lock(id)
        const to = row && nextReturnState(row.state, 'lapse')
        if (!to) return
        await this.returns.move(row, to)
        await this.returns.step(id, 'lapsed')
        await tellMoved(row, row.state, to)
      })
    return ids.length
  }
  /** Pictures that no return used go after a day, those of what is over after 180. */
  @Every(HOUR)
  async clearPictures(): Promise<number> {
    const unused = await sweep((limit) => this.pictures.dropUnused(ago(DAY_MS), limit))
    return unused + (await sweep((limit) => this.pictures.dropOver(ago(KEPT_MS), limit)))
  }
}
