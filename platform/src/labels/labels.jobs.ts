import { Inject, Injectable } from '@nestjs/common'
import { FILES, type FileStore } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Every, Task } from '../kernel/jobs.js'
import { ago } from '../kernel/upkeep.js'
import { askForPrint, fileOf } from './labels.service.js'
import { LabelsRepo } from './labels.repo.js'
import { PrintingService } from './printing.service.js'

/** Between two stretches of 100 codes: 3,000 a minute at most, where WeChat takes 5,000. */
const PAUSE_MS = 2_000
const HOUR = 3600
const SILENT_MS = 10 * 60 * 1000
/** Prices on labels are of a day. */
const KEPT_MS = 24 * HOUR * 1000
const A_ROUND = 100

/** Work on labels in the worker, and their end. */
@Injectable()
export class LabelsJobs {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly labels: LabelsRepo,
    private readonly printing: PrintingService,
  ) {}

  /** A stretch of one print; the next one is asked for as long as there is more. */
  @Task('print_labels')
  async printLabels({ printId }: { printId: string }): Promise<void> {
    if (await this.printing.stretch(printId)) {
      const soon = new Date(clock.now().getTime() + PAUSE_MS)
      await transaction(() => askForPrint(printId, soon))
    }
  }

  /** Prints whose work was lost on the way are asked for again. */
  @Every(300)
  async wake(): Promise<void> {
    for (const id of await transaction(() => this.labels.silent(ago(SILENT_MS))))
      await transaction(() => askForPrint(id))
  }

  /** Files are taken away a day after they were asked for. */
  @Every(HOUR)
  async forget(): Promise<void> {
    const ids = await transaction(() => this.labels.old(ago(KEPT_MS), A_ROUND))
    for (const id of ids) await this.files.remove(fileOf(id))
    if (ids.length) await transaction(() => this.labels.forget(ids))
  }
}
