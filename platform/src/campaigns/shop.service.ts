import { Injectable } from '@nestjs/common'
import type { ShopCampaign, ShopCampaigns } from '@storeweave/contract'
import { CardsService } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { words } from './campaign.shape.js'
import { ShopCampaignsRepo, type ShopRow } from './shop.repo.js'

/** Campaigns as shoppers see them at a store. */
@Injectable()
export class ShopCampaignsService {
  constructor(
    private readonly rows: ShopCampaignsRepo,
    private readonly cards: CardsService,
  ) {}

  running(storeId: string): Promise<ShopCampaigns> {
    return reading(async () => ({ items: (await this.rows.running(storeId)).map(rowOf) }))
  }
  /** One that runs, with what the store sells of it; throws `access.not_found` for any other. */
  one(id: string, storeId: string): Promise<ShopCampaign> {
    return reading(async () => {
      const row = found((await this.rows.running(storeId)).find((c) => c.id === id))
      const owners = new Map((await this.rows.goods(id, storeId)).map((g) => [g.product_id, g]))
      const cards = await this.cards.of(storeId, [...owners.keys()])
      return {
        ...rowOf(row),
        items: cards.map((card) => {
          const { owner_zh, owner_en } = owners.get(card.id)!
          return { ...card, owner: owner_zh === null ? null : words(owner_zh, owner_en ?? '') }
        }),
      }
    })
  }
}

const rowOf = (c: ShopRow) => ({
  id: c.id,
  name: words(c.name_zh, c.name_en),
  about: words(c.about_zh, c.about_en),
  endsAt: c.ends_at,
})
