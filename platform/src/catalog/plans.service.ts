import { Injectable } from '@nestjs/common'
import { errorText, type ProductPlan, type SetProductPlan } from '@storeweave/contract'
import { isSold, movesFrom } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { PlansRepo, type PlanFault, type PlannedMove, type PlanRow } from './plans.repo.js'
import type { Lacking } from './product-values.repo.js'
import { ProductService } from './products.service.js'
import { ProductsRepo } from './products.repo.js'
import { inWords, nameIn } from './words.js'

const A_ROUND = 200
/** What the history of a product says of a move that nobody made at that moment. */
const AS_PLANNED = '按计划 · as planned'

/** Goods that go on sale and come off it by themselves. */
@Injectable()
export class PlanService {
  constructor(
    private readonly plans: PlansRepo,
    private readonly rows: ProductsRepo,
    private readonly products: ProductService,
  ) {}

  /** What is planned for a product. Throws `access.not_found`. */
  one(productId: string): Promise<ProductPlan> {
    return transaction(async () => {
      await this.products.one(productId)
      return planOf(productId, await this.plans.one(productId))
    })
  }

  /**
   * Plans for a product; instants lie ahead, coming off sale after going on it. Throws `catalog.plan_past`,
   * `catalog.plan_mixed_up`, and `catalog.plan_unfitting` where the product's state leads nowhere there.
   */
  set(productId: string, { publishAt, retireAt }: SetProductPlan): Promise<ProductPlan> {
    const now = clock.now().getTime()
    for (const at of [publishAt, retireAt])
      if (at !== null && Date.parse(at) <= now) throw new Fault('catalog.plan_past')
    if (publishAt && retireAt && Date.parse(retireAt) <= Date.parse(publishAt))
      throw new Fault('catalog.plan_mixed_up')
    return transaction(async () => {
      const product = found(await this.rows.one(productId))
      if (publishAt && !isSold(product.kind))
        throw new Fault('catalog.kind_not_sold', { kind: inWords([product.kind]), kindKey: product.kind })
      const leads = (move: PlannedMove) => movesFrom(product.state).includes(move)
      if ((publishAt && !leads('publish')) || (retireAt && !publishAt && !leads('retire')))
        throw new Fault('catalog.plan_unfitting', { state: inWords([product.state]) })
      const before = planOf(productId, await this.plans.one(productId))
      await this.plans.set(productId, publishAt, retireAt)
      const after = planOf(productId, await this.plans.one(productId))
      record({ subject: 'Product', id: productId, name: product.name.zh, before, after })
      return after
    })
  }

  /** Does what is due, each product in a transaction of its own; answers how many moved. */
  async carryOut(): Promise<number> {
    let moved = 0
    for (const { productId, move } of await transaction(() => this.plans.due(A_ROUND)))
      try {
        if (await this.move(productId, move)) moved++
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        const fault = { code: error.code, args: error.args }
        await transaction(() => this.plans.take(productId, move, fault))
      }
    return moved
  }

  private move(productId: string, move: PlannedMove): Promise<boolean> {
    return transaction(async () => {
      const by = await this.plans.take(productId, move)
      if (!by) return false
      const product = found(await this.rows.one(productId))
      // somebody was faster
      if (product.state === (move === 'publish' ? 'published' : 'retired')) return false
      await this.products.move(productId, { move, note: AS_PLANNED }, by)
      return true
    })
  }
}

const planOf = (productId: string, row: PlanRow | undefined): ProductPlan => ({
  productId,
  publishAt: row?.publish_at ?? null,
  retireAt: row?.retire_at ?? null,
  fault: row?.fault ? wordsOf(row.fault) : '',
  by: row?.person_name ?? '',
})

/** A refusal in the words of who asks now, whoever met it. */
function wordsOf({ code, args }: PlanFault): string {
  const {
    lacking = [],
    attributes,
    kindKey,
  } = args as {
    lacking?: string[]
    attributes?: Lacking[]
    kindKey?: string
  }
  const missing = attributes ? inWords(attributes.map(({ name }) => nameIn(name))) : inWords(lacking)
  return errorText(code, scope().locale, {
    ...args,
    missing,
    ...(kindKey ? { kind: inWords([kindKey]) } : {}),
  })
}
