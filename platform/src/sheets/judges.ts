import { Injectable } from '@nestjs/common'
import type { Ability } from '../kernel/ability.js'
import { GoodsJudge } from './goods-judge.js'
import type { SheetOf } from './imports.repo.js'
import { PriceJudge } from './price-judge.js'
import { ProductJudge } from './product-judge.js'
import { StockJudge } from './stock-judge.js'
import { StoreJudge } from './store-judge.js'
import type { Judge } from './verdict.js'

/** Who judges which kind of sheet. */
@Injectable()
export class Judges {
  private readonly all: Record<SheetOf, Judge>
  constructor(
    products: ProductJudge,
    prices: PriceJudge,
    stores: StoreJudge,
    stock: StockJudge,
    goods: GoodsJudge,
  ) {
    this.all = { products, prices, stores, stock, goods }
  }

  of(kind: SheetOf): Judge {
    return this.all[kind]
  }
}

/** True for whoever may change anything of what such sheets are about. */
export const mayBring = (ability: Ability, { needs }: Judge): boolean =>
  needs.some((permission) => {
    const [subject, action] = permission.split(':') as [string, string]
    return ability.can(action, subject)
  })
