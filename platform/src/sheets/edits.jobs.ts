import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Every, Task } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { EditWorkService } from './edit-work.service.js'
import { EditsRepo } from './edits.repo.js'
import { askForEditing } from './edits.service.js'

const SILENT_MS = 10 * 60 * 1000
const PAUSE_MS = 1_000
const HOUR = 3600
const KEPT_MS = 30 * 24 * HOUR * 1000

/** Work on changes of many products in the worker. */
@Injectable()
export class EditsJobs {
  /** One stretch at a time in a process: the other hands of the worker stay free for events. */
  private busy = false
  constructor(
    private readonly work: EditWorkService,
    private readonly edits: EditsRepo,
  ) {}

  /** A stretch of one change; the next one is asked for as long as there is more. */
  @Task('work_edit')
  async workEdit({ editId }: { editId: string }): Promise<void> {
    if (this.busy) {
      const soon = new Date(clock.now().getTime() + PAUSE_MS)
      return transaction(() => askForEditing(editId, soon))
    }
    this.busy = true
    try {
      if (await this.work.stretch(editId)) await transaction(() => askForEditing(editId))
    } finally {
      this.busy = false
    }
  }

  /** Changes whose work was lost on the way are asked for again. */
  @Every(300)
  async wake(): Promise<void> {
    for (const id of await transaction(() => this.edits.silent(ago(SILENT_MS))))
      await transaction(() => askForEditing(id))
  }

  /** What became of each product is forgotten 30 days after a change was last worked on; the change itself stays. */
  @Every(HOUR)
  async forget(): Promise<void> {
    await transaction(() => this.edits.letGo(ago(KEPT_MS)))
    await sweep((limit) => this.edits.forget(limit))
  }
}
