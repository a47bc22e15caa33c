import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/kernel/openapi.js'
import { newId } from '../world.js'
import { each, FuzzShop, patiently, settled } from './fuzz-shop.js'
import { bent, operationsOf, Shapes, type Json, type Operation } from './shapes.js'

/** Another seed: `FUZZ_SEED=7 vitest run test/fuzz`. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20261122)
const GOOD = 2
const BAD = 3
const PROBLEM = { $ref: '#/components/schemas/Problem' }

describe(`every operation of the API document, fuzzed (seed ${seed})`, () => {
  let shop: FuzzShop
  let document: Json
  let operations: Operation[]
  let shapes: Shapes
  let ajv: Ajv2020
  beforeAll(async () => {
    shop = await FuzzShop.open()
    document = openApiDocument(shop.w.platform.app)
    // the event stream never ends; it has tests of its own
    operations = operationsOf(document).filter((op) => op.path !== '/api/live')
    shapes = new Shapes(document, shop.known)
    ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
    ajv.addSchema({ $id: 'api', ...document })
  })
  afterAll(() => shop.w.stop())

  const checks = new Map<Json, ReturnType<Ajv2020['compile']>>()
  const fits = (schema: Json, value: unknown): string | undefined => {
    let check = checks.get(schema)
    if (!check) {
      check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object)
      checks.set(schema, check)
    }
    return check(value) ? undefined : ajv.errorsText(check.errors)
  }
  const tried = (op: Operation, n: number): [unknown, unknown, string, string][] =>
    fc.sample(
      fc
        .tuple(op.body ? shapes.of(op.body, op.path) : fc.constant(undefined), pathOf(op), queryOf(op))
        .chain(([body, path, query]) =>
          fc.tuple(fc.constant(body), bent(body ?? {}), fc.constant(path), fc.constant(query)),
        ),
      { seed, numRuns: n },
    )
  const pathOf = (op: Operation) => {
    const params = op.params.filter((p) => p.in === 'path')
    return fc
      .tuple(...params.map((p) => shapes.of(p.schema, op.path, p.name)))
      .map((values) =>
        params
          .reduce((path, p, i) => path.replace(`{${p.name}}`, encodeURIComponent(String(values[i]))), op.path)
          .replace('{tenantId}', shop.t.ref.id),
      )
  }
  const queryOf = (op: Operation) => {
    const params = op.params.filter((p) => p.in === 'query')
    const one = (p: Operation['params'][number]) => {
      const value = shapes.of(p.schema, op.path, p.name).map((v) => encodeURIComponent(String(v)))
      return p.required ? value : fc.option(value, { nil: undefined, freq: 2 })
    }
    return fc.tuple(...params.map(one)).map((values) =>
      values
        .map((v, i) => (v === undefined ? '' : `${params[i]!.name}=${v}`))
        .filter(Boolean)
        .join('&'),
    )
  }

  /** What is wrong with an answer, by the document; undefined for nothing. */
  function fault(
    op: Operation,
    answer: { status: number; body: unknown; headers: Json; text: string },
  ): string | undefined {
    if (answer.status >= 500) return `answered ${answer.status}`
    if (answer.status === op.success)
      return op.answer
        ? fits(op.answer, answer.body)
        : answer.status === 204 && answer.text
          ? 'a body with 204'
          : undefined
    if (answer.status < 400) return `status ${answer.status} is not in the document`
    if (answer.headers['content-type'] !== 'application/problem+json; charset=utf-8')
      return 'no problem document'
    if (/syntax error|select |insert |relation "|\.ts:\d|node_modules/i.test(answer.text))
      return 'tells of the inside'
    return fits(PROBLEM, answer.body)
  }

  it('0 answers of 500, none undocumented, all in their shape; what does not fit is refused', async () => {
    const faults: string[] = []
    const done = new Map<string, number>()
    let requests = 0
    const send = async (who: string, op: Operation, path: string, body: unknown) => {
      requests++
      const client = await shop.client(who)
      const headers = { 'idempotency-key': newId() }
      const answer = await patiently(() =>
        client.send(op.method, path, op.method === 'GET' ? undefined : body, headers),
      )
      const what = `${who} ${op.method} ${path} ${JSON.stringify(body)?.slice(0, 600)} -> ${answer.text.slice(0, 300)}`
      const wrong = fault(op, answer)
      if (wrong) faults.push(`${wrong}: ${what}`)
      if (answer.body?.code === 'access.token_invalid') shop.forget(who)
      // a rule that everybody must have a new password or a second factor first would end the walk
      if (path.startsWith('/api/sign-in-policy')) await shop.anyPassword()
      // what is switched off would answer nothing else from here on
      if (path.startsWith('/api/features') && op.method === 'PUT') await shop.everything()
      return { answer, what }
    }
    const attempts = operations.flatMap((op) =>
      tried(op, GOOD + BAD).flatMap(([body, wrongBody, path, query], i) =>
        shop
          .who(op.permission, i)
          .map((who) => ({ op, i, who, body, wrongBody, path: query ? `${path}?${query}` : path })),
      ),
    )
    await settled()
    await each(attempts, async ({ op, i, who, body, wrongBody, path }) => {
      if (i < GOOD) {
        const { answer } = await send(who, op, path, body)
        if (answer.status === op.success) done.set(op.method + op.path, i)
      } else if (op.body && fits(op.body, wrongBody)) {
        const { answer, what } = await send(who, op, path, wrongBody)
        if (answer.status < 400) faults.push(`accepted what does not fit: ${what}`)
      }
    })
    // the walk means something only where it gets in
    const never = operations
      .filter((op) => !done.has(op.method + op.path))
      .map((op) => `${op.method} ${op.path}`)
    expect(faults).toEqual([])
    expect(requests).toBeGreaterThan(operations.length * 5)
    expect(never.length / operations.length, never.join('\n')).toBeLessThan(0.5)
  }, 120_000)

  it('odd queries: out of bounds, twice, as arrays, with NUL: a refusal or a page, never a fault', async () => {
    const odd = [
      '',
      '-1',
      '0',
      '101',
      '1e9',
      '999999999999999999999',
      '1.5',
      'NaN',
      '%00',
      "1'--",
      '[]',
      '%F0%9F%92%A9',
      'x'.repeat(3000),
    ]
    const faults: string[] = []
    const asked = operations
      .filter((op) => op.method === 'GET')
      .flatMap((op) =>
        op.params
          .filter((p) => p.in === 'query')
          .flatMap(({ name }, n) =>
            [
              ...odd.filter((_, i) => name === 'limit' || i % 3 === n % 3),
              `1&${name}=2`,
              `1&${name}[]=2`,
              `1&${name}[$gt]=`,
              `1&__proto__[x]=1`,
            ].map((value) => ({
              op,
              name,
              value,
            })),
          ),
      )
    await each(asked, async ({ op, name, value }) => {
      const client = await shop.client(op.path.startsWith('/api/shop') ? 'shopper' : 'owner')
      const answer = await patiently(() =>
        client.send('GET', `${op.path.replace(/\{\w+\}/g, newId())}?${name}=${value}`),
      )
      const wrong = fault(op, answer)
      if (wrong)
        faults.push(`${wrong}: ${op.path}?${name}=${value.slice(0, 60)} ${answer.text.slice(0, 200)}`)
      if (name === 'limit' && answer.status === 200 && !/^1&/.test(value))
        faults.push(`a page of ${value}: ${op.path}`)
    })
    expect(faults).toEqual([])
    expect(({} as Json)['x']).toBeUndefined()
  }, 120_000)

  it('every list is bounded to 100 a page', () => {
    const limits = operations.flatMap((op) =>
      op.params.filter((p) => p.name === 'limit').map((p) => [op.path, p.schema['maximum']]),
    )
    expect(limits.length).toBeGreaterThan(10)
    // a till fetches the whole catalogue of its store for the hours without a network
    const large: Record<string, number> = { '/api/till/catalogue': 2000 }
    for (const [path, most] of limits)
      expect([path, Number(most) <= (large[String(path)] ?? 100)]).toEqual([path, true])
    // nothing else decides how many rows come: an offset would make far pages dear
    expect(operations.flatMap((op) => op.params.filter((p) => /offset|page|skip/i.test(p.name)))).toEqual([])
  })
})
