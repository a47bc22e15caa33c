import type { AttributeKind, ProductValue } from '@storeweave/contract'

/** What a value is held against. */
export interface Described {
  id: string
  kind: AttributeKind
  several: boolean
  choices: readonly { id: string }[]
}
/** What one category says of one attribute. */
export interface Asked {
  categoryId: string
  attributeId: string
  required: boolean
}

const NUMBER = /^-?(0|[1-9]\d{0,11})(\.\d{1,4})?$/

/** Whether an attribute can have such a value: a number as people write it, one of its choices, `true` or `false`, any text. */
export function isValue({ kind, choices }: Pick<Described, 'kind' | 'choices'>, value: string): boolean {
  if (kind === 'number') return NUMBER.test(value)
  if (kind === 'flag') return value === 'true' || value === 'false'
  return kind === 'text' || choices.some((choice) => choice.id === value)
}

/** The place of the first value that cannot be: of an unknown attribute, of the wrong kind, one too many; -1 when all fit. */
export function misfitValueOf(
  attributes: ReadonlyMap<string, Described>,
  values: readonly ProductValue[],
): number {
  const seen = new Set<string>()
  return values.findIndex(({ attributeId, value }) => {
    const attribute = attributes.get(attributeId)
    const key = attribute?.several ? `${attributeId} ${value}` : attributeId
    if (!attribute || seen.has(key) || !isValue(attribute, value)) return true
    seen.add(key)
    return false
  })
}

/**
 * What goods of a category are described by, out of what it and the categories above it say, each category's in its
 * order and the topmost first. An attribute stands where it is said first, and is required as soon as one says so.
 */
export function templateOf(path: readonly string[], asked: readonly Asked[]): Asked[] {
  const items = new Map<string, Asked>()
  for (const categoryId of path)
    for (const one of asked.filter((a) => a.categoryId === categoryId)) {
      const before = items.get(one.attributeId)
      if (!before) items.set(one.attributeId, one)
      else if (one.required && !before.required)
        items.set(one.attributeId, { ...before, required: true, categoryId })
    }
  return [...items.values()]
}

/** The required attributes of a template that no value is there for, in its order. */
export function requiredMissing(
  template: readonly Pick<Asked, 'attributeId' | 'required'>[],
  values: readonly Pick<ProductValue, 'attributeId'>[],
): string[] {
  const there = new Set(values.map((v) => v.attributeId))
  return template.filter((t) => t.required && !there.has(t.attributeId)).map((t) => t.attributeId)
}
