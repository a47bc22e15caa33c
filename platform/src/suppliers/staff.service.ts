import { Injectable } from '@nestjs/common'
import type {
  InvitationLook,
  InvitePerson,
  JoinSupplier,
  PortalRole,
  PortalStaff,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { SupplierPeople } from '../people/index.js'
import { InvitationsRepo } from './invitations.repo.js'
import { hashOfKey } from './link.js'
import { PartnersRepo, type PartnerRow } from './partners.repo.js'

/** Who works for a supplier: invited by a link, never by a password that somebody else knows. */
@Injectable()
export class SupplierStaff {
  constructor(
    private readonly invitations: InvitationsRepo,
    private readonly people: SupplierPeople,
    private readonly partners: PartnersRepo,
  ) {}

  /** A supplier's people, and invitations nobody has followed. */
  of(supplierId: string): Promise<PortalStaff> {
    return transaction(async () => ({
      people: (await this.invitations.staff(supplierId)).map((r) => ({ ...r, self: r.id === actor().id })),
      invitations: (await this.invitations.ofSupplier(supplierId)).map((r) => ({
        id: r.id,
        name: r.name,
        role: r.role_key,
        expiresAt: r.expires_at,
      })),
    }))
  }

  /** Invites somebody. The same again is one. Throws `suppliers.beyond_own`, `suppliers.not_active` for a closed supplier. */
  invite(supplierId: string, { id, key, name, role }: InvitePerson): Promise<PortalStaff> {
    return transaction(async () => {
      const supplier = await this.lock(supplierId)
      this.people.mustHold(role)
      if (!(await this.invitations.insert({ id, supplierId, name, role, keyHash: hashOfKey(key) }))) {
        const there = await this.invitations.ofSupplier(supplierId)
        if (!there.some((one) => one.id === id && one.name === name && one.role_key === role))
          throw new Fault('request.key_reused')
      } else record({ ...about(supplier), after: { invitation: { name, role } } })
      return this.of(supplierId)
    })
  }
  /** Takes an invitation back. */
  uninvite(supplierId: string, id: string): Promise<void> {
    return transaction(async () => {
      const supplier = found(await this.partners.one(supplierId))
      found((await this.invitations.drop(supplierId, id)) || undefined)
      record({ ...about(supplier), before: { invitation: { id } } })
    })
  }

  /** Gives one of a supplier's people another role. Throws `suppliers.beyond_own`, `suppliers.last_owner`. */
  setRole(supplierId: string, personId: string, role: PortalRole): Promise<PortalStaff> {
    return transaction(async () => {
      const { supplier, person } = await this.governed(supplierId, personId)
      this.people.mustHold(role)
      if (role !== 'supplier') await this.mustLeaveOwner(supplierId, personId)
      await this.people.give(personId, supplierId, role)
      record({
        ...about(supplier),
        before: { person: { name: person.name, roles: person.roles } },
        after: { person: { name: person.name, roles: [role] } },
      })
      return this.of(supplierId)
    })
  }
  /** Ends somebody's work for a supplier: signed out at once, and out for good unless they work here otherwise. Throws as `setRole` does. */
  remove(supplierId: string, personId: string): Promise<void> {
    return transaction(async () => {
      const { supplier, person } = await this.governed(supplierId, personId)
      await this.mustLeaveOwner(supplierId, personId)
      await this.people.release(personId, supplierId)
      record({ ...about(supplier), before: { person: { name: person.name, roles: person.roles } } })
    })
  }

  /** Whom the link is for. Throws `suppliers.link_invalid`. */
  look(key: string): Promise<InvitationLook> {
    return transaction(async () => {
      const found = await this.invitations.open(hashOfKey(key))
      if (!found) throw new Fault('suppliers.link_invalid')
      return {
        supplierName: { zh: found.supplier_zh, en: found.supplier_en },
        personName: found.name,
        roleName: this.people.nameOf(found.role_key),
        expiresAt: found.expires_at,
      }
    })
  }
  /** Follows an invitation: a login and a password of one's own. Throws `suppliers.link_invalid`, `people.login_taken`, `people.password_*`. */
  async join({ key, login, password }: JoinSupplier): Promise<void> {
    await this.look(key) // a hash costs: whoever holds no key gets none made
    const passwordHash = await this.people.hashOf(login, password)
    await transaction(async () => {
      const invitation = await this.invitations.open(hashOfKey(key), true)
      if (!invitation) throw new Fault('suppliers.link_invalid')
      const { supplier_id: supplierId, name, role_key: role } = invitation
      const id = newId()
      await this.people.admit({ id, login, name, passwordHash }, supplierId, role)
      await this.invitations.use(invitation.id, id)
      record({
        subject: 'Supplier',
        permission: 'Supplier:update',
        id: supplierId,
        name: invitation.supplier_zh,
        after: { person: { name, login, roles: [role] } },
        by: { id, name },
      })
    })
  }

  private async lock(supplierId: string): Promise<PartnerRow> {
    const supplier = found(await this.partners.lock(supplierId))
    if (supplier.state === 'closed') throw new Fault('suppliers.not_active')
    return supplier
  }
  private async governed(supplierId: string, personId: string) {
    const supplier = found(await this.partners.lock(supplierId))
    const person = found((await this.invitations.staff(supplierId)).find((one) => one.id === personId))
    for (const role of person.roles) this.people.mustHold(role)
    return { supplier, person }
  }
  /** The supplier's row is locked: two owners cannot each take the other out at once. */
  private async mustLeaveOwner(supplierId: string, without: string): Promise<void> {
    const owners = (await this.invitations.staff(supplierId)).filter((one) => one.roles.includes('supplier'))
    if (owners.some((one) => one.id === without) && owners.length === 1)
      throw new Fault('suppliers.last_owner')
  }
}

const about = (supplier: Pick<PartnerRow, 'id' | 'name_zh'>) => ({
  subject: 'Supplier' as const,
  id: supplier.id,
  name: supplier.name_zh,
})
