import { Injectable } from '@nestjs/common'
import type { ImportKind } from '@storeweave/contract'
import type { Ability } from '../kernel/ability.js'
import { PriceJudge } from './price-judge.js'
import { ProductJudge } from './product-judge.js'
import { StockJudge } from './stock-judge.js'
import { StoreJudge } from './store-judge.js'
import type { Judge } from './verdict.js'

/** Who judges which kind of sheet. */
@Injectable()
export class Judges {
  private readonly all: Record<ImportKind, Judge>
  constructor(products: ProductJudge, prices: PriceJudge, stores: StoreJudge, stock: StockJudge) {
    this.all = { products, prices, stores, stock }
  }

  of(kind: ImportKind): Judge {
    return this.all[kind]
  }
}

/** True for whoever may change anything of what such sheets are about. */
export const mayBring = (ability: Ability, { needs }: Judge): boolean =>
  needs.some((permission) => {
    const [subject, action] = permission.split(':') as [string, string]
    return ability.can(action, subject)
  })
