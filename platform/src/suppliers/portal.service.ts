import { Injectable } from '@nestjs/common'
import type { PortalStanding } from '@storeweave/contract'
import { mayList } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { LicencesService } from './licences.service.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'

/** What a supplier may do just now. */
@Injectable()
export class PortalService {
  constructor(
    private readonly partners: PartnersRepo,
    private readonly licences: LicencesService,
  ) {}

  /** How the asking supplier stands with the brand. */
  async standing(): Promise<PortalStanding> {
    const id = ownSupplier()
    const today = await this.licences.today()
    return transaction(async () => {
      const r = found(await this.partners.one(id))
      const licences = await this.licences.ofSupplier(id)
      return {
        name: { zh: r.name_zh, en: r.name_en },
        state: r.state,
        stateReason: r.state_reason,
        mayList: mayList(r.state, r.listing_until, today),
        listingUntil: r.listing_until,
        ending: licences.filter((one) => one.state === 'accepted' && one.standing !== 'valid'),
      }
    })
  }

  /** The asking supplier, unless it has been closed. Throws `suppliers.not_active`. */
  async present(action: 'edit' | 'ship' | 'staff'): Promise<string> {
    const id = ownSupplier(action)
    const supplier = await transaction(async () => found(await this.partners.one(id)))
    if (supplier.state === 'closed') throw new Fault('suppliers.not_active')
    return id
  }
  /** The same, unless it is suspended either: what touches goods. */
  async active(): Promise<string> {
    const id = ownSupplier('edit')
    const supplier = await transaction(async () => found(await this.partners.one(id)))
    if (supplier.state !== 'active') throw new Fault('suppliers.not_active')
    return id
  }
}
