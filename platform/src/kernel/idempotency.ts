import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { clock } from './clock.js'
import { db, tenantId, transaction } from './db.js'
import { Fault } from './fault.js'
import { scope } from './scope.js'

const KEY = /^[\x21-\x7e]{8,255}$/

/**
 * Runs a write once for its Idempotency-Key. The key row goes in first, in the transaction of the effect: a second
 * request with the key waits for the first to end, then gets its answer again. Another body or address under the key:
 * 422. A key is its tenant's and its person's own, and kept for 24 hours. Where the connection is lost during the
 * commit the key tells on the second run whether it happened.
 */
export async function once(
  req: Request,
  res: Response,
  status: number,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = req.header('idempotency-key') ?? ''
  if (!KEY.test(key)) throw new Fault('request.key_required')
  const { who } = scope()
  const name = 'id' in who ? `${who.kind}:${who.id}` : who.kind
  const hash = createHash('sha256')
    .update(`${req.method} ${req.originalUrl}\n${JSON.stringify(req.body ?? null)}`)
    .digest('hex')
  return transaction(
    async () => {
      if (!(await claim(name, key, hash))) return replay(res, name, key, hash)
      const body = await work()
      await db().run(
        'update idempotency_keys set status = $4, response = $5 where tenant_id = $1 and who = $2 and key = $3',
        [tenantId(), name, key, status, JSON.stringify(body ?? null)],
      )
      return body
    },
    { resolvable: true },
  )
}

/** Writes the key's row; false when it's there already. Throws `request.in_progress` while its first request still runs. */
async function claim(who: string, key: string, hash: string): Promise<boolean> {
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

async function replay(res: Response, who: string, key: string, hash: string): Promise<unknown> {
  const row = await db().one<{ request_hash: string; status: number | null; response: unknown }>(
    'select request_hash, status, response from idempotency_keys where tenant_id = $1 and who = $2 and key = $3',
    [tenantId(), who, key],
  )
  if (!row) throw new Fault('request.in_progress') // gone again between the two statements
  if (row.request_hash !== hash) throw new Fault('request.key_reused')
  if (row.status === null) throw new Fault('request.in_progress')
  res.status(row.status).setHeader('idempotent-replay', 'true')
  return row.response ?? undefined
}

/** Forgets keys made before an instant, at most `limit` of them; answers how many went. */
export const forgetKeys = (before: Date, limit: number): Promise<number> =>
  db().run(
    `delete from idempotency_keys where tenant_id = $1 and (who, key) in
       (select who, key from idempotency_keys where tenant_id = $1 and created_at < $2 order by created_at limit $3 for update skip locked)`,
    [tenantId(), before, limit],
  )
