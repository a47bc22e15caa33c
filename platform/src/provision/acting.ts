import { systemRoles } from '@storeweave/contract'
import { abilityOf, shopperAbility, type Reach } from '../kernel/ability.js'
import { runInScope, scope, type Principal } from '../kernel/scope.js'
import { idOf } from './ids.js'
import type { SeedScope, TenantSeed } from './seed.js'
import type { SeedPlace } from './seed-trade.js'

export type Get = <T>(service: abstract new (...args: never[]) => T) => T

/** Lets a seed's people act at their time, each by the rights they have: what they may not, no seed can have. */
export class Acting {
  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
  ) {}

  /** Work of somebody of the staff. */
  staff<T>(login: string, at: Date, work: () => Promise<T>): Promise<T> {
    const person = this.seed.people.find((one) => one.login === login)
    if (!person) throw new Error(`seed lets ${login} act, whom it does not have`)
    const { name, role, scope: where } = person
    const { permissions, limits } = this.roleOf(role)
    const ability = abilityOf([{ permissions, reach: this.reachOf(where), ...(limits ? { limits } : {}) }])
    const supplierId = where.kind === 'supplier' ? this.id('supplier', where.key) : null
    const id = this.id('person', login)
    return this.as({ kind: 'staff', id, name, sessionId: '', supplierId, ability }, at, work)
  }
  /** Whether somebody of the staff works for a supplier. */
  isSuppliers(login: string): boolean {
    return this.seed.people.find((one) => one.login === login)?.scope.kind === 'supplier'
  }
  /** Work of a member. */
  shopper<T>(key: string, at: Date, work: () => Promise<T>): Promise<T> {
    return this.as({ kind: 'shopper', id: this.id('member', key), ability: shopperAbility }, at, work)
  }
  /** What happens by itself. */
  itself<T>(at: Date, work: () => Promise<T>): Promise<T> {
    return this.as(scope().who, at, work)
  }

  private as<T>(who: Principal, at: Date, work: () => Promise<T>): Promise<T> {
    return runInScope({ ...scope(), who, at }, work)
  }
  private roleOf(key: string) {
    const role = systemRoles.find((one) => one.key === key) ?? this.seed.roles?.find((one) => one.key === key)
    if (!role) throw new Error(`seed has no role ${key}`)
    return role
  }
  private reachOf(where: SeedScope): Reach {
    if (where.kind === 'hq') return { all: true }
    if (where.kind === 'supplier') return { supplierId: this.id('supplier', where.key) }
    const stores = this.seed.stores.filter(
      (s) => (where.kind === 'store' ? s.key : s.regionKey) === where.key,
    )
    const storeIds = stores.map((s) => this.id('store', s.key))
    const above = where.kind === 'region' ? [this.id('region', where.key)] : []
    return { storeIds, unitIds: [...above, ...storeIds] }
  }
  private id(kind: string, key: string): string {
    return idOf(this.tenantId, kind, key)
  }
}

/** The node of the org tree that a place is. */
export const placeId = (tenantId: string, place: SeedPlace): string =>
  place.kind === 'hq' ? idOf(tenantId, 'hq', 'hq') : idOf(tenantId, place.kind, place.key)
