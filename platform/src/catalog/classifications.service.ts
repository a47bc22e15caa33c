import { Injectable } from '@nestjs/common'
import type { Classification, CreateClassification, UpdateClassification } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { ClassificationsRepo } from './classifications.repo.js'
import { unknownReference } from './words.js'

const MOST = 1_000

/** Trees goods are sorted into beside their category: season, for whom, where from. */
@Injectable()
export class ClassificationService {
  constructor(private readonly classifications: ClassificationsRepo) {}

  all(): Promise<Classification[]> {
    return transaction(() => this.classifications.all())
  }

  /** Adds a tree or a value. The same id again answers the one that is there; with another name it is refused. */
  create(input: CreateClassification): Promise<Classification> {
    return transaction(async () => {
      const all = await this.classifications.all()
      if (input.parentId && !all.some((c) => c.id === input.parentId)) throw unknownReference('parentId')
      if (all.length >= MOST && !all.some((c) => c.id === input.id))
        throw new Fault('catalog.classifications_full', { most: MOST })
      const added = await this.classifications.insert(input)
      const made = await this.one(input.id)
      if (!added && made.name.zh !== input.name.zh) throw new Fault('request.key_reused')
      if (added) {
        await touchAnswers()
        record({ subject: 'Category', id: input.id, name: input.name.zh, after: input })
      }
      return made
    })
  }

  /** Renames, moves among its siblings, shows or hides. Throws `access.not_found`. */
  update(id: string, input: UpdateClassification): Promise<Classification> {
    return transaction(async () => {
      const before = await this.one(id)
      await this.classifications.update(id, input)
      await touchAnswers()
      const after = await this.one(id)
      record({ subject: 'Category', id, name: after.name.zh, before, after })
      return after
    })
  }

  /** Deletes one that is not in use. Throws `access.not_found` and `catalog.classification_in_use`. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      const before = await this.one(id)
      if (!(await this.classifications.remove(id))) throw new Fault('catalog.classification_in_use')
      await touchAnswers()
      record({ subject: 'Category', id, name: before.name.zh, before })
    })
  }

  private async one(id: string): Promise<Classification> {
    return found((await this.classifications.all()).find((c) => c.id === id))
  }
}
