import type { RuleTerm } from '@storeweave/contract'

/** What a line of a condition may be about. */
export const BYS = ['category', 'brand', 'supplier', 'tag', 'classification', 'value'] as const
export type By = (typeof BYS)[number]
/** A line of a condition in the making: ids, or names of brands. */
export interface Line {
  by: By
  values: string[]
}

export const lineOf = (term: RuleTerm): Line =>
  term.by === 'brand' ? { by: term.by, values: [...term.names] } : { by: term.by, values: [...term.ids] }
/** The condition that lines make; those without values say nothing. */
export const conditionOf = (lines: readonly Line[]): RuleTerm[] =>
  lines
    .filter(({ values }) => values.length)
    .map(({ by, values }) => (by === 'brand' ? { by, names: values } : { by, ids: values }))

/** A line in words, e.g. `Brand: Muxi, Yuanye`; more than a few values are counted. */
export function lineText(
  line: Line,
  of: {
    by: (by: By) => string
    value: (by: By, value: string) => string
    comma: string
    more: (count: number) => string
  },
  most = 3,
): string {
  const names = line.values.slice(0, most).map((value) => of.value(line.by, value))
  const rest = line.values.length - names.length
  return `${of.by(line.by)}: ${names.join(of.comma)}${rest ? of.more(rest) : ''}`
}
