import { Injectable } from '@nestjs/common'
import { moneyText } from '@storeweave/contract/money'
import { parityGap } from '@storeweave/rules/pricing'
import { db } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { ListPricesRepo } from './list-prices.repo.js'
import { ParityRepo, type ParityBreach } from './parity.repo.js'

/** What every write of prices goes through where the brand has prices refused that differ too far between channels. */
@Injectable()
export class ParityGuard {
  constructor(
    private readonly parity: ParityRepo,
    private readonly prices: ListPricesRepo,
  ) {}

  /**
   * Does some work on prices of locked SKUs and refuses what differs beyond the policy after it and did less so before.
   * Throws `pricing.parity_broken`.
   */
  async hold<T>(skuIds: readonly string[], work: () => Promise<T>): Promise<T> {
    const look = await this.watch(skuIds)
    const done = await work()
    const [broken] = await look()
    if (broken) throw await this.refusal(broken)
    return done
  }

  /** Looks at SKUs before some work; what is answered looks again, for what differs too far only or further since. */
  async watch(skuIds: readonly string[]): Promise<() => Promise<ParityBreach[]>> {
    const policy = await this.parity.policy()
    if (!policy?.blocks || !skuIds.length) return () => Promise.resolve([])
    const known = new Map((await this.parity.breaches(skuIds)).map((b) => [keyOf(b), gapOf(b)]))
    return async () =>
      (await this.parity.breaches(skuIds)).filter((b) => gapOf(b) > (known.get(keyOf(b)) ?? 0))
  }

  /** What some work on prices would break; the work is undone. To be said in a transaction. */
  async wouldBreak(skuIds: readonly string[], work: () => Promise<unknown>): Promise<ParityBreach[]> {
    const policy = await this.parity.policy()
    if (!policy?.blocks || !skuIds.length) return []
    const look = await this.watch(skuIds)
    await db().run('savepoint parity', [])
    await work()
    const broken = await look()
    await db().run('rollback to savepoint parity', [])
    return broken
  }

  /** The refusal that names the place and both prices. */
  async refusal(b: ParityBreach): Promise<Fault> {
    const currency = await this.prices.currency()
    return new Fault('pricing.parity_broken', {
      place: (scope().locale === 'en' && b.name_en) || b.name_zh,
      online: moneyText(b.online, currency),
      inStore: moneyText(b.in_store, currency),
      skuId: b.sku_id,
      unitId: b.unit_id,
    })
  }
}

const keyOf = (b: ParityBreach) => `${b.sku_id} ${b.unit_id}`
const gapOf = (b: ParityBreach) => Math.abs(parityGap(b.online, b.in_store))
