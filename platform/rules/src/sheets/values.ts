import type { ProductValue } from '@storeweave/contract'
import type { ProductLine, RowFault, SaidValue } from './lines.js'

const VALUES_MAX = 200
const CELL = 'attribute:'
const ENGLISH = '_en'

/** The key of an attribute's column. */
export const attributeCell = (id: string): string => CELL + id
/** The key of the column with the English of a text. */
export const attributeCellEn = (id: string): string => CELL + id + ENGLISH
/** The attribute that a column is about; undefined for every other column. */
export const attributeOfCell = (cell: string): string | undefined =>
  cell.startsWith(CELL) ? cell.slice(CELL.length).replace(ENGLISH, '') : undefined

/** A decimal without the zeros that say nothing: `1.50` and `1.5` are the same number. */
export function plainDecimal(text: string): string {
  if (!text.includes('.')) return text
  let end = text.length
  while (text[end - 1] === '0') end--
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end)
}

const sameValues = ({ kind }: SaidValue, a: readonly string[], b: readonly string[]): boolean => {
  const form = kind === 'number' ? plainDecimal : (text: string) => text
  const there = new Set(b.map(form))
  return a.length === b.length && a.every((text) => there.has(form(text)))
}

/** What all rows of a product say together; rows that differ are faults. */
function agreed(lines: readonly ProductLine[], faults: RowFault[]): Map<string, SaidValue & { row: number }> {
  const all = new Map<string, SaidValue & { row: number }>()
  const first = new Map<string, number>()
  const differs = (row: number, cell: string) =>
    faults.push({ row, cell, code: 'fields_differ', args: { row: first.get(cell)! } })
  for (const { row, values } of lines)
    for (const [id, said] of Object.entries(values ?? {})) {
      const one = all.get(id) ?? { kind: said.kind, row }
      all.set(id, one)
      if (said.value) {
        if (one.value && !sameValues(said, one.value, said.value)) differs(row, attributeCell(id))
        else if (!one.value) first.set(attributeCell(id), row)
        one.value ??= said.value
      }
      if (said.valueEn !== undefined) {
        if (one.valueEn !== undefined && one.valueEn !== said.valueEn) differs(row, attributeCellEn(id))
        else if (one.valueEn === undefined) first.set(attributeCellEn(id), row)
        one.valueEn ??= said.valueEn
      }
    }
  return all
}

/** Lays what the rows of a product say of attributes over its values; undefined where they stay as they are. */
export function mergeValues(
  before: readonly ProductValue[],
  lines: readonly ProductLine[],
  faults: RowFault[],
): ProductValue[] | undefined {
  const said = agreed(lines, faults)
  let changed = false
  const laid = [...said].flatMap(([attributeId, one]) => {
    const old = before.filter((v) => v.attributeId === attributeId)
    const was = old.map((v) => v.value)
    const same = !one.value || sameValues(one, was, one.value)
    const value = same ? was : one.value!
    const valueEn = (value.length && (one.valueEn ?? old[0]?.valueEn)) || ''
    if (one.valueEn && !value.length)
      faults.push({ row: one.row, cell: attributeCell(attributeId), code: 'required' })
    changed ||= !same || valueEn !== (old[0]?.valueEn ?? '')
    return value.map((text) => ({ attributeId, value: text, valueEn }))
  })
  if (!changed) return undefined
  const values = [...before.filter((v) => !said.has(v.attributeId)), ...laid]
  if (values.length > VALUES_MAX)
    faults.push({ row: lines[0]!.row, cell: '', code: 'too_many_described', args: { most: VALUES_MAX } })
  return values
}

/** What differs between the values of a product: keys of columns, each with the values before and after. */
export function valueChanges(
  before: readonly ProductValue[],
  after: readonly ProductValue[],
): { cell: string; before: string; after: string }[] {
  const listOf = (values: readonly ProductValue[], id: string) => {
    const own = values.filter((v) => v.attributeId === id)
    return { list: own.map((v) => v.value).sort(), en: own[0]?.valueEn ?? '' }
  }
  return [...new Set([...before, ...after].map((v) => v.attributeId))].flatMap((id) => {
    const [was, is] = [listOf(before, id), listOf(after, id)]
    const text = (list: readonly string[]) => (list.length ? JSON.stringify(list) : '')
    return [
      { cell: attributeCell(id), before: text(was.list), after: text(is.list) },
      { cell: attributeCellEn(id), before: was.en, after: is.en },
    ].filter((c) => c.before !== c.after)
  })
}
