import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from './world.js'

/** Names of columns that hold, or may hold, something about a living person. */
const PERSONAL =
  /phone|contact|open_id|union_id|email|birth|gender|avatar|login|address|^ip$|_ip$|device|user_agent|(^|_)(lat|lng)$|(person|by|who|cashier|manager|member|clerk|object)_name$|^note$|^reason$|password/
const NAMED = [
  'blocks.caller',
  'allowances.caller',
  'members.name',
  'people.name',
  'outbox.payload',
  'idempotency_keys.response',
  'audit_entries.before',
  'audit_entries.after',
  'price_changes.before',
  'change_comments.words',
  'product_changes.decision_note',
  'reviews.member_id',
  'reviews.words',
  'reviews.media_ids',
  'reviews.reply',
  'review_pictures.member_id',
  'returns.member_id',
  'returns.words',
  'returns.media_ids',
  'returns.answer',
  'returns.waybill',
  'return_pictures.member_id',
  'addresses.member_id',
  'addresses.name',
  'addresses.city',
  'addresses.street',
  'shipments.name',
  'shipments.city',
  'shipments.street',
]
const EMPTY = /^\s*-?\s*$/

describe('the map of personal data', () => {
  let w: World
  let columns: string[]
  const rows = readFileSync(new URL('../../docs/data-map.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  beforeAll(async () => {
    w = await World.start()
    columns = (
      await w.facts<{ c: string }>(
        "select table_name || '.' || column_name as c from information_schema.columns where table_schema = 'storeweave' order by 1",
      )
    ).map((r) => r.c)
  })
  afterAll(() => w.stop())

  it('has a line for every column that may hold personal data', () => {
    const mapped = new Set(rows.map(([column]) => column!.replaceAll('`', '')))
    const wanted = columns.filter((c) => NAMED.includes(c) || PERSONAL.test(c.split('.')[1]!))
    expect(wanted.filter((c) => !mapped.has(c))).toEqual([])
  })
  it('names no column that is not there, and none twice', () => {
    const mapped = rows.map(([column]) => column!.replaceAll('`', ''))
    expect(mapped.filter((c) => !columns.includes(c))).toEqual([])
    expect(mapped.length).toBe(new Set(mapped).size)
  })
  it('says of each whose it is, what for, how long, how it is given out and how it ends', () => {
    for (const row of rows)
      expect([row[0], row.length, row.some((cell) => EMPTY.test(cell))]).toEqual([row[0], 6, false])
  })
})
