import {
  misfitValueOf,
  requiredMissing,
  templateOf,
  type Asked,
  type Described,
} from '@storeweave/rules/catalog'
import type { BulkRow } from './bulk.repo.js'
import type { TableRows } from './catalogue.rows.js'
import { idOf } from './ids.js'
import type { SeedProduct, TenantSeed } from './seed.js'
import { blockOf, type SeedValue } from './seed-words.js'

/** The id of one of an attribute's choices. */
export const choiceId = (tenantId: string, attribute: string, choice: string): string =>
  idOf(tenantId, 'choice', attribute, choice)

interface Value {
  attributeId: string
  value: string
  valueEn: string
}

/**
 * What products are described by beside their own rows: values, values of trees, stories, goods beside them, plans. Throws
 * for a value that its attribute cannot have, and for goods on sale that lack what their category asks for.
 */
export function descriptionRows(tenantId: string, seed: TenantSeed, now: Date): TableRows {
  const values = new Values(tenantId, seed)
  const all = seed.products.map((product) => ({ product, id: idOf(tenantId, 'product', product.key) }))
  const described = all.flatMap(({ product, id }) => values.rowsOf(product, id))
  const sorted = all.flatMap(({ product, id }) =>
    (product.classes ?? []).map((key) => ({
      product_id: id,
      classification_id: idOf(tenantId, 'classification', key),
    })),
  )
  const beside = all.flatMap(({ product, id }) =>
    (product.related ?? []).map((key, position) => ({
      product_id: id,
      reason: 'chosen',
      other_id: idOf(tenantId, 'product', key),
      position,
    })),
  )
  return [
    ['product_values', described],
    ['product_classes', sorted],
    ['related_products', beside],
    ['presentations', all.flatMap(({ product, id }) => storyRow(tenantId, product, id, now))],
    ['product_plans', all.flatMap(({ product, id }) => planRow(product, id, now))],
  ]
}

function storyRow(tenantId: string, { story }: SeedProduct, productId: string, now: Date): BulkRow[] {
  if (!story) return []
  const kept = (blocks: typeof story.zh) =>
    blocks.map((block) => blockOf(block, (key) => idOf(tenantId, 'picture', key)))
  const stories = { story_zh: kept(story.zh), story_en: kept(story.en) }
  return [{ product_id: productId, ...stories, updated_at: now.toISOString() }]
}

function planRow({ publishAt }: SeedProduct, productId: string, now: Date): BulkRow[] {
  if (!publishAt) return []
  const at = now.toISOString()
  return [{ product_id: productId, publish_at: publishAt.toISOString(), person_name: '', updated_at: at }]
}

/** The values of products by their attributes. */
class Values {
  private readonly described: ReadonlyMap<string, Described>
  private readonly asked: Asked[]
  private readonly parents: ReadonlyMap<string, string | null>

  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
  ) {
    this.described = new Map(
      (seed.attributes ?? []).map(({ key, kind, several = false, choices = [] }) => {
        const id = idOf(tenantId, 'attribute', key)
        const ids = choices.map((choice) => ({ id: choiceId(tenantId, key, choice.key) }))
        return [id, { id, kind, several, choices: ids }]
      }),
    )
    this.asked = seed.categories.flatMap(({ key, asks = [] }) =>
      asks.map(({ attribute, required }) => ({
        categoryId: key,
        attributeId: idOf(tenantId, 'attribute', attribute),
        required,
      })),
    )
    this.parents = new Map(seed.categories.map(({ key, parentKey }) => [key, parentKey]))
  }

  rowsOf(product: SeedProduct, productId: string): BulkRow[] {
    const values = Object.entries(product.values ?? {}).flatMap(([key, value]) => this.valuesOf(key, value))
    const misfit = values[misfitValueOf(this.described, values)]
    if (misfit) throw new Error(`seed says ${misfit.value} of ${product.key}, which its attribute can't be`)
    const template = templateOf(this.pathTo(product.categoryKey), this.asked)
    const published = (product.state ?? 'published') === 'published'
    if (published && requiredMissing(template, values).length)
      throw new Error(`seed sells ${product.key} without what its category asks for`)
    return values.map(({ attributeId, value, valueEn }) => ({
      product_id: productId,
      attribute_id: attributeId,
      value,
      value_en: valueEn,
      choice_id: this.described.get(attributeId)!.kind === 'choice' ? value : null,
    }))
  }

  private valuesOf(key: string, value: SeedValue): Value[] {
    const attributeId = idOf(this.tenantId, 'attribute', key)
    const chosen = (choice: string) => choiceId(this.tenantId, key, choice)
    if (Array.isArray(value)) return value.map((one) => ({ attributeId, value: chosen(one), valueEn: '' }))
    if (typeof value === 'string') return [{ attributeId, value: chosen(value), valueEn: '' }]
    if (typeof value === 'object') return [{ attributeId, value: value.zh, valueEn: value.en }]
    return [{ attributeId, value: String(value), valueEn: '' }]
  }

  private pathTo(categoryKey: string): string[] {
    const parent = this.parents.get(categoryKey)
    return parent ? [...this.pathTo(parent), categoryKey] : [categoryKey]
  }
}
