import { Inject, Injectable } from '@nestjs/common'
import { FILES, type FileStore } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Every, Task } from '../kernel/jobs.js'
import { ago } from '../kernel/upkeep.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportWorkService } from './import-work.service.js'
import { ImportsRepo } from './imports.repo.js'
import { askForWork } from './imports.service.js'

const HOUR = 3600
const KEPT_MS = 30 * 24 * HOUR * 1000
const SILENT_MS = 10 * 60 * 1000
const PAUSE_MS = 1_000
const SWEEP = 5_000
const IMPORTS_A_ROUND = 20

/** Work on imports in the worker, and their end. */
@Injectable()
export class SheetsJobs {
  /** One stretch at a time in a process: the other hands of the worker stay free for events. */
  private busy = false
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly work: ImportWorkService,
    private readonly imports: ImportsRepo,
    private readonly rows: ImportRowsRepo,
  ) {}

  /** A stretch of one import; the next one is asked for as long as there is more. */
  @Task('work_import')
  async workImport({ importId }: { importId: string }): Promise<void> {
    if (this.busy) {
      const soon = new Date(clock.now().getTime() + PAUSE_MS)
      return transaction(() => askForWork(importId, soon))
    }
    this.busy = true
    try {
      if (await this.work.stretch(importId)) await transaction(() => askForWork(importId))
    } finally {
      this.busy = false
    }
  }

  /** Imports whose work was lost on the way are asked for again. */
  @Every(300)
  async wake(): Promise<void> {
    for (const id of await transaction(() => this.imports.silent(ago(SILENT_MS))))
      await transaction(() => askForWork(id))
  }

  /** Rows and faults are forgotten 30 days after an import has ended; what it did stays. */
  @Every(HOUR)
  async forget(): Promise<void> {
    for (const id of await transaction(() => this.imports.endedWithRows(ago(KEPT_MS), IMPORTS_A_ROUND))) {
      while ((await transaction(() => this.rows.forget(id, SWEEP))) > 0);
      await transaction(() => this.rows.forgetFaults(id))
      for (const ending of ['csv', 'xlsx']) await this.files.remove(`${tenantId()}/${id}.${ending}`)
      await transaction(() => this.imports.forgetRows(id))
    }
  }
}
