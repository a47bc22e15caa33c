import { Injectable } from '@nestjs/common'
import type { Attribute, CreateAttribute, SetTemplate, Template, UpdateAttribute } from '@storeweave/contract'
import { templateOf } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { AttributesRepo } from './attributes.repo.js'
import { CategoriesRepo } from './categories.repo.js'
import { unknownReference } from './words.js'

const MOST = 300

/** What goods are described by, and which of it each category asks for. */
@Injectable()
export class AttributeService {
  constructor(
    private readonly attributes: AttributesRepo,
    private readonly categories: CategoriesRepo,
  ) {}

  all(): Promise<Attribute[]> {
    return transaction(() => this.attributes.all())
  }

  /**
   * Adds an attribute. The same id again answers the one that is there; with another name it is refused. Throws
   * `catalog.attribute_unfitting` and `catalog.attributes_full`.
   */
  create(input: CreateAttribute): Promise<Attribute> {
    refuseUnfitting(input)
    return transaction(async () => {
      const all = await this.attributes.all()
      if (all.length >= MOST && !all.some((one) => one.id === input.id))
        throw new Fault('catalog.attributes_full', { most: MOST })
      const added = await this.attributes.insert(input)
      if (added) {
        await this.setChoices(input.id, input.choices)
        record({ subject: 'Category', id: input.id, name: input.name.zh, after: input })
      }
      const made = await this.one(input.id)
      if (made.name.zh !== input.name.zh || made.kind !== input.kind) throw new Fault('request.key_reused')
      return made
    })
  }

  /**
   * Changes how an attribute reads and what there is to choose from, or puts it out of use. Throws `access.not_found`,
   * `catalog.attribute_unfitting`, and `catalog.choice_in_use` for a choice left out that goods have.
   */
  update(id: string, input: UpdateAttribute): Promise<Attribute> {
    return transaction(async () => {
      await this.categories.lockTree()
      const before = await this.one(id)
      refuseUnfitting({ ...before, ...input })
      await this.attributes.update(id, input)
      if (input.choices) {
        const choice = await this.attributes.usedBeside(
          id,
          input.choices.map((c) => c.id),
        )
        if (choice) throw new Fault('catalog.choice_in_use', { choice })
        await this.setChoices(id, input.choices)
      }
      await this.touch()
      const after = await this.one(id)
      record({ subject: 'Category', id, name: after.name.zh, before, after })
      return after
    })
  }

  /** What goods of a category are described by, its own attributes and those of the categories above. Throws `access.not_found`. */
  template(categoryId: string): Promise<Template> {
    return transaction(async () => {
      const { path } = found(await this.attributes.pathTo(categoryId))
      const asked = await this.attributes.asked(path)
      const own = asked.filter((one) => one.categoryId === categoryId)
      return { items: templateOf(path, asked), own }
    })
  }

  /** Says what a category itself asks for; goods that are on sale stay so. Throws `access.not_found`. */
  setTemplate(categoryId: string, { items }: SetTemplate): Promise<Template> {
    return transaction(async () => {
      await this.categories.lockTree()
      const { name } = found(await this.attributes.pathTo(categoryId))
      const known = new Set((await this.attributes.all()).map((a) => a.id))
      const ids = items.map((i) => i.attributeId)
      if (ids.some((id, n) => !known.has(id) || ids.indexOf(id) !== n)) throw unknownReference('items')
      const before = { items: await this.attributes.asked([categoryId]) }
      await this.attributes.setAsked(categoryId, items)
      await this.touch()
      record({ subject: 'Category', id: categoryId, name, before, after: { items } })
      return this.template(categoryId)
    })
  }

  private async setChoices(id: string, choices: Attribute['choices']): Promise<void> {
    if ((await this.attributes.setChoices(id, choices)) < choices.length) throw unknownReference('choices')
  }

  private async touch(): Promise<void> {
    await this.attributes.look()
    await touchAnswers()
  }

  private async one(id: string): Promise<Attribute> {
    return found((await this.attributes.all()).find((one) => one.id === id))
  }
}

type Shape = Pick<Attribute, 'kind' | 'several' | 'filterable' | 'choices'>
function refuseUnfitting({ kind, several, filterable, choices }: Shape): void {
  const names = choices.map((c) => c.name.zh)
  const ids = new Set(choices.map((c) => c.id))
  const fits =
    kind === 'choice'
      ? names.length > 0 && new Set(names).size === names.length && ids.size === names.length
      : names.length === 0 && !several && (kind === 'flag' || !filterable)
  if (!fits) throw new Fault('catalog.attribute_unfitting')
}
