import type { Locale } from '@storeweave/contract'
import { isValue } from '@storeweave/rules/catalog'
import {
  attributeCell,
  attributeCellEn,
  headerKey,
  plainDecimal,
  type SaidValue,
} from '@storeweave/rules/sheets'
import type { NamedAttribute } from '../catalog/index.js'
import { choicesOf } from './attribute-choices.js'
import { allowed, choiceOf, EXPONENT, words, YES_NO, type CellFault, type Column } from './columns.js'
import type { ProductDraft } from './product-columns.js'

const TEXT_MAX = 200
type Put = (text: string, said: SaidValue) => CellFault | undefined

/** Columns of the attributes that goods are described by, in their order; a text has one for each language. */
export function attributeColumns(attributes: readonly NamedAttribute[]): Column<ProductDraft>[] {
  const titles = titlesOf(attributes)
  return attributes.flatMap((attribute) => {
    const title = titles(attribute)
    const column: Column<ProductDraft> = {
      key: attributeCell(attribute.id),
      title,
      put: (to, text) => put[attribute.kind](attribute)(text, saidIn(to, attribute)),
      clear: (to) => void (saidIn(to, attribute).value = []),
    }
    if (attribute.kind !== 'text') return [column]
    const english = words<ProductDraft>(
      attributeCellEn(attribute.id),
      `${title['zh-CN']}英文`,
      `${title.en} (English)`,
      TEXT_MAX,
      (to, text) => void (saidIn(to, attribute).valueEn = text),
      { clearable: true },
    )
    return [column, english]
  })
}

/** What a row says of an attribute so far. */
const saidIn = (to: ProductDraft, { id, kind }: NamedAttribute): SaidValue => (to.values[id] ??= { kind })

/** What heads call attributes, with the unit of a number; where two would be called the same, their ids tell them apart. */
function titlesOf(
  attributes: readonly NamedAttribute[],
): (attribute: NamedAttribute) => Record<Locale, string> {
  const plain = ({ name, unit }: NamedAttribute): Record<Locale, string> => {
    const unitEn = unit.en || unit.zh
    return {
      'zh-CN': `属性：${name.zh}${unit.zh && `（${unit.zh}）`}`,
      en: `Attribute: ${name.en || name.zh}${unitEn && ` (${unitEn})`}`,
    }
  }
  const owners = new Map<string, Set<string>>()
  for (const one of attributes)
    for (const title of Object.values(plain(one)))
      owners.set(headerKey(title), (owners.get(headerKey(title)) ?? new Set()).add(one.id))
  return (one) => {
    const own = (title: string) => (owners.get(headerKey(title))!.size > 1 ? `${title} ${one.id}` : title)
    const title = plain(one)
    return { 'zh-CN': own(title['zh-CN']), en: own(title.en) }
  }
}

const put: Record<NamedAttribute['kind'], (attribute: NamedAttribute) => Put> = {
  text: () => {
    const column = words<SaidValue>('', '', '', TEXT_MAX, (to, text) => void (to.value = [text]))
    return (text, said) => column.put(said, text, undefined)
  },
  number:
    ({ unit }) =>
    (text, said) => {
      const number = numberIn(text, [unit.zh, unit.en])
      if (number !== undefined) said.value = [number]
      else if (EXPONENT.test(text)) return { code: 'number_mangled', args: { shown: text } }
      else return { code: 'decimal_invalid' }
    },
  flag: () => (text, said) => {
    const flag = choiceOf(YES_NO, text)
    if (!flag) return { code: 'word_unknown', args: { allowed: allowed(YES_NO) } }
    said.value = [flag]
  },
  choice: (attribute) => (text, said) => {
    const { ids, unknown } = choicesOf(attribute).read(text)
    if (unknown !== undefined)
      return {
        code: 'choice_unknown',
        args: { said: unknown.slice(0, 40), allowed: choicesOf(attribute).allowed },
      }
    if (ids.length > 1 && !attribute.several) return { code: 'choice_single' }
    said.value = ids
  },
}

/** A number as people write it, its unit behind it or not, thousands parted by commas or not; undefined for none. */
function numberIn(text: string, units: readonly string[]): string | undefined {
  let plain = text.normalize('NFKC').trim()
  const lower = plain.toLowerCase()
  const unit = units.find((u) => u && lower.endsWith(u.normalize('NFKC').toLowerCase()))
  if (unit) plain = plain.slice(0, plain.length - unit.normalize('NFKC').length).trim()
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '')
  const number = plainDecimal(plain.replace(/^\+/, ''))
  return isValue({ kind: 'number', choices: [] }, number) ? number : undefined
}
