import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { clock } from './clock.js'
import { db, tenantId, transaction } from './db.js'
import { Fault } from './fault.js'
import { scope } from './scope.js'

const KEY = /^[\x21-\x7e]{8,255}$/

/** A key with whose it is, and what was asked under it. */
export interface RequestKey {
  who: string
  key: string
  hash: string
}
/** A key whose handler keeps it: `shape` checks and strips an answer as the route promises it, and that is what is kept. */
export interface OwnKey extends RequestKey {
  shape: (body: unknown) => unknown
}
/** An answer that was given before, to be given again. */
export class Replay {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

/** The Idempotency-Key of a request. Throws `request.key_required`. */
export function keyOf(req: Request): RequestKey {
  const key = req.header('idempotency-key') ?? ''
  if (!KEY.test(key)) throw new Fault('request.key_required')
  const { who } = scope()
  const name = 'id' in who ? `${who.kind}:${who.id}` : who.kind
  const hash = createHash('sha256')
    .update(`${req.method} ${req.originalUrl}\n${JSON.stringify(req.body ?? null)}`)
    .digest('hex')
  return { who: name, key, hash }
}

/**
 * Runs a write once for its Idempotency-Key. The key row goes in first, in the transaction of the effect: a second
 * request with the key waits for the first to end, then gets its answer again. Another body or address under the key:
 * 422. A key is its tenant's and its person's own, and kept for 24 hours. Where the connection is lost during the
 * commit the key tells on the second run whether it happened.
 */
export const once = (key: RequestKey, status: number, work: () => Promise<unknown>): Promise<unknown> =>
  transaction(
    async () => {
      if (!(await claim(key))) return replay(key)
      const body = await work()
      await db().run(
        'update idempotency_keys set status = $4, response = $5 where tenant_id = $1 and who = $2 and key = $3',
        [tenantId(), key.who, key.key, status, JSON.stringify(body ?? null)],
      )
      return body
    },
    { resolvable: true },
  )

/** Writes the key's row; false when it's there already. Throws `request.in_progress` while its first request still runs. */
async function claim({ who, key, hash }: RequestKey): Promise<boolean> {
  try {
    const inserted = await db().run(
      'insert into idempotency_keys (tenant_id, who, key, request_hash, created_at) values ($1, $2, $3, $4, $5) on conflict (tenant_id, who, key) do nothing',
      [tenantId(), who, key, hash, clock.now()],
    )
    return inserted > 0
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') throw new Fault('request.in_progress')
    throw error
  }
}

async function replay(key: RequestKey): Promise<Replay> {
  const [row] = await rowsOf([key])
  if (!row) throw new Fault('request.in_progress') // gone again between the two statements
  return again(row, key)
}

interface KeyRow {
  who: string
  key: string
  request_hash: string
  status: number | null
  response: unknown
}
const rowsOf = (keys: readonly RequestKey[]): Promise<KeyRow[]> =>
  db().many<KeyRow>(
    `select i.who, i.key, i.request_hash, i.status, i.response from unnest($2::text[], $3::text[]) w (who, key)
       join idempotency_keys i on i.tenant_id = $1 and i.who = w.who and i.key = w.key`,
    [tenantId(), keys.map((k) => k.who), keys.map((k) => k.key)],
  )
function again({ request_hash, status, response }: KeyRow, { hash }: RequestKey): Replay {
  if (request_hash !== hash) throw new Fault('request.key_reused')
  if (status === null) throw new Fault('request.in_progress')
  return new Replay(status, response ?? undefined)
}

/**
 * For writes that several requests share a transaction for: what was answered under these keys, by `nameOf` a key.
 * A key that is there for another request answers with its fault. One statement.
 */
export async function answersOf(
  keys: readonly RequestKey[],
): Promise<(key: RequestKey) => Replay | undefined> {
  const rows = new Map((await rowsOf(keys)).map((row) => [nameOf(row), row]))
  return (key) => {
    const row = rows.get(nameOf(key))
    return row && again(row, key)
  }
}
/** What tells one key of a tenant from another. */
export const nameOf = ({ who, key }: { who: string; key: string }): string => `${who} ${key}`

/** Keeps the answers of a shared write, as its last statement. Answers false when one of the keys has been used meanwhile: then all must be rolled back. */
export async function keepAnswers(
  answers: readonly { key: RequestKey; body: unknown }[],
  status: number,
): Promise<boolean> {
  const kept = await db().run(
    `insert into idempotency_keys (tenant_id, who, key, request_hash, created_at, status, response)
     select $1, who, key, hash, $2, $3, response::json from unnest($4::text[], $5::text[], $6::text[], $7::text[]) w (who, key, hash, response) order by who, key
     on conflict (tenant_id, who, key) do nothing`,
    [
      tenantId(),
      clock.now(),
      status,
      answers.map((a) => a.key.who),
      answers.map((a) => a.key.key),
      answers.map((a) => a.key.hash),
      answers.map((a) => JSON.stringify(a.body)),
    ],
  )
  return kept === answers.length
}

/** Forgets keys made before an instant, at most `limit` of them; answers how many went. */
export const forgetKeys = (before: Date, limit: number): Promise<number> =>
  db().run(
    `delete from idempotency_keys where tenant_id = $1 and (who, key) in
       (select who, key from idempotency_keys where tenant_id = $1 and created_at < $2 order by created_at limit $3 for update skip locked)`,
    [tenantId(), before, limit],
  )

/** Forgets every key of somebody, with the answers kept under them: whoever is to be forgotten stands in those too. */
export const forgetKeysOf = (who: string): Promise<number> =>
  db().run('delete from idempotency_keys where tenant_id = $1 and who = $2', [tenantId(), who])

/** Empties kept answers that name one of these ids; the keys stay, so that what was asked under them still happens once. */
export async function forgetAnswersAbout(ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await db().run(
    'update idempotency_keys set response = null where tenant_id = $1 and response::text like any($2)',
    [tenantId(), ids.map((id) => `%${id}%`)],
  )
}
