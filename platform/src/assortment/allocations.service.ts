import { Injectable } from '@nestjs/common'
import type { Allocation, AllocationPage, ListAllocations, ReleasedUnit } from '@storeweave/contract'
import { isReleased, type Placed } from '@storeweave/rules/assortment'
import type { z } from 'zod'
import { pictureOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { pageOf } from '../kernel/page.js'
import { UnitsRepo } from '../org/index.js'
import { AllocationsRepo, rangeOf, type AllocationRow } from './allocations.repo.js'

/** Where HQ lets each product be sold. */
@Injectable()
export class AllocationsService {
  constructor(
    private readonly allocations: AllocationsRepo,
    private readonly units: UnitsRepo,
  ) {}

  /** A page of products with where they may be sold. */
  page(q: ListAllocations): Promise<z.infer<typeof AllocationPage>> {
    return transaction(async () => {
      const rows = await this.allocations.page(q)
      const shapes = new Map((await this.shaped(rows)).map((shape) => [shape.productId, shape]))
      return pageOf(
        rows,
        q.limit,
        (r) => [r.id],
        (r) => shapes.get(r.id)!,
      )
    })
  }

  /** Where one product may be sold. */
  one(productId: string): Promise<Allocation> {
    return transaction(async () => {
      const [shape] = await this.shaped([found(await this.allocations.one(productId))])
      return shape!
    })
  }

  /** The stores that sell, as rules see them. */
  async stores(): Promise<Placed[]> {
    return (await this.units.stores()).map((s) => ({ id: s.id, unitIds: s.unit_ids }))
  }

  private async shaped(rows: readonly AllocationRow[]): Promise<Allocation[]> {
    const stores = await this.stores()
    const ids = new Set(rows.flatMap((r) => (r.store_id ? [r.store_id] : r.unit_ids)))
    const names = new Map((await this.units.named([...ids])).map((u) => [u.id, u]))
    const counts = new Map<string, number>()
    for (const { unitIds } of stores)
      for (const id of unitIds) if (ids.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
    const unitOf = (id: string): ReleasedUnit => {
      const { kind, name_zh: zh, name_en: en } = names.get(id)!
      return { unitId: id, kind, name: { zh, en }, storeCount: counts.get(id) ?? 0 }
    }
    return rows.map((r) => ({
      productId: r.id,
      name: { zh: r.name_zh, en: r.name_en },
      picture: pictureOf(r.media_id, r.name_zh),
      state: r.state,
      categoryId: r.category_id,
      categoryName: { zh: r.category_zh, en: r.category_en },
      assortment: r.assortment,
      byHand: r.by_hand,
      rules: r.rules,
      units: (r.store_id ? [r.store_id] : r.unit_ids).map(unitOf),
      storeCount: stores.filter((store) => isReleased(rangeOf(r), store)).length,
      unlistedCount: r.unlisted,
    }))
  }
}
