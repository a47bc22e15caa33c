import fc, { type Arbitrary } from 'fast-check'

export type Json = Record<string, unknown>
export interface Operation {
  method: string
  path: string
  /** `Subject:action` */
  permission: string
  success: number
  params: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Json }[]
  body?: Json
  answer?: Json
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: Json): Operation[] {
  const found: Operation[] = []
  for (const [path, methods] of Object.entries(document['paths'] as Record<string, Record<string, Json>>))
    for (const [method, op] of Object.entries(methods)) {
      const responses = op['responses'] as Record<string, { content?: Record<string, { schema: Json }> }>
      const [status, ok] = Object.entries(responses).find(([code]) => code.startsWith('2'))!
      const request = op['requestBody'] as { content: Record<string, { schema: Json }> } | undefined
      found.push({
        method: method.toUpperCase(),
        path,
        permission: op['x-permission'] as string,
        success: Number(status),
        params: (op['parameters'] ?? []) as Operation['params'],
        body: request?.content['application/json']?.schema,
        answer: ok.content?.['application/json']?.schema,
      })
    }
  return found
}

/** Which real id stands well in a field, by the field's name and the path it is used under; undefined for any. */
export type KnownIds = (field: string, path: string) => readonly string[]

/** Values that fit a JSON schema of the document; ids are often real ones, so that requests get past the first check. */
export class Shapes {
  constructor(
    private readonly document: Json,
    private readonly known: KnownIds,
  ) {}

  resolve(schema: Json): Json {
    if (!schema['$ref']) return schema
    const schemas = (this.document['components'] as { schemas: Record<string, Json> }).schemas
    return this.resolve(schemas[String(schema['$ref']).replace('#/components/schemas/', '')]!)
  }
  of(given: Json, path: string, field = '', depth = 0): Arbitrary<unknown> {
    const s = this.resolve(given)
    if ('const' in s) return fc.constant(s['const'])
    if (s['enum']) return fc.constantFrom(...(s['enum'] as unknown[]))
    const some = (s['anyOf'] ?? s['oneOf']) as Json[] | undefined
    if (some) return fc.oneof(...some.map((one) => this.of(one, path, field, depth + 1)))
    if (s['type'] === 'object') return this.object(s, path, depth)
    if (s['type'] === 'array') {
      const most = Math.min(Number(s['maxItems'] ?? 3), Number(s['minItems'] ?? 0) + 2)
      const items = this.of((s['items'] ?? {}) as Json, path, field.replace(/s$/, ''), depth + 1)
      return fc.array(items, { minLength: Number(s['minItems'] ?? 0), maxLength: most })
    }
    if (s['type'] === 'integer') return whole(s)
    if (s['type'] === 'number')
      return fc.double({ min: Number(s['minimum'] ?? -1e9), max: Number(s['maximum'] ?? 1e9), noNaN: true })
    if (s['type'] === 'boolean') return fc.boolean()
    if (s['type'] === 'null') return fc.constant(null)
    if (s['type'] === 'string') return this.text(s, path, field)
    return fc.jsonValue({ maxDepth: 2 })
  }

  private object(s: Json, path: string, depth: number): Arbitrary<unknown> {
    const properties = (s['properties'] ?? {}) as Record<string, Json>
    const required = (s['required'] ?? []) as string[]
    const names = Object.keys(properties).filter((name) => depth < 6 || required.includes(name))
    const model = Object.fromEntries(
      names.map((name) => [name, this.of(properties[name]!, path, name, depth + 1)]),
    )
    return fc.record(model, {
      requiredKeys: required.filter((name) => names.includes(name)),
      noNullPrototype: true,
    })
  }
  private text(s: Json, path: string, field: string): Arbitrary<string> {
    if (s['format'] === 'uuid') {
      const ids = this.known(field, path)
      const other = fc.uuid({ version: 7 })
      return ids.length ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids) }, other) : other
    }
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    if (s['format'] === 'date') return day.map((d) => d.toISOString().slice(0, 10))
    if (s['format'] === 'date-time') return day.map((d) => d.toISOString())
    if (s['format'] === 'uri') return fc.webUrl()
    if (s['pattern']) return fc.stringMatching(new RegExp(s['pattern'] as string))
    const minLength = Number(s['minLength'] ?? 0)
    return fc.string({
      minLength,
      maxLength: Math.min(Number(s['maxLength'] ?? 30), minLength + 30),
      unit: 'grapheme',
    })
  }
}

function whole(s: Json): Arbitrary<number> {
  const min = Number(s['minimum'] ?? Number(s['exclusiveMinimum'] ?? -1e6 - 1) + 1)
  const max = Number(s['maximum'] ?? Number(s['exclusiveMaximum'] ?? 1e6 + 1) - 1)
  return fc.oneof(
    fc.integer({ min, max: Math.min(max, min + 20) }),
    fc.maxSafeInteger().map((n) => Math.min(max, Math.max(min, n))),
  )
}

/** A value bent in one place: a field gone, of another kind, out of bounds, or one that doesn't belong. */
export function bent(value: unknown): Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    null,
    -1,
    0.5,
    1e21,
    2 ** 53 + 2,
    '',
    'x'.repeat(5000),
    '\u0000',
    '1e3',
    [],
    {},
    [[[[]]]],
    true,
    '__proto__',
    ['x', 1],
    { $ne: 1 },
  )
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return odd
  const names = Object.keys(value)
  const name = names.length ? fc.constantFrom(...names) : fc.constant('any')
  const record = value as Json
  return fc.oneof(
    { weight: 1, arbitrary: odd },
    {
      weight: 3,
      arbitrary: name.map((n) => Object.fromEntries(Object.entries(record).filter(([k]) => k !== n))),
    },
    { weight: 6, arbitrary: fc.tuple(name, odd).map(([n, o]) => ({ ...record, [n]: o })) },
    {
      weight: 2,
      arbitrary: fc.tuple(name, odd).chain(([n]) => bent(record[n]).map((o) => ({ ...record, [n]: o }))),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          'tenantId',
          'tenant_id',
          'role',
          'price',
          'total',
          'status',
          'createdAt',
          'isAdmin',
          'constructor',
        )
        .map((n) => ({ ...record, [n]: 'x' })),
    },
  )
}
