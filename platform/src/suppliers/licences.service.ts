import { Injectable } from '@nestjs/common'
import type { Licence, MoveLicence, NewLicence, RenewLicence, WholeSupplier } from '@storeweave/contract'
import { daysUntil, licenceMoves, standingOf } from '@storeweave/rules/suppliers'
import { next } from '@storeweave/rules/order'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { TenancyService } from '../tenancy/index.js'
import { SupplierFiles } from './files.service.js'
import { LicencesRepo, type LicenceRow } from './licences.repo.js'
import { PartnersRepo } from './partners.repo.js'

/** The papers of suppliers: as they come, as they are looked at, and until when they hold. */
@Injectable()
export class LicencesService {
  constructor(
    private readonly licences: LicencesRepo,
    private readonly files: SupplierFiles,
    private readonly partners: PartnersRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** The brand's day. */
  async today(): Promise<string> {
    return tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
  }

  /** Keeps what came with an application, in its transaction. Throws `suppliers.licence_over`, `suppliers.file_unknown`. */
  async keepOf(applicationId: string, list: readonly NewLicence[]): Promise<void> {
    const today = await this.today()
    for (const licence of list) await this.keep(licence, { supplierId: null, applicationId }, today)
  }

  /**
   * Sends a licence of a supplier in, new or in the place of one. The same again is one. Throws `suppliers.licence_over`,
   * `suppliers.file_unknown`, `access.not_found` for another's, `suppliers.move_illegal` where there is nothing to replace.
   */
  async renew(supplierId: string, licence: RenewLicence): Promise<Licence[]> {
    const today = await this.today()
    return transaction(async () => {
      const supplier = found(await this.partners.lock(supplierId))
      const known = await this.licences.lock(licence.id)
      if (known) {
        if (known.supplier_id !== supplierId || known.file_id !== licence.fileId)
          throw new Fault('request.key_reused')
        return this.ofSupplier(supplierId)
      }
      if (licence.replaces) {
        const old = found(await this.licences.lock(licence.replaces))
        if (old.supplier_id !== supplierId) throw new Fault('access.not_found')
        if (old.state !== 'accepted') throw new Fault('suppliers.move_illegal')
      }
      await this.keep(licence, { supplierId, applicationId: null }, today)
      record({
        subject: 'Supplier',
        id: supplierId,
        name: supplier.name_zh,
        after: { licence: { kind: licence.kind, number: licence.number, expiresOn: licence.expiresOn } },
      })
      return this.ofSupplier(supplierId)
    })
  }

  private async keep(
    licence: NewLicence & { replaces?: string | null },
    of: { supplierId: string | null; applicationId: string | null },
    today: string,
  ): Promise<void> {
    if (standingOf(licence.expiresOn, today) === 'expired') throw new Fault('suppliers.licence_over')
    await this.files.use(licence.fileId, licence.id, of.supplierId)
    if (!(await this.licences.insert(licence, of))) throw new Fault('request.key_reused')
  }

  /** Accepts, rejects or drops a licence of a supplier. Throws `suppliers.move_illegal`, `suppliers.reason_needed`, `suppliers.licence_over`. */
  async move(id: string, { move, reason }: MoveLicence): Promise<Pick<WholeSupplier, 'id'>> {
    const today = await this.today()
    return transaction(async () => {
      const licence = found(await this.licences.lock(id))
      const supplier = found(licence.supplier_id ? await this.partners.lock(licence.supplier_id) : undefined)
      const way = next(licenceMoves, licence.state, move)
      if (!('to' in way)) throw new Fault('suppliers.move_illegal')
      if (move === 'reject' && !reason) throw new Fault('suppliers.reason_needed')
      if (move === 'accept' && standingOf(licence.expires_on, today) === 'expired')
        throw new Fault('suppliers.licence_over')
      await this.licences.move(id, licence.state, way.to, reason)
      if (move === 'accept' && licence.replaces)
        await this.licences.move(licence.replaces, 'accepted', 'replaced', '')
      await this.partners.keepListing(supplier.id)
      record({
        subject: 'Supplier',
        id: supplier.id,
        name: supplier.name_zh,
        before: { licence: { number: licence.number, state: licence.state } },
        after: { licence: { number: licence.number, state: way.to } },
        note: reason,
      })
      return { id: supplier.id }
    })
  }

  /** A supplier's licences, newest first. */
  async ofSupplier(supplierId: string): Promise<Licence[]> {
    const today = await this.today()
    return transaction(async () =>
      (await this.licences.ofSupplier(supplierId)).map((row) => this.shown(row, today)),
    )
  }
  /** Those that came with an application. */
  async ofApplication(applicationId: string): Promise<Licence[]> {
    const today = await this.today()
    return transaction(async () =>
      (await this.licences.ofApplication(applicationId)).map((row) => this.shown(row, today)),
    )
  }

  private shown(row: LicenceRow, today: string): Licence {
    const file = { id: row.file_id, kind: row.file_kind }
    return {
      id: row.id,
      kind: row.kind,
      number: row.number,
      expiresOn: row.expires_on,
      state: row.state,
      standing: standingOf(row.expires_on, today),
      daysLeft: row.expires_on === null ? null : daysUntil(row.expires_on, today),
      reason: row.reason,
      replaces: row.replaces,
      file: { kind: row.file_kind, url: this.files.addressOf(file, row.number), bytes: row.file_bytes },
      sentAt: row.created_at,
      decidedAt: row.decided_at,
    }
  }
}
