import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'
import { forgetAnswersAbout } from '../kernel/idempotency.js'
import { ago } from '../kernel/upkeep.js'
import { HoldersOfPersonalData, type Holder, type OpenOrder } from '../members/index.js'
import { ShoppersDataRepo } from './shoppers-data.repo.js'

/** Orders in one file at most: the newest. */
const ORDERS_MAX = 2000
const TWO_DAYS_MS = 48 * 3_600_000

/** What carts and orders keep about a shopper. */
@Injectable()
export class ShoppersDataHolder implements Holder, OnModuleInit {
  constructor(
    private readonly holders: HoldersOfPersonalData,
    private readonly data: ShoppersDataRepo,
  ) {}

  onModuleInit(): void {
    this.holders.add(this)
  }
  open(memberId: string): Promise<OpenOrder[]> {
    return this.data.open(memberId)
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    const [carts, orders, count] = [
      await this.data.carts(memberId),
      await this.data.orders(memberId, ORDERS_MAX),
      await this.data.count(memberId),
    ]
    return { carts, orders, ordersLeftOut: Math.max(0, count - orders.length) }
  }
  async forget(memberId: string): Promise<void> {
    await this.data.emptyCarts(memberId)
    // staff were answered with these orders too; answers are kept for a day, and cleared away by the hour
    await forgetAnswersAbout(await this.data.touched(memberId, ago(TWO_DAYS_MS)))
    // by the orders' tie to the member, so before it is cut
    await this.data.forgetWords(memberId)
    await this.data.clearParcels(memberId)
    await this.data.makeNameless(memberId)
  }
}
