import { Injectable } from '@nestjs/common'
import { reading } from '../kernel/db.js'
import { Listen } from '../kernel/events.js'
import { RulesRepo } from './rules.repo.js'
import { SettlingService } from './settling.service.js'
import { WalksService } from './walks.service.js'

const isAsked = (self: RulesListeners): Promise<boolean> => self.anyRule()

/** Goods that are made or edited come to the rules that fit them now, and leave those that don't. */
@Injectable()
export class RulesListeners {
  constructor(
    private readonly rules: RulesRepo,
    private readonly settling: SettlingService,
    private readonly walks: WalksService,
  ) {}

  /** Whether there is a rule to ask. */
  anyRule(): Promise<boolean> {
    return reading(() => this.rules.anyActive())
  }

  @Listen('catalog.product_changed', isAsked)
  changed({ productId }: { productId: string }): Promise<number> {
    return this.settling.settle([productId])
  }

  @Listen('catalog.products_changed', isAsked)
  changedMany({ productIds }: { productIds: string[] }): Promise<number> {
    return this.settling.settle(productIds)
  }

  @Listen('catalog.sorting_changed', isAsked)
  sortedAnew(): Promise<void> {
    return this.walks.beginAll()
  }
}
