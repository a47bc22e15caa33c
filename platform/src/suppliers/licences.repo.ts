import { Injectable } from '@nestjs/common'
import type { LicenceKind, LicenceState, RenewLicence } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface LicenceRow {
  id: string
  supplier_id: string | null
  application_id: string | null
  kind: LicenceKind
  number: string
  expires_on: string | null
  state: LicenceState
  reason: string
  replaces: string | null
  file_id: string
  file_kind: 'picture' | 'document'
  file_bytes: number
  created_at: string
  decided_at: string | null
}
/** A licence with whose it is, for HQ's desk. */
export interface DeskRow {
  id: string
  supplier_id: string
  name_zh: string
  name_en: string
  kind: LicenceKind
  number: string
  expires_on: string | null
}
const COLUMNS = `l.id, l.supplier_id, l.application_id, l.kind, l.number, l.expires_on, l.state, l.reason, l.replaces, l.file_id, f.kind as file_kind, f.bytes as file_bytes, l.created_at, l.decided_at`
const FROM = 'supplier_licences l join supplier_files f on f.tenant_id = $1 and f.id = l.file_id'

@Injectable()
export class LicencesRepo {
  /** Those of a supplier, newest first, at most 200. */
  ofSupplier(supplierId: string): Promise<LicenceRow[]> {
    return db().many<LicenceRow>(
      `select ${COLUMNS} from ${FROM} where l.tenant_id = $1 and l.supplier_id = $2 order by l.created_at desc, l.id desc limit 200`,
      [tenantId(), supplierId],
    )
  }
  /** Those that came with an application. */
  ofApplication(applicationId: string): Promise<LicenceRow[]> {
    return db().many<LicenceRow>(
      `select ${COLUMNS} from ${FROM} where l.tenant_id = $1 and l.application_id = $2 order by l.created_at, l.id`,
      [tenantId(), applicationId],
    )
  }
  /** One, held until the running transaction ends. */
  lock(id: string): Promise<LicenceRow | undefined> {
    return db().one<LicenceRow>(
      `select ${COLUMNS} from ${FROM} where l.tenant_id = $1 and l.id = $2 for update of l`,
      [tenantId(), id],
    )
  }
  /** Keeps a licence that waits to be looked at; 0 when the id is there already. */
  insert(
    licence: Omit<RenewLicence, 'replaces'> & { replaces?: string | null },
    of: { supplierId: string | null; applicationId: string | null },
  ): Promise<number> {
    return db().run(
      `insert into supplier_licences (tenant_id, id, supplier_id, application_id, kind, number, expires_on, file_id, replaces, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        licence.id,
        of.supplierId,
        of.applicationId,
        licence.kind,
        licence.number,
        licence.expiresOn,
        licence.fileId,
        licence.replaces ?? null,
        clock.now(),
      ],
    )
  }
  /** Moves a licence on; 0 when it isn't in that state any more. */
  move(id: string, from: LicenceState, to: LicenceState, reason: string): Promise<number> {
    return db().run(
      'update supplier_licences set state = $4, reason = $5, decided_by_name = $6, decided_at = $7 where tenant_id = $1 and id = $2 and state = $3',
      [tenantId(), id, from, to, reason, actor().name, clock.now()],
    )
  }
  /** Decides all that came with an application; they belong to the supplier it led to, if it led to one. */
  decideOf(
    applicationId: string,
    to: 'accepted' | 'rejected',
    supplierId: string | null,
    reason: string,
  ): Promise<number> {
    return db().run(
      'update supplier_licences set state = $3, supplier_id = $4, reason = $5, decided_by_name = $6, decided_at = $7 where tenant_id = $1 and application_id = $2',
      [tenantId(), applicationId, to, supplierId, reason, actor().name, clock.now()],
    )
  }
  /** Forgets those of applications; answers their files. */
  async dropOf(applicationIds: readonly string[]): Promise<string[]> {
    const rows = await db().many<{ file_id: string }>(
      'delete from supplier_licences where tenant_id = $1 and application_id = any($2) and supplier_id is null returning file_id',
      [tenantId(), applicationIds],
    )
    return rows.map((r) => r.file_id)
  }
  /** Renewals that wait to be looked at, oldest first, at most 200. */
  waiting(): Promise<DeskRow[]> {
    return db().many<DeskRow>(
      `select l.id, l.supplier_id, s.name_zh, s.name_en, l.kind, l.number, l.expires_on from supplier_licences l join suppliers s on s.tenant_id = $1 and s.id = l.supplier_id
        where l.tenant_id = $1 and l.state = 'waiting' and s.state <> 'closed' order by l.created_at, l.id limit 200`,
      [tenantId()],
    )
  }
  /** Licences in force that end by a day, or have ended; first the first to end, at most 200. */
  endingBy(day: string): Promise<DeskRow[]> {
    return db().many<DeskRow>(
      `select l.id, l.supplier_id, s.name_zh, s.name_en, l.kind, l.number, l.expires_on from supplier_licences l join suppliers s on s.tenant_id = $1 and s.id = l.supplier_id
        where l.tenant_id = $1 and l.state = 'accepted' and l.expires_on <= $2 and s.state <> 'closed' order by l.expires_on, l.id limit 200`,
      [tenantId(), day],
    )
  }
}
