import { localText, useText } from '@storeweave/kit'
import { computed } from 'vue'
import { attributesOf } from '../attributes/attributes.api'
import { useOne } from '../parts/use-one'
import { choicesOf } from '../products/category-tree'
import { brandsOf, categoriesOf, suppliersOf } from '../products/products.api'
import { classificationsOf, tagsOf } from '../sorting/sorting.api'
import { valuesBelow } from '../sorting/trees'
import { BYS, lineOf, lineText, type By } from './rule-terms'
import type { RuleTerm } from '@storeweave/contract'

interface Choice {
  value: string
  label: string
}

/** What the lines of a rule's condition may name, and a condition in words. */
export function useRuleChoices() {
  const { t } = useText('admin')
  const categories = useOne((signal) => categoriesOf(signal))
  const brands = useOne((signal) => brandsOf(signal))
  const suppliers = useOne((signal) => suppliersOf(signal))
  const tags = useOne((signal) => tagsOf(signal))
  const classes = useOne((signal) => classificationsOf(signal))
  const attributes = useOne((signal) => attributesOf(signal))

  const classChoices = computed(() => {
    const items = classes.value.value?.items ?? []
    return items
      .filter((one) => one.parentId === null)
      .flatMap((tree) =>
        valuesBelow(items, tree.id).map((one) => ({
          value: one.id,
          label: [tree.name, ...one.path].map(localText).join(' / '),
        })),
      )
  })
  const valueChoices = computed(() =>
    (attributes.value.value?.items ?? []).flatMap((one): Choice[] => {
      const name = localText(one.name)
      if (one.kind === 'flag') return [{ value: one.id, label: name }]
      return one.choices.map((choice) => ({ value: choice.id, label: `${name} / ${localText(choice.name)}` }))
    }),
  )
  const choices = computed<Record<By, Choice[]>>(() => ({
    category: choicesOf(categories.value.value?.items ?? [], localText),
    brand: (brands.value.value?.items ?? []).map(({ brand }) => ({ value: brand, label: brand })),
    supplier: (suppliers.value.value?.items ?? []).map((one) => ({
      value: one.id,
      label: localText(one.name),
    })),
    tag: (tags.value.value?.items ?? []).map((one) => ({ value: one.id, label: localText(one.name) })),
    classification: classChoices.value,
    value: valueChoices.value,
    number: kindOf('number'),
    text: kindOf('text'),
  }))
  const kindOf = (kind: 'number' | 'text') =>
    (attributes.value.value?.items ?? [])
      .filter((one) => one.kind === kind)
      .map((one) => ({ value: one.id, label: localText(one.name) }))
  /** What an attribute is called, and what it counts in. */
  function attribute(id: string, kind: 'number' | 'text'): { name: string; unit: string } {
    const one = attributes.value.value?.items.find((a) => a.id === id)
    return { name: one ? localText(one.name) : labelOf(kind, id), unit: one ? localText(one.unit) : '' }
  }
  const labels = computed(
    () =>
      new Map(BYS.flatMap((by) => choices.value[by].map(({ value, label }) => [`${by} ${value}`, label]))),
  )
  const read = {
    category: categories,
    supplier: suppliers,
    tag: tags,
    classification: classes,
    value: attributes,
    number: attributes,
    text: attributes,
  }
  /** What people call a value; one that was deleted since is said to be. */
  function labelOf(by: By, value: string): string {
    const label = labels.value.get(`${by} ${value}`)
    if (label !== undefined) return label
    if (by === 'brand') return value
    return read[by].value.value ? t('rules.gone') : '…'
  }
  const words = {
    by: (by: By) => t(`rules.term.${by}`),
    value: labelOf,
    get comma() {
      return t('assortment.comma')
    },
    more: (count: number) => t('rules.moreValues', { count }),
    attribute,
    get holds() {
      return t('rules.how.holds')
    },
  }
  /** Each line of a condition in words. */
  const said = (condition: readonly RuleTerm[]): string[] =>
    condition.map((term) => lineText(lineOf(term), words))
  const unitOf = (id: string) => attribute(id, 'number').unit
  return { choices, labelOf, said, unitOf }
}
