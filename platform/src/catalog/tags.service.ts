import { Injectable } from '@nestjs/common'
import type { CreateTag, ProductMarks, SetProductMarks, Tag, UpdateTag } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { TagsRepo } from './tags.repo.js'
import { unknownReference } from './words.js'

const MOST = 100

/** Short words on goods that hold for a time, and what else a product is sorted under beside its category. */
@Injectable()
export class TagService {
  constructor(private readonly tags: TagsRepo) {}

  all(): Promise<Tag[]> {
    return transaction(() => this.tags.all())
  }

  /** Adds a tag. The same id again answers the one that is there; with another name it is refused. */
  create(input: CreateTag): Promise<Tag> {
    return transaction(async () => {
      const all = await this.tags.all()
      if (all.length >= MOST && !all.some((one) => one.id === input.id))
        throw new Fault('catalog.tags_full', { most: MOST })
      const added = await this.tags.insert(input)
      const made = await this.one(input.id)
      if (!added && made.name.zh !== input.name.zh) throw new Fault('request.key_reused')
      if (added) record({ subject: 'Category', id: input.id, name: input.name.zh, after: input })
      return made
    })
  }

  /** Changes how a tag reads and looks, or puts it out of use. Throws `access.not_found`. */
  update(id: string, input: UpdateTag): Promise<Tag> {
    return transaction(async () => {
      const before = await this.one(id)
      await this.tags.update(id, input)
      await touchAnswers()
      if (input.active !== undefined && input.active !== before.active)
        await emit('catalog.sorting_changed', {})
      const after = await this.one(id)
      record({ subject: 'Category', id, name: after.name.zh, before, after })
      return after
    })
  }

  /** What a product is sorted under. Throws `access.not_found`. */
  async marks(productId: string): Promise<ProductMarks> {
    return found(await transaction(() => this.tags.marks(productId))).marks
  }

  /** Replaces what a product is sorted under. Throws `access.not_found` and `catalog.tag_time_mixed_up`. */
  setMarks(productId: string, input: SetProductMarks): Promise<ProductMarks> {
    if (input.tags.some(({ from, until }) => until !== null && Date.parse(until) <= Date.parse(from)))
      throw new Fault('catalog.tag_time_mixed_up')
    return transaction(async () => {
      const { name, marks: before } = found(await this.tags.marks(productId, true))
      const unknown = await this.tags.unknownOf(input)
      if (unknown) throw unknownReference(unknown)
      // named twice is once: the later one holds
      const tags = [...new Map(input.tags.map((tag) => [tag.tagId, tag])).values()]
      await this.tags.setMarks(productId, { classificationIds: [...new Set(input.classificationIds)], tags })
      await touchAnswers()
      await emit('catalog.products_changed', { productIds: [productId] })
      const { marks: after } = found(await this.tags.marks(productId))
      record({ subject: 'Product', id: productId, name, before, after })
      return after
    })
  }

  private async one(id: string): Promise<Tag> {
    return found((await this.tags.all()).find((one) => one.id === id))
  }
}
