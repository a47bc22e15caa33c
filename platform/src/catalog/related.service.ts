import { Injectable } from '@nestjs/common'
import { RelatedGoods, type AskRelated, type ChooseGoods, type ChosenGoods } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { answers, touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { bytesOf, Written } from '../kernel/http.js'
import { unknownReference } from './words.js'
import { reasonOf, relatedSql, RelatedRepo } from './related.repo.js'
import { ShopWindowRepo } from './shop-window.repo.js'

/** Goods beside other goods. */
@Injectable()
export class RelatedService {
  constructor(
    private readonly related: RelatedRepo,
    private readonly windows: ShopWindowRepo,
  ) {}

  /** What a store sells and has of what goes with some products, kept like its window. Throws `access.not_found` for a store that isn't open. */
  async beside({ storeId, products, limit }: AskRelated): Promise<Written> {
    const ids = [...new Set(products.split(','))].sort()
    const text = await answers.to(storeId, `related ${limit} ${ids.join()}`, () =>
      reading(async () => {
        const goods = found(
          await this.windows.ranked(
            { storeId, limit, sort: 'best', cursor: undefined, inStock: 'true' },
            relatedSql(ids),
          ),
        )
        const items = goods.map(({ rank, card }) => ({ ...card, reason: reasonOf(rank) }))
        return bytesOf(JSON.stringify(RelatedGoods.parse({ items })))
      }),
    )
    return new Written(text)
  }

  /** What was chosen to go with a product. Throws `access.not_found`. */
  chosen(productId: string): Promise<ChosenGoods> {
    return reading(async () => {
      found(await this.related.name(productId))
      return { items: await this.related.chosen(productId) }
    })
  }

  /** Replaces what was chosen to go with a product; goods named twice count once. Throws `access.not_found`, and for itself or goods that aren't there the fault of an unknown reference. */
  choose(productId: string, { productIds }: ChooseGoods): Promise<ChosenGoods> {
    return transaction(async () => {
      const { name_zh: name } = found(await this.related.lock(productId))
      const others = [...new Set(productIds)]
      if (others.includes(productId) || (await this.related.count(others)) !== others.length)
        throw unknownReference('productIds')
      const before = await this.related.chosen(productId)
      await this.related.choose(productId, others)
      await touchAnswers()
      const items = await this.related.chosen(productId)
      const namesOf = (goods: ChosenGoods['items']) => ({ related: goods.map((one) => one.name.zh) })
      record({ subject: 'Product', id: productId, name, before: namesOf(before), after: namesOf(items) })
      return { items }
    })
  }
}
