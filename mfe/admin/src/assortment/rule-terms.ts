import type { RuleTerm } from '@storeweave/contract'

/** What a line of a condition may be about. */
export const BYS = [
  'category',
  'brand',
  'supplier',
  'tag',
  'classification',
  'value',
  'number',
  'text',
] as const
export type By = (typeof BYS)[number]
/** A line of a condition in the making: ids, or names of brands. */
export interface Line {
  by: By
  values: string[]
  /** Of a number or a text: the attribute, and what it must be. */
  attributeId?: string
  from?: string
  to?: string
  how?: 'is' | 'holds'
}
const NUMBER = /^-?(0|[1-9]\d{0,11})(\.\d{1,4})?$/

export function lineOf(term: RuleTerm): Line {
  if (term.by === 'brand') return { by: term.by, values: [...term.names] }
  const { by } = term
  if (by === 'number')
    return { by, values: [], attributeId: term.attributeId, from: term.from ?? '', to: term.to ?? '' }
  if (by === 'text') return { by, values: [...term.texts], attributeId: term.attributeId, how: term.how }
  return { by, values: [...term.ids] }
}
/** The condition that lines make; those that are not whole say nothing. */
export const conditionOf = (lines: readonly Line[]): RuleTerm[] => lines.flatMap((line) => termOf(line) ?? [])
function termOf({ by, values, attributeId, from = '', to = '', how = 'is' }: Line): RuleTerm | undefined {
  if (by === 'number') {
    const ends = [from, to].filter(Boolean)
    const fits =
      ends.length > 0 && ends.every((end) => NUMBER.test(end)) && !(Number(from) > Number(to) && to)
    return attributeId && fits ? { by, attributeId, from: from || null, to: to || null } : undefined
  }
  if (!values.length) return undefined
  if (by === 'text') return attributeId ? { by, attributeId, how, texts: values } : undefined
  return by === 'brand' ? { by, names: values } : { by, ids: values }
}
/** True for a line that says something and cannot be. */
export const isAmiss = (line: Line): boolean =>
  [line.from, line.to, line.attributeId].some(Boolean) && !termOf(line)

/** A line in words, e.g. `Brand: Muxi, Yuanye`; more than a few values are counted. */
export function lineText(
  line: Line,
  of: {
    by: (by: By) => string
    value: (by: By, value: string) => string
    comma: string
    more: (count: number) => string
    attribute: (id: string, kind: 'number' | 'text') => { name: string; unit: string }
    holds: string
  },
  most = 3,
): string {
  const { by, attributeId } = line
  if ((by === 'number' || by === 'text') && attributeId) {
    const { name, unit } = of.attribute(attributeId, by)
    if (by === 'number') return `${name}: ${spanText(line)}${unit && ` ${unit}`}`
    const texts = line.values
      .slice(0, most)
      .map((text) => (line.how === 'holds' ? `${of.holds} ${text}` : text))
    const more = line.values.length - texts.length
    return `${name}: ${texts.join(of.comma)}${more ? of.more(more) : ''}`
  }
  const names = line.values.slice(0, most).map((value) => of.value(line.by, value))
  const rest = line.values.length - names.length
  return `${of.by(line.by)}: ${names.join(of.comma)}${rest ? of.more(rest) : ''}`
}

/** Two ends as people read them, e.g. `≥ 3` or `3 – 5`. */
const spanText = ({ from, to }: Line): string => {
  if (from && to) return from === to ? `= ${from}` : `${from} – ${to}`
  return from ? `≥ ${from}` : `≤ ${to}`
}
