import { Injectable } from '@nestjs/common'
import type { ApplicationState, Apply, ListApplications } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

export interface ApplicationRow {
  id: string
  name: string
  name_en: string
  credit_code: string
  contact_name: string
  contact_phone: string
  contact_email: string
  about: string
  key_hash: string
  state: ApplicationState
  reason: string
  supplier_id: string | null
  twins: number
  licence_count: number
  decided_by_name: string
  decided_at: string | null
  created_at: string
}
const COLUMNS = `a.id, a.name, a.name_en, a.credit_code, a.contact_name, a.contact_phone, a.contact_email, a.about, a.key_hash, a.state, a.reason, a.supplier_id, a.decided_by_name, a.decided_at, a.created_at,
  (select count(*) from supplier_applications o where o.tenant_id = $1 and o.credit_code = a.credit_code and o.id <> a.id and o.state in ('applied', 'in_review'))
    + (select count(*) from suppliers s where s.tenant_id = $1 and s.credit_code = a.credit_code and s.state <> 'closed' and s.id is distinct from a.supplier_id) as twins,
  (select count(*) from supplier_licences l where l.tenant_id = $1 and l.application_id = a.id) as licence_count`

@Injectable()
export class ApplicationsRepo {
  /** A page, newest first. */
  page(q: ListApplications): Promise<ApplicationRow[]> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return db().many<ApplicationRow>(
      `select ${COLUMNS} from supplier_applications a where a.tenant_id = $1 and ($3::text is null or a.state = $3)
          and ($4::timestamptz is null or (a.created_at, a.id) < ($4, $5::uuid)) order by a.created_at desc, a.id desc limit $2`,
      [tenantId(), q.limit + 1, q.state ?? null, after?.[0] ?? null, after?.[1] ?? null],
    )
  }
  one(id: string): Promise<ApplicationRow | undefined> {
    return db().one<ApplicationRow>(
      `select ${COLUMNS} from supplier_applications a where a.tenant_id = $1 and a.id = $2`,
      [tenantId(), id],
    )
  }
  /** The same, held until the running transaction ends. */
  lock(id: string): Promise<ApplicationRow | undefined> {
    return db().one<ApplicationRow>(
      `select ${COLUMNS} from supplier_applications a where a.tenant_id = $1 and a.id = $2 for no key update of a`,
      [tenantId(), id],
    )
  }
  byKey(keyHash: string): Promise<ApplicationRow | undefined> {
    return db().one<ApplicationRow>(
      `select ${COLUMNS} from supplier_applications a where a.tenant_id = $1 and a.key_hash = $2`,
      [tenantId(), keyHash],
    )
  }
  /** Keeps an application; 0 when its id or key is there already. */
  insert(a: Apply, keyHash: string): Promise<number> {
    return db().run(
      `insert into supplier_applications (tenant_id, id, name, name_en, credit_code, contact_name, contact_phone, contact_email, about, key_hash, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
      [
        tenantId(),
        a.id,
        a.name,
        a.nameEn,
        a.creditCode,
        a.contactName,
        a.contactPhone,
        a.contactEmail,
        a.about,
        keyHash,
        clock.now(),
      ],
    )
  }
  /** Moves a locked application on; decided ones with who decided. */
  move(
    id: string,
    to: ApplicationState,
    { reason, supplierId }: { reason: string; supplierId: string | null },
  ): Promise<number> {
    const by = to === 'in_review' ? { id: null, name: '' } : actor()
    return db().run(
      'update supplier_applications set state = $3, reason = $4, supplier_id = $5, decided_by = $6, decided_by_name = $7, decided_at = $8 where tenant_id = $1 and id = $2',
      [tenantId(), id, to, reason, supplierId, by.id, by.name, to === 'in_review' ? null : clock.now()],
    )
  }
  /** Applications that were rejected before an instant, held to be forgotten. */
  async lockRejected(before: Date, limit: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `select id from supplier_applications where tenant_id = $1 and state = 'rejected' and decided_at < $2 order by decided_at limit $3 for update skip locked`,
      [tenantId(), before, limit],
    )
    return rows.map((r) => r.id)
  }
  drop(ids: readonly string[]): Promise<number> {
    return db().run('delete from supplier_applications where tenant_id = $1 and id = any($2)', [
      tenantId(),
      ids,
    ])
  }
  /** How many wait to be looked at or decided. */
  async waiting(): Promise<number> {
    const row = await db().one<{ n: number }>(
      "select count(*) as n from supplier_applications where tenant_id = $1 and state in ('applied', 'in_review')",
      [tenantId()],
    )
    return row!.n
  }
}
