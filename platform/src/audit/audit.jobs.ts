import { Injectable } from '@nestjs/common'
import { config } from '../kernel/config.js'
import { Every } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { AuditService } from './audit.service.js'
import { ChainService } from './chain.service.js'

/** Timed work of the audit log. */
@Injectable()
export class AuditJobs {
  constructor(
    private readonly chain: ChainService,
    private readonly audit: AuditService,
  ) {}

  /** Seals what has come in since; each head goes to the process's log, which leaves the host. */
  @Every(60)
  async seal(): Promise<void> {
    await this.chain.seal()
  }

  /** Recomputes the whole chain once a day and cries out when it is broken. */
  @Every(86_400)
  async check(): Promise<void> {
    const check = await this.chain.check()
    if (check.problem) log().error({ ...check }, 'the audit log was tampered with')
  }

  /** Lets go of entries older than the installation keeps them; without a number they are kept for ever. */
  @Every(86_400)
  async forget(): Promise<void> {
    const { auditKeepDays } = config()
    if (auditKeepDays) await this.audit.forget(auditKeepDays)
  }
}
