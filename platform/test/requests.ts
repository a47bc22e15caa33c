import { z } from 'zod'
import type { RouteInfo } from '../src/kernel/routes.js'
import type { Answer } from './client.js'
import { newId, type Client } from './world.js'

type Json = Record<string, unknown>
/** Where in a request an id stands: a name in the path or query, or the way through the body. */
export interface Place {
  at: 'path' | 'query' | 'body'
  name: string
}
/** What id to put in a place; undefined leaves what may be left out. */
export type Fill = (place: Place) => string | undefined

export const UNKNOWN = '00000000-0000-7000-8000-00000000dead'
/** Words that mean something to a route, so that its rules get as far as the ids. */
const MEANT: Json = { roleKey: 'clerk', scopeKind: 'store', phone: '13800138000' }
const schemaOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json
const partOf = (root: Json, s: Json): Json => {
  const ref = s['$ref'] as string | undefined
  const some = (s['anyOf'] ?? s['oneOf']) as Json[] | undefined
  if (ref) return partOf(root, (root['$defs'] as Record<string, Json>)[ref.replace('#/$defs/', '')]!)
  return some ? partOf(root, some[0]!) : s
}
const join = (path: string, key: string) => (path ? `${path}.${key}` : key)

/** Every place of a route that takes an id; the id of a thing that is only being made is its maker's own and is left out. */
export function placesOf(route: RouteInfo): Place[] {
  const places: Place[] = route.params.map(({ name }) => ({ at: 'path', name }))
  if (route.query)
    for (const key of Object.keys(schemaOf(route.query)['properties'] as Json))
      if (/Id$/.test(key)) places.push({ at: 'query', name: key })
  if (!route.body) return places
  const root = schemaOf(route.body)
  const walk = (part: Json, path: string, depth: number): void => {
    const s = partOf(root, part)
    if (depth > 8) return
    if (s['format'] === 'uuid' && !/(^|\.)id$/.test(path)) places.push({ at: 'body', name: path })
    if (s['type'] === 'array') walk(s['items'] as Json, `${path}[]`, depth + 1)
    for (const [key, value] of Object.entries((s['properties'] as Record<string, Json>) ?? {}))
      walk(value, join(path, key), depth + 1)
  }
  walk(root, '', 0)
  return places
}

/** A body that fits a route's shape, with what it must have and every id that is given; what it means doesn't matter, only whom it may touch. */
export function bodyOf(route: RouteInfo, fill: Fill, word: string): unknown {
  if (!route.body) return undefined
  const root = schemaOf(route.body)
  const bodies = placesOf(route).filter((p) => p.at === 'body')
  const wanted = (path: string) =>
    bodies.some(
      (p) =>
        (p.name === path || /^[.[]/.test(p.name.slice(path.length))) &&
        p.name.startsWith(path) &&
        fill(p) !== undefined,
    )
  const make = (part: Json, path: string, depth: number): unknown => {
    const key = path.split('.').at(-1)!.replace('[]', '')
    const s = partOf(root, part)
    if (depth > 10) return null
    if (s['const'] !== undefined) return s['const']
    if (MEANT[key] !== undefined && s['type'] === 'string') return MEANT[key]
    if (s['enum']) return (s['enum'] as unknown[])[0]
    if (s['format'] === 'uuid')
      // the new thing's own id is the client's to make; all others point to something
      return /(^|\.)id$/.test(path) ? newId() : (fill({ at: 'body', name: path }) ?? UNKNOWN)
    if (s['type'] === 'object')
      return Object.fromEntries(
        Object.entries((s['properties'] as Record<string, Json>) ?? {}).flatMap(([k, value]) =>
          ((s['required'] as string[]) ?? []).includes(k) || wanted(join(path, k))
            ? [[k, make(value, join(path, k), depth + 1)]]
            : [],
        ),
      )
    if (s['type'] === 'array')
      return Number(s['minItems'] ?? 0) > 0 || wanted(`${path}[]`)
        ? [make(s['items'] as Json, `${path}[]`, depth + 1)]
        : []
    if (s['type'] === 'integer' || s['type'] === 'number') return Math.max(1, Number(s['minimum'] ?? 1))
    if (s['type'] === 'boolean') return true
    if (s['format'] === 'date-time') return '2026-11-21T08:00:00Z'
    if (s['pattern'] === '^1[3-9]\\d{9}$') return '13800138000'
    return word.padEnd(Number(s['minLength'] ?? 0), 'a')
  }
  return make(root, '', 0)
}

/** Sends a route its request with ids filled in; answers status and text without what differs by itself. */
export async function call(
  client: Client,
  route: RouteInfo,
  fill: Fill,
): Promise<{ status: number; text: string }> {
  const word = `w${newId().slice(-7)}` // a new one each time: the same word twice would be a name that is taken
  const ids = new Set<string>()
  const given: Fill = (place) => {
    const id = fill(place)
    if (id) ids.add(id)
    return id
  }
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => given({ at: 'path', name }) ?? UNKNOWN)
  const query = placesOf(route)
    .filter((p) => p.at === 'query')
    .flatMap((p) => {
      const id = given(p)
      return id ? [`${p.name}=${id}`] : []
    })
  const answer = await patiently(() =>
    client.send(
      route.method,
      path + (query.length ? `?${query.join('&')}` : ''),
      route.method === 'GET' ? undefined : bodyOf(route, given, word),
      { 'idempotency-key': newId() },
    ),
  )
  let text = answer.text.replaceAll(word, 'WORD').replace(/"requestId":"[^"]*"/, '')
  for (const id of ids) text = text.replaceAll(id, 'ID')
  return { status: answer.status, text }
}

/** Asks again while the answer is that the server is busy: what is compared is what it says when it isn't. */
export async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask()
    if (answer.status !== 503 || tries === 20) return answer
  }
}

/** Does work on every item, so many at a time. */
export async function each<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}
