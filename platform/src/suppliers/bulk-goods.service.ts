import { Injectable } from '@nestjs/common'
import { mayList } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { inTransaction, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { BulkGoodsRepo, type GoodsWrite, type KnownGoods } from './bulk-goods.repo.js'
import { GoodsRepo } from './goods.repo.js'
import { LicencesService } from './licences.service.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { PicturesRepo } from './pictures.repo.js'

export type { GoodsWrite, KnownGoods } from './bulk-goods.repo.js'

/** A supplier's goods by the hundred, for its sheets: what a form does for one, in a few statements for all. */
@Injectable()
export class BulkGoods {
  constructor(
    private readonly bulk: BulkGoodsRepo,
    private readonly goods: GoodsRepo,
    private readonly partners: PartnersRepo,
    private readonly licences: LicencesService,
    private readonly named: PicturesRepo,
  ) {}

  /**
   * The supplier whose goods the asker may write now; with `send`, and send in. Throws `access.denied`,
   * `suppliers.not_active`, `suppliers.licence_expired`.
   */
  async mayBring(send: boolean): Promise<string> {
    const supplierId = ownSupplier('edit')
    const today = await this.licences.today()
    const { state, listing_until } = found(await transaction(() => this.partners.one(supplierId)))
    if (state !== 'active') throw new Fault('suppliers.not_active')
    if (send && !mayList(state, listing_until, today))
      throw new Fault('suppliers.licence_expired', { day: listing_until ?? today })
    return supplierId
  }

  /** Goods by the supplier's own codes, and how many of its goods HQ has not taken. With `lock` nobody else adds or changes any of them. */
  known(
    supplierId: string,
    codes: readonly string[],
    lock: boolean,
  ): Promise<{ known: Map<string, KnownGoods>; open: number }> {
    return transaction(async () => {
      if (lock) await this.partners.lock(supplierId)
      const rows = await this.bulk.byCodes(supplierId, codes, lock)
      return { known: new Map(rows.map((r) => [r.code, r])), open: await this.goods.countOpen(supplierId) }
    })
  }

  /** Which pictures the supplier's names mean. */
  async pictures(supplierId: string, names: readonly string[]): Promise<Map<string, string>> {
    if (!names.length) return new Map()
    const rows = await transaction(() => this.named.byNames(supplierId, names))
    return new Map(rows.map((r) => [r.name, r.media_id]))
  }

  /** Writes goods that were judged in the running transaction, whose rows are locked. */
  async save(supplierId: string, goods: readonly GoodsWrite[]): Promise<void> {
    if (!inTransaction()) throw new Error('many goods are written in the transaction that judged them')
    await this.bulk.insert(
      supplierId,
      goods.filter((g) => g.fresh),
    )
    await this.bulk.update(
      supplierId,
      goods.filter((g) => !g.fresh),
    )
  }
}
