import { Injectable } from '@nestjs/common'
import type { NoticeVersions, PrivacyNotice, PublishNotice } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { defaultNotice } from './default-notice.js'
import { NoticesRepo } from './notices.repo.js'

/** What a brand tells its shoppers about their data, version by version. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly notices: NoticesRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** The notice in force. */
  async current(): Promise<PrivacyNotice> {
    const own = await reading(() => this.notices.newest())
    return own ?? defaultNotice((await this.tenancy.tenant()).name)
  }
  /** The number of the notice in force. */
  version(): Promise<number> {
    return reading(() => this.notices.version())
  }

  /** Publishes the next version: from now on every shopper is asked again. Throws `members.notice_changed` when somebody else was faster. */
  async publish(notice: PublishNotice): Promise<PrivacyNotice> {
    const { who } = scope()
    await transaction(async () => {
      const version = notice.base + 1
      const by = who.kind === 'staff' ? who.id : null
      if ((await this.notices.version()) !== notice.base || !(await this.notices.add(version, notice, by)))
        throw new Fault('members.notice_changed')
      record({ subject: 'Tenant', id: null, name: `v${version}`, after: { privacyNotice: version } })
    })
    return this.current()
  }

  /** The notice in force and all versions, newest first. */
  versions(): Promise<NoticeVersions> {
    return reading(async () => {
      const current = await this.current()
      const agreed = new Map((await this.notices.agreed()).map((row) => [row.version, row.n]))
      const own = (await this.notices.versions()).map((row) => ({
        version: row.version,
        publishedAt: row.published_at,
        publishedBy: row.by,
      }))
      const first = { version: 1, publishedAt: null, publishedBy: null }
      return {
        current,
        items: [...own, first].map((one) => ({ ...one, agreed: agreed.get(one.version) ?? 0 })),
      }
    })
  }
}
