import { Injectable } from '@nestjs/common'
import type { AgreeContract, SupplierContract } from '@storeweave/contract'
import { earliestNext, endOf } from '@storeweave/rules/suppliers'
import { isDeepStrictEqual } from 'node:util'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue } from '../kernel/jobs.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo, type ContractRow } from './contract.repo.js'
import { ownSupplier } from './own.js'

type Contracts = { items: SupplierContract[] }
/** Settles what was sold before it could be; see `SettlementJobs`. */
export const SETTLE_TASK = 'settle_supplier'

/** What brand and supplier agree on, version by version. */
@Injectable()
export class ContractService {
  constructor(
    private readonly rows: ContractRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** All versions with a supplier, the newest first. */
  async of(supplierId: string): Promise<Contracts> {
    const today = await this.today()
    return reading(async () => {
      found(await this.rows.supplier(supplierId))
      return shown(await this.rows.versions([supplierId]), today)
    })
  }
  /** The asking supplier's own. */
  own(): Promise<Contracts> {
    return this.of(ownSupplier('settle'))
  }

  /**
   * Agrees on the next version, and has what was sold on its days settled. Throws `settlement.contract_overlaps` where
   * its first day is agreed already, `settlement.category_twice`; the same again changes nothing.
   */
  async agree(supplierId: string, asked: AgreeContract): Promise<Contracts> {
    const [today, { currency }] = [await this.today(), await this.tenancy.settings()]
    return transaction(async () => {
      const supplier = found(await this.rows.lock(supplierId))
      const versions = await this.rows.versions([supplierId])
      const known = versions.find((v) => v.id === asked.id)
      if (known && isSame(known, asked)) return shown(versions, today)
      await this.check(asked, versions, today)
      const version = Math.max(0, ...versions.map((v) => v.version)) + 1
      await this.rows.insert(supplierId, version, currency, asked)
      await this.settleSold(supplierId)
      record({
        subject: 'Contract',
        id: asked.id,
        name: supplier.name_zh,
        after: { supplierId, version, ...asked },
      })
      return shown(await this.rows.versions([supplierId]), today)
    })
  }

  /** Asks, with the running transaction, for what a supplier has sold to be settled, and its periods closed. */
  settleSold(supplierId: string): Promise<void> {
    return enqueue(SETTLE_TASK, { supplierId }, `settle:${supplierId}`)
  }

  /** Takes back a version that has not begun. Throws `settlement.contract_in_force`. */
  async withdraw(id: string): Promise<void> {
    const today = await this.today()
    await transaction(async () => {
      const supplier = found(await this.rows.lock(found(await this.rows.byId(id)).supplierId))
      const contract = found(await this.rows.byId(id))
      if (contract.from <= today) throw new Fault('settlement.contract_in_force')
      await this.rows.withdraw(id)
      record({ subject: 'Contract', id, name: supplier.name_zh, before: contract })
    })
  }

  private async check(asked: AgreeContract, versions: readonly ContractRow[], today: string): Promise<void> {
    const earliest = earliestNext(versions, today)
    if (earliest !== null && asked.from < earliest)
      throw new Fault('settlement.contract_overlaps', { from: asked.from, earliest })
    const ids = asked.categoryRates.map((c) => c.categoryId)
    if (new Set(ids).size < ids.length) throw new Fault('settlement.category_twice')
    if ((await this.rows.categories(ids)) < ids.length) throw new Fault('access.not_found')
  }
  private async today(): Promise<string> {
    return tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
  }
}

const isSame = (known: ContractRow, asked: AgreeContract): boolean =>
  (Object.keys(asked) as (keyof AgreeContract)[]).every((key) => isDeepStrictEqual(known[key], asked[key]))

function shown(versions: readonly ContractRow[], today: string): Contracts {
  const items = versions.map(({ supplierId: _, ...v }): SupplierContract => {
    const endsOn = endOf(versions, v)
    const state = v.from > today ? 'upcoming' : endsOn !== null && endsOn < today ? 'ended' : 'in_force'
    return { ...v, endsOn, state }
  })
  return { items: items.reverse() }
}
