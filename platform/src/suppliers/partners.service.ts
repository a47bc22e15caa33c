import { Injectable } from '@nestjs/common'
import type {
  InviteSupplier,
  ListSuppliers,
  MoveSupplier,
  SupplierDesk,
  SupplierRow,
  SupplierSettings,
  UpdateSupplier,
  WholeSupplier,
} from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import {
  daysUntil,
  isCreditCode,
  mayList,
  standingOf,
  supplierMoves,
  WARN_DAYS,
} from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { pageOf } from '../kernel/page.js'
import { ApplicationsRepo } from './applications.repo.js'
import { LicencesRepo, type DeskRow } from './licences.repo.js'
import { LicencesService } from './licences.service.js'
import { PartnersRepo, type NewPartner, type PartnerRow } from './partners.repo.js'
import { MessagesRepo } from './messages.repo.js'
import { SupplierStaff } from './staff.service.js'

const DAY_MS = 86_400_000

/** Suppliers as the brand looks after them. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly partners: PartnersRepo,
    private readonly licences: LicencesService,
    private readonly papers: LicencesRepo,
    private readonly applications: ApplicationsRepo,
    private readonly staff: SupplierStaff,
    private readonly messages: MessagesRepo,
  ) {}

  /** A page by code. */
  async page(q: ListSuppliers): Promise<{ items: SupplierRow[]; nextCursor: string | null }> {
    const today = await this.licences.today()
    return transaction(async () =>
      pageOf(
        await this.partners.page(q, today),
        q.limit,
        (r) => [r.code],
        (r) => rowOf(r, today),
      ),
    )
  }
  /** One whole: papers, people, how it stands. Throws `access.not_found`. */
  async one(id: string): Promise<WholeSupplier> {
    const today = await this.licences.today()
    return transaction(async () => {
      const r = found(await this.partners.one(id))
      return {
        id: r.id,
        code: r.code,
        name: { zh: r.name_zh, en: r.name_en },
        state: r.state,
        stateReason: r.state_reason,
        creditCode: r.credit_code,
        contactName: r.contact_name,
        phone: r.phone,
        email: r.email,
        productCount: r.product_count,
        listingUntil: r.listing_until,
        mayList: mayList(r.state, r.listing_until, today),
        licences: await this.licences.ofSupplier(id),
        staff: await this.staff.of(id),
      }
    })
  }

  /** Writes a new supplier in the running transaction. Throws `suppliers.code_taken`, `suppliers.already_known`. */
  async add(partner: NewPartner): Promise<void> {
    if (await this.partners.insert(partner)) return
    const taken = await this.partners.takenOf(partner.code, partner.creditCode)
    if (taken === 'credit_code') throw new Fault('suppliers.already_known')
    throw new Fault('suppliers.code_taken', { code: partner.code })
  }
  /** Until when new goods may be listed, anew from the licences. */
  keepListing(id: string): Promise<number> {
    return this.partners.keepListing(id)
  }

  /** Takes a company in without an application; whoever holds the key opens its account. The same again is one. Throws as `add` does, and `suppliers.credit_code_invalid`. */
  invite({ key, ...body }: InviteSupplier): Promise<WholeSupplier> {
    if (!isCreditCode(body.creditCode)) throw new Fault('suppliers.credit_code_invalid')
    return transaction(async () => {
      const known = await this.partners.one(body.id)
      if (known && known.code !== body.code) throw new Fault('request.key_reused')
      if (!known) {
        await this.add({ ...body, nameZh: body.name, phone: body.contactPhone, email: body.contactEmail })
        record({
          subject: 'Supplier',
          id: body.id,
          name: body.name,
          after: { code: body.code, creditCode: body.creditCode },
        })
        await this.staff.invite(body.id, { id: newId(), key, name: body.contactName, role: 'supplier' })
      }
      return this.one(body.id)
    })
  }
  /** Changes name and contact. */
  update(id: string, change: UpdateSupplier): Promise<WholeSupplier> {
    return transaction(async () => {
      const before = found(await this.partners.lock(id))
      await this.partners.update(id, change)
      const after = found(await this.partners.one(id))
      record({ subject: 'Supplier', id, name: after.name_zh, before: kept(before), after: kept(after) })
      return this.one(id)
    })
  }
  /** Suspends, resumes or closes. Throws `suppliers.move_illegal`, `suppliers.reason_needed`. */
  move(id: string, { move, reason }: MoveSupplier): Promise<WholeSupplier> {
    return transaction(async () => {
      const row = found(await this.partners.lock(id))
      const way = next(supplierMoves, row.state, move)
      if (!('to' in way)) throw new Fault('suppliers.move_illegal')
      if (move !== 'resume' && !reason) throw new Fault('suppliers.reason_needed')
      await this.partners.move(id, way.to, move === 'resume' ? '' : reason)
      record({
        subject: 'Supplier',
        id,
        name: row.name_zh,
        before: { state: row.state },
        after: { state: way.to },
        note: reason,
      })
      return this.one(id)
    })
  }

  /** What waits for HQ. */
  async desk(): Promise<SupplierDesk> {
    const today = await this.licences.today()
    const last = new Date(Date.parse(today) + WARN_DAYS * DAY_MS).toISOString().slice(0, 10)
    return transaction(async () => ({
      applications: await this.applications.waiting(),
      messages: await this.messages.unreadThreads(),
      licences: (await this.papers.waiting()).map(paperOf),
      ending: (await this.papers.endingBy(last)).map((r) => ({
        ...paperOf(r),
        expiresOn: r.expires_on!,
        daysLeft: daysUntil(r.expires_on!, today),
      })),
    }))
  }
  /** Below how many buyers reports tell nothing. */
  async settings(): Promise<SupplierSettings> {
    return transaction(async () => ({ crowd: await this.partners.crowd() }))
  }
  setSettings({ crowd }: SupplierSettings): Promise<SupplierSettings> {
    return transaction(async () => {
      const before = await this.partners.crowd()
      await this.partners.setCrowd(crowd)
      record({ subject: 'Tenant', id: tenantId(), before: { crowd: before }, after: { crowd } })
      return { crowd }
    })
  }
}

const paperOf = (r: DeskRow) => ({
  id: r.id,
  supplierId: r.supplier_id,
  supplierName: { zh: r.name_zh, en: r.name_en },
  kind: r.kind,
  number: r.number,
  expiresOn: r.expires_on,
})
/** What of a supplier an edit changes. */
const kept = (r: PartnerRow) => ({
  name: { zh: r.name_zh, en: r.name_en },
  contactName: r.contact_name,
  phone: r.phone,
  email: r.email,
})
const rowOf = (r: PartnerRow, today: string): SupplierRow => ({
  id: r.id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  state: r.state,
  contactName: r.contact_name,
  productCount: r.product_count,
  endsOn: r.listing_until,
  standing: standingOf(r.listing_until, today),
  waiting: r.waiting,
})
