import { moneyText } from '@storeweave/contract/money'
import { systemRoles } from '@storeweave/contract/system-roles'
import { currency, localText, locale, timeZone, type Translate } from '@storeweave/kit'
import { wordOr } from '../orders/words'

/** One field of a thing before and after, in words. */
export interface DiffRow {
  key: string
  label: string
  before: string
  after: string
}
type Fields = Record<string, unknown>
/** Turns an id into a name where it is known. */
export type NameOf = (id: string) => string | undefined

const MONEY = /price|payable|charged|amount|^priceM(in|ax)$/i
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const NONE = '–'

/** What changed, field by field; things in lists are told apart by their code or name. */
export function diffOf(t: Translate, before: Fields | null, after: Fields | null, nameOf: NameOf): DiffRow[] {
  return rowsOf(t, before ?? {}, after ?? {}, nameOf, '', '')
}

function rowsOf(
  t: Translate,
  before: Fields,
  after: Fields,
  nameOf: NameOf,
  path: string,
  under: string,
): DiffRow[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== 'id')
  return keys.flatMap((key): DiffRow[] => {
    const [was, is] = [before[key], after[key]]
    if (same(was, is) && path) return []
    const label = [under, wordOr(t, `audit.field.${key}`, key)].filter(Boolean).join(' · ')
    const at = `${path}${key}`
    if (isThings(was) && isThings(is)) return thingsOf(t, was, is, nameOf, at, label)
    if (isPlain(was ?? is) && !isWords(was ?? is) && (was ?? is) !== null)
      return rowsOf(t, (was ?? {}) as Fields, (is ?? {}) as Fields, nameOf, `${at}.`, label)
    const [shownWas, shownIs] = [textOf(t, key, was, nameOf), textOf(t, key, is, nameOf)]
    return shownWas === shownIs ? [] : [{ key: at, label, before: shownWas, after: shownIs }]
  })
}

function thingsOf(
  t: Translate,
  was: Fields[],
  is: Fields[],
  nameOf: NameOf,
  path: string,
  label: string,
): DiffRow[] {
  const ids = [...new Set([...was, ...is].map((one) => String(one['id'])))]
  return ids.flatMap((id) => {
    const [old, now] = [was, is].map((list) => list.find((one) => one['id'] === id))
    const thing = (now ?? old)!
    const name = String(thing['code'] ?? textOf(t, 'name', thing['name'], nameOf))
    return rowsOf(t, old ?? {}, now ?? {}, nameOf, `${path}.${id}.`, `${label} ${name}`)
  })
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const isPlain = (v: unknown): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v)
const isWords = (v: unknown): v is { zh: string; en: string } => isPlain(v) && typeof v['zh'] === 'string'
const isThings = (v: unknown): v is Fields[] =>
  Array.isArray(v) && v.length > 0 && v.every((one) => isPlain(one) && 'id' in one)

/** A value as people read it: money in the brand's currency, times in its zone, known ids by name. */
export function textOf(t: Translate, key: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
  if (typeof value === 'number')
    return MONEY.test(key) ? moneyText(value, currency.value) : value.toLocaleString(locale.value)
  if (isWords(value)) return localText(value)
  if (Array.isArray(value))
    return value.length
      ? value.map((one) => textOf(t, key, one, nameOf)).join(locale.value === 'en' ? ', ' : '、')
      : NONE
  if (isPlain(value))
    return Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, one]) => `${wordOr(t, `audit.field.${name}`, name)} ${textOf(t, name, one, nameOf)}`)
      .join(locale.value === 'en' ? ', ' : '，')
  const text = String(value)
  if (INSTANT.test(text))
    return new Intl.DateTimeFormat(locale.value, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: timeZone.value,
    }).format(new Date(text))
  const role = key === 'roleKey' && systemRoles.find((one) => one.key === text)
  if (role) return localText(role.name)
  return nameOf(text) ?? wordOr(t, `audit.value.${text}`, text)
}
