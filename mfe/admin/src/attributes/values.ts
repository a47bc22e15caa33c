import type { Attribute, ProductValue, Template } from '@storeweave/contract'
import { isValue } from '@storeweave/rules/catalog'

/** An attribute as a form asks for it. */
export interface AskedFor {
  attribute: Attribute
  required: boolean
}

/** What the form of a product asks for: what its category wants, then whatever else the product has values of. */
export function askedFor(
  attributes: readonly Attribute[],
  template: Template['items'],
  values: readonly ProductValue[],
): AskedFor[] {
  const byId = new Map(attributes.map((one) => [one.id, one]))
  const wanted = new Map(template.map((item) => [item.attributeId, item.required]))
  for (const { attributeId } of values) if (!wanted.has(attributeId)) wanted.set(attributeId, false)
  return [...wanted].flatMap(([id, required]) => {
    const attribute = byId.get(id)
    return attribute ? [{ attribute, required }] : []
  })
}

/** The values of one attribute. */
export const valuesOf = (values: readonly ProductValue[], attributeId: string): ProductValue[] =>
  values.filter((one) => one.attributeId === attributeId)

/** The values of a product with those of one attribute replaced; empty ones are none. */
export const withValues = (
  values: readonly ProductValue[],
  attributeId: string,
  now: readonly { value: string; valueEn?: string }[],
): ProductValue[] => [
  ...values.filter((one) => one.attributeId !== attributeId),
  ...now
    .filter(({ value, valueEn }) => value !== '' || valueEn)
    .map(({ value, valueEn = '' }) => ({ attributeId, value, valueEn })),
]

/** Attributes whose values cannot be saved: a number that is none, a text in English alone. */
export const unfitting = (attributes: readonly Attribute[], values: readonly ProductValue[]): string[] =>
  attributes
    .filter((one) =>
      valuesOf(values, one.id).some(({ value }) => !value.trim() || !isValue(one, value.trim())),
    )
    .map((one) => one.id)
