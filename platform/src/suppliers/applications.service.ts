import { Injectable } from '@nestjs/common'
import type {
  Application,
  ApplicationProgress,
  Apply,
  ListApplications,
  MoveApplication,
  WholeApplication,
} from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import { applicationMoves, isCreditCode } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { pageOf } from '../kernel/page.js'
import { ApplicationsRepo, type ApplicationRow } from './applications.repo.js'
import { SupplierFiles } from './files.service.js'
import { InvitationsRepo } from './invitations.repo.js'
import { LicencesRepo } from './licences.repo.js'
import { LicencesService } from './licences.service.js'
import { hashOfKey } from './link.js'
import { PartnersService } from './partners.service.js'

/** Companies that want to supply: how they apply, and what becomes of it. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly applications: ApplicationsRepo,
    private readonly licences: LicencesService,
    private readonly papers: LicencesRepo,
    private readonly invitations: InvitationsRepo,
    private readonly partners: PartnersService,
  ) {}

  /**
   * Sends an application in with all its papers, or not at all. The same again is one. Throws
   * `suppliers.credit_code_invalid`, `suppliers.business_licence_needed`, `suppliers.licence_over`, `suppliers.file_unknown`.
   */
  apply(body: Apply): Promise<ApplicationProgress> {
    if (!isCreditCode(body.creditCode)) throw new Fault('suppliers.credit_code_invalid')
    if (!body.licences.some((one) => one.kind === 'business'))
      throw new Fault('suppliers.business_licence_needed')
    const keyHash = hashOfKey(body.key)
    return transaction(async () => {
      if (!(await this.applications.insert(body, keyHash))) {
        const known = await this.applications.one(body.id)
        if (known?.key_hash !== keyHash) throw new Fault('request.key_reused')
      } else await this.licences.keepOf(body.id, body.licences)
      return this.progress(body.key)
    })
  }

  /** How far an application is, for who holds its key. Throws `suppliers.link_invalid`. */
  progress(key: string): Promise<ApplicationProgress> {
    return transaction(async () => {
      const row = await this.applications.byKey(hashOfKey(key))
      if (!row) throw new Fault('suppliers.link_invalid')
      const isOpen = row.state === 'approved' && (await this.invitations.open(row.key_hash)) !== undefined
      return {
        name: row.name,
        state: row.state,
        reason: row.state === 'rejected' ? row.reason : '',
        appliedAt: row.created_at,
        canJoin: isOpen,
      }
    })
  }

  /** A page, newest first. */
  page(q: ListApplications): Promise<{ items: Application[]; nextCursor: string | null }> {
    return transaction(async () =>
      pageOf(await this.applications.page(q), q.limit, (r) => [r.created_at, r.id], applicationOf),
    )
  }
  /** One whole, with addresses of its papers. Throws `access.not_found`. */
  one(id: string): Promise<WholeApplication> {
    return transaction(async () => this.whole(found(await this.applications.one(id))))
  }

  /**
   * Takes an application up, approves or rejects it. Approving makes the supplier, accepts its papers and opens the way in
   * for the person who applied, by the key they hold. Throws `suppliers.move_illegal`, `suppliers.reason_needed`,
   * `suppliers.code_taken`, `suppliers.already_known`.
   */
  move(id: string, { move, reason, code }: MoveApplication): Promise<WholeApplication> {
    return transaction(async () => {
      const row = found(await this.applications.lock(id))
      const way = next(applicationMoves, row.state, move)
      if (!('to' in way)) throw new Fault('suppliers.move_illegal')
      if (move === 'reject' && !reason) throw new Fault('suppliers.reason_needed')
      if (move === 'approve' && code === undefined) throw new Fault('request.invalid', {}, [needed('code')])
      const supplierId = move === 'approve' ? await this.approve(row, code!) : null
      if (move === 'reject') await this.papers.decideOf(id, 'rejected', null, reason)
      await this.applications.move(id, way.to, { reason, supplierId })
      record({
        subject: 'Supplier',
        id: supplierId ?? id,
        name: row.name,
        before: { state: row.state },
        after: { state: way.to },
        note: reason,
      })
      return this.whole(found(await this.applications.one(id)))
    })
  }

  private async approve(row: ApplicationRow, code: string): Promise<string> {
    const supplierId = newId()
    await this.partners.add({
      id: supplierId,
      code,
      nameZh: row.name,
      nameEn: row.name_en,
      creditCode: row.credit_code,
      contactName: row.contact_name,
      phone: row.contact_phone,
      email: row.contact_email,
    })
    await this.papers.decideOf(row.id, 'accepted', supplierId, '')
    await this.partners.keepListing(supplierId)
    await this.invitations.insert({
      id: newId(),
      supplierId,
      name: row.contact_name,
      role: 'supplier',
      keyHash: row.key_hash,
    })
    return supplierId
  }

  private async whole(row: ApplicationRow): Promise<WholeApplication> {
    return {
      ...applicationOf(row),
      contactPhone: row.contact_phone,
      contactEmail: row.contact_email,
      about: row.about,
      reason: row.reason,
      supplierId: row.supplier_id,
      licences: await this.licences.ofApplication(row.id),
    }
  }
}

/** Forgets applications that were rejected long ago, with their papers. */
@Injectable()
export class RejectedApplications {
  constructor(
    private readonly applications: ApplicationsRepo,
    private readonly papers: LicencesRepo,
    private readonly files: SupplierFiles,
  ) {}

  /** Forgets up to `limit` that were decided before an instant; answers how many. */
  forget(before: Date, limit: number): Promise<number> {
    return transaction(async () => {
      const ids = await this.applications.lockRejected(before, limit)
      if (!ids.length) return 0
      await this.files.drop(await this.papers.dropOf(ids))
      return this.applications.drop(ids)
    })
  }
}

const needed = (path: string) => ({ path, code: 'required', message: 'is needed' })

const applicationOf = (r: ApplicationRow): Application => ({
  id: r.id,
  name: r.name,
  nameEn: r.name_en,
  creditCode: r.credit_code,
  contactName: r.contact_name,
  state: r.state,
  twins: r.twins,
  licenceCount: r.licence_count,
  appliedAt: r.created_at,
  decidedBy: r.decided_by_name,
  decidedAt: r.decided_at,
})
