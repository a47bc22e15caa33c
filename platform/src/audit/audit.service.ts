import { Injectable } from '@nestjs/common'
import type { AuditChoices, AuditEntry, AuditFilter, AuditPage, ListAudit } from '@storeweave/contract'
import { within } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { AuditRepo, type EntryRow, type Wanted } from './audit.repo.js'

const DAY_MS = 86_400_000

/** The audit log as people read it. It is written by `record` of the kernel. */
@Injectable()
export class AuditService {
  constructor(
    private readonly audit: AuditRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** A page of entries within reach, newest first. */
  async list(q: ListAudit): Promise<AuditPage> {
    const wanted = await this.wanted(q)
    const before = keysOf(q.cursor, 'id')?.[0]
    return transaction(async () =>
      pageOf(
        await this.audit.list(
          wanted,
          within('read', 'Audit'),
          before === undefined ? null : String(before),
          q.limit + 1,
        ),
        q.limit,
        (r) => [r.id],
        toEntry,
      ),
    )
  }

  /** Who and which stores the log may be narrowed to. */
  choices(): Promise<AuditChoices> {
    return transaction(async () => ({
      people: await this.audit.people(),
      stores: (await this.audit.stores(within('read', 'Audit'))).map((s) => ({
        id: s.id,
        name: { zh: s.name_zh, en: s.name_en },
      })),
    }))
  }

  /**
   * How often somebody did something in the last so many milliseconds, and when the first of these was. Those who ask
   * the same at the same moment wait until the transaction ends: many at once are no way round a limit.
   */
  countOf(personId: string, permission: string, withinMs: number): Promise<{ n: number; first: string }> {
    return transaction(async () => {
      await this.audit.queue(personId, permission)
      return this.audit.count(personId, permission, new Date(clock.now().getTime() - withinMs))
    })
  }

  /** Lets entries go that are older, whole seals at a time; answers how many. Throws below 180 days. */
  forget(keepDays: number): Promise<number> {
    return transaction(() => this.audit.forget(keepDays))
  }

  /** A filter with its days turned into instants of the brand's zone. */
  async wanted({ from, to, ...rest }: AuditFilter): Promise<Wanted> {
    const { timeZone } = await this.tenancy.settings()
    return {
      ...rest,
      from: from ? midnight(from, timeZone) : null,
      until: to ? midnight(dayAfter(to), timeZone) : null,
    }
  }
}

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)

/** The instant a day begins in a zone. */
function midnight(day: string, timeZone: string): Date {
  const guess = Date.parse(`${day}T00:00:00Z`)
  const offsetAt = (at: number) => Date.parse(`${wall(at, timeZone).replace(' ', 'T')}Z`) - at
  return new Date(guess - offsetAt(guess - offsetAt(guess)))
}
const wall = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)

/** An entry as it travels. */
export const toEntry = (r: EntryRow): AuditEntry => ({
  id: r.id,
  at: r.at,
  who: { kind: r.who_kind, id: r.who_id, name: r.who_name },
  sessionId: r.session_id,
  device: r.device,
  address: r.address,
  requestId: r.request_id,
  permission: r.permission,
  route: r.route,
  outcome: r.outcome,
  note: r.note,
  subject: r.subject,
  objectId: r.object_id,
  objectName: r.object_name,
  storeId: r.store_id,
  storeName: r.store_zh === null ? null : { zh: r.store_zh, en: r.store_en ?? '' },
  before: r.before,
  after: r.after,
})
