import { Injectable } from '@nestjs/common'
import type { Category, CreateCategory, UpdateCategory } from '@storeweave/contract'
import { wouldCycle } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { CategoriesRepo } from './categories.repo.js'
import { pathOf, WIDTHS } from './picture.js'
import { unknownReference } from './words.js'

/** The tree goods are sorted into. */
@Injectable()
export class CategoryService {
  constructor(private readonly categories: CategoriesRepo) {}

  all(): Promise<Category[]> {
    return transaction(() => this.categories.all())
  }

  /** What shoppers of a store may browse. Throws `access.not_found` for a store that isn't open to them. */
  inShop(storeId: string): Promise<Category[]> {
    return transaction(async () => found(await this.categories.inShop(storeId)))
  }

  /** Adds a category. The same id again answers the one that is there; with another name it is refused. */
  create(input: CreateCategory): Promise<Category> {
    return transaction(async () => {
      const tree = await this.categories.lockTree()
      if (input.parentId && !tree.some((c) => c.id === input.parentId)) throw unknownReference('parentId')
      const iconUrl = (await this.iconOf(input.mediaId)) ?? null
      const added = await this.categories.insert({ ...input, iconUrl })
      const category = await this.one(input.id)
      if (!added && category.name.zh !== input.name.zh) throw new Fault('request.key_reused')
      if (added) record({ subject: 'Category', id: input.id, name: input.name.zh, after: input })
      return category
    })
  }

  /** Renames or moves a category. Throws `catalog.category_cycle`. */
  update(id: string, input: UpdateCategory): Promise<Category> {
    return transaction(async () => {
      const tree = await this.categories.lockTree()
      found(tree.find((c) => c.id === id))
      if (input.parentId && !tree.some((c) => c.id === input.parentId)) throw unknownReference('parentId')
      if (
        input.parentId !== undefined &&
        wouldCycle(
          tree.map((c) => ({ id: c.id, parentId: c.parent_id })),
          id,
          input.parentId,
        )
      )
        throw new Fault('catalog.category_cycle')
      const before = await this.one(id)
      await this.categories.update(id, input, await this.iconOf(input.mediaId))
      await touchAnswers()
      if (input.parentId !== undefined && input.parentId !== before.parentId)
        await emit('catalog.sorting_changed', {})
      const after = await this.one(id)
      record({ subject: 'Category', id, name: after.name.zh, before, after })
      return after
    })
  }

  /** Deletes a category that is not in use. Throws `access.not_found` and `catalog.category_in_use`. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      found((await this.categories.lockTree()).find((c) => c.id === id))
      const before = await this.one(id)
      if (!(await this.categories.remove(id))) throw new Fault('catalog.category_in_use')
      await touchAnswers()
      record({ subject: 'Category', id, name: before.name.zh, before })
    })
  }

  /** The address of a kept picture in its smallest width; undefined and null stay what they are. */
  private async iconOf(mediaId: string | null | undefined): Promise<string | null | undefined> {
    if (!mediaId) return mediaId as null | undefined
    if (!(await this.categories.hasMedia(mediaId))) throw unknownReference('mediaId')
    return `/media/${pathOf(tenantId(), mediaId, WIDTHS[0])}`
  }

  private async one(id: string): Promise<Category> {
    return found((await this.categories.all()).find((c) => c.id === id))
  }
}
