import { createHash } from 'node:crypto'
import { AsyncLocalStorage } from 'node:async_hooks'
import knexFactory, { type Knex } from 'knex'
import pg from 'pg'
import { columnTypes } from './column-types.js'
import { isId } from './id.js'
import { again, type DatabaseError } from './again.js'
import { poolWait, unitSeconds } from './metrics.js'
import { scope } from './scope.js'
import { askAlone, beginWith, prepareHeads, type Statement } from './tenant-query.js'
import { isTracing, traced } from './trace.js'
import { Turns } from './turns.js'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a row's columns are named where it is asked for
export type Row = Record<string, any>

/** One unit of work: the only way to the tables of a tenant. */
export class Unit {
  /** True once a statement has changed rows. */
  wrote = false
  /** What is to happen once it is committed; forgotten when it is not. */
  readonly after: (() => void)[] = []
  /** `readOnly`: statements stand alone, so nothing that belongs together may be written here. */
  constructor(
    private readonly ask: (statement: Statement) => Promise<pg.QueryResult>,
    readonly readOnly = false,
  ) {}
  /** All rows of a statement. Every statement names its tenant as `tenant_id = $n` besides the row policy. */
  async many<T extends Row = Row>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.send(sql, values)).rows as T[]
  }
  /**
   * The same for a read whose plan is the same whatever its values are: where it stands alone it is planned once a
   * connection. For large statements, whose planning costs more than their work.
   */
  async manyPlannedOnce<T extends Row = Row>(sql: string, values: readonly unknown[]): Promise<T[]> {
    return (await this.send(sql, values, true)).rows as T[]
  }
  /** The first row, or undefined. */
  async one<T extends Row = Row>(sql: string, values: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.send(sql, values)).rows[0] as T | undefined
  }
  /** Runs a statement; answers how many rows it touched. */
  async run(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send(sql, values)).rowCount ?? 0
  }
  /** All rows of a query put together with `build`. Unlike texts, these aren't kept prepared: their shapes vary. */
  async query<T extends Row = Row>(query: Knex.QueryBuilder): Promise<T[]> {
    const { sql, bindings } = query.toSQL().toNative()
    return (await this.count({ text: sql, values: bindings as unknown[] })).rows as T[]
  }
  private async send(sql: string, values: readonly unknown[], plannedOnce = false) {
    const { name, writes } = knownAs(sql)
    if (writes && this.readOnly) throw new Error('this unit of work only reads')
    const result = await this.count({ name, text: sql, values: values as unknown[], plannedOnce })
    // a SELECT over a writing WITH may well answer no row
    if (writes && (result.rowCount || result.command === 'SELECT')) this.wrote = true
    return result
  }
  private count(statement: Statement) {
    scope().statements += 1
    const send = () => this.ask(statement)
    return isTracing() ? traceStatement(statement.text, send) : send()
  }
}
/** The statement's text stands in its span; its values never do. */
const traceStatement = <T>(sql: string, send: () => Promise<T>): Promise<T> =>
  traced(
    /\w+/.exec(sql)?.[0]?.toLowerCase() ?? 'sql',
    { kind: 'client', attributes: { 'db.system.name': 'postgresql', 'db.query.text': sql } },
    send,
  )

const WRITES = /\b(?:insert\s+into|delete\s+from|update\s+\w+\s+(?:as\s+)?(?:\w+\s+)?set)\b/i
const known = new Map<string, { name: string; writes: boolean }>()
/** Statement texts are written out in the code, so their number is bounded: each is parsed once a connection. */
function knownAs(sql: string): { name: string; writes: boolean } {
  let text = known.get(sql)
  if (!text) {
    const name = 's' + createHash('sha1').update(sql).digest('hex').slice(0, 24)
    known.set(sql, (text = { name, writes: WRITES.test(sql) }))
  }
  return text
}

/** Builds a query without a connection; run it by `db().query(...)`. For filters that vary; fixed statements are plain SQL. */
export const build: Knex = knexFactory({ client: 'pg' })

const units = new AsyncLocalStorage<Unit>()
let pool: pg.Pool | undefined
let turns: Turns | undefined

/** Opens the pool of the API's role. Refuses to start under a role that row security does not bind (rules D4). */
export async function openDatabase(url: string, size: number, waitMs: number): Promise<pg.Pool> {
  const opened = new pg.Pool({
    connectionString: url,
    max: size,
    types: columnTypes,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 30_000,
    application_name: 'storeweave',
    options:
      '-c search_path=storeweave -c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=15000',
  })
  opened.on('error', () => undefined) // an idle connection that the server closed; the pool replaces it
  // one that breaks while it is lent out tells its borrower by the failing statement; unheard, it would end the process
  opened.on('connect', (client) => client.on('error', () => undefined))
  const { rows } = await opened.query<{ bad: boolean }>(
    `select (r.rolsuper or r.rolbypassrls or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'storeweave' and c.relkind in ('r','p') and pg_has_role(r.oid, c.relowner, 'member'))) as bad
     from pg_roles r where r.rolname = current_user`,
  )
  if (rows[0]?.bad !== false) {
    await opened.end()
    throw new Error('refusing to start: the database role owns tables or bypasses row security')
  }
  turns = new Turns(size, waitMs)
  return (pool = opened)
}
/** The open pool: for health checks, LISTEN and the directory of tenants only. */
export function openPool(): pg.Pool {
  if (!pool) throw new Error('database not open')
  return pool
}
export async function closeDatabase(): Promise<void> {
  await pool?.end()
  pool = undefined
}

/** The running unit of work. Throws outside `transaction`: a forgotten transaction must not work by luck. */
export function db(): Unit {
  const unit = units.getStore()
  if (!unit) throw new Error('no transaction: call transaction() first')
  return unit
}
/** Runs work once the running transaction has been committed, before its caller learns of it; never when it is not. */
export const afterCommit = (work: () => void): void => void db().after.push(work)
export const inTransaction = (): boolean => units.getStore()?.readOnly === false

/** The tenant's id: first parameter of every statement. */
export const tenantId = (): string => scope().tenant.id

type Closing = (unit: Unit) => Promise<(() => void) | undefined>
let closing: Closing | undefined
/** Sets what every transaction ends with, right before its commit; what it answers runs after the commit. */
export const beforeCommit = (close: Closing): void => void (closing = close)

/**
 * Runs work in one transaction that is named to PostgreSQL for the tenant of the scope, and commits. Joins an outer
 * one. Serialisation failures, deadlocks, lock timeouts and connections lost before the commit are tried again (3
 * times at most): work touches the database only, so that a second run is a first one. A connection lost during the
 * commit leaves open whether it happened; only `resolvable` work, which finds its own earlier effect by a key, is
 * then run again (rules D24).
 */
export async function transaction<T>(
  work: () => Promise<T>,
  { resolvable = false }: { resolvable?: boolean } = {},
): Promise<T> {
  if (inTransaction()) return work()
  return again(() => traced('transaction', {}, () => once(work)), resolvable)
}

/**
 * Reads without a transaction around: each statement is one of its own, naming the tenant in the same round trip.
 * For reads of one statement, or of several that needn't see the same instant; writes are refused. Joins an outer
 * transaction.
 */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  if (units.getStore()) return work()
  const ask = askingAlone(tenantOfScope())
  return again(() => units.run(new Unit(ask, true), work), false)
}

/**
 * Writes by one statement that is a transaction of its own, in one round trip. For shoppers' small things, whose acts
 * the audit log doesn't keep, by a statement that may run twice: after a lost connection it does. What work throws
 * after its statement undoes nothing. Joins an outer transaction.
 */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  if (inTransaction()) return work()
  if (scope().who.kind !== 'shopper')
    throw new Error('only what shoppers do is written without a transaction')
  const alone = askingAlone(tenantOfScope())
  return again(() => {
    let asked = false
    const ask = (statement: Statement) => {
      if (asked) throw new Error('a second statement would be a second transaction')
      asked = true
      return alone(statement)
    }
    return units.run(new Unit(ask), work)
  }, true)
}

const askingAlone = (tenant: string) => (statement: Statement) =>
  lent((client, clean) =>
    askAlone(client, tenant, statement).catch((error: DatabaseError) => {
      // the server has answered and ended the implicit transaction: nothing of it stays on the connection
      if (error.severity === 'ERROR') clean()
      throw error
    }),
  )

function tenantOfScope(): string {
  const tenant = tenantId()
  if (!isId(tenant)) throw new Error('tenant id is not a uuid')
  return tenant
}

/** Lends a connection to work and takes it back; after an error it is closed, unless the work calls it clean. */
async function lent<T>(work: (client: pg.PoolClient, clean: () => void) => Promise<T>): Promise<T> {
  const asked = performance.now()
  const leave = await turns!.enter(tenantId())
  try {
    const client = await openPool().connect()
    const begun = performance.now()
    poolWait.observe((begun - asked) / 1000)
    let isClean = false
    try {
      await prepareHeads(client)
      const result = await work(client, () => void (isClean = true))
      isClean = true
      return result
    } finally {
      client.release(!isClean)
      unitSeconds.observe((performance.now() - begun) / 1000)
    }
  } finally {
    leave()
  }
}

const once = <T>(work: () => Promise<T>): Promise<T> => {
  const tenant = tenantOfScope()
  return lent(async (client, clean) => {
    let begun = false
    const ask = (statement: Statement) => {
      if (begun) return client.query(statement)
      begun = true
      return beginWith(client, tenant, statement)
    }
    const unit = new Unit(ask)
    let result: T
    let committed: (() => void) | undefined
    try {
      result = await units.run(unit, async () => {
        const done = await work()
        committed = await closing?.(unit)
        return done
      })
    } catch (error) {
      // a connection that is gone cannot roll back, and needn't: the first error is the one to tell
      await client.query('rollback').then(clean, () => undefined)
      throw error
    }
    if (begun) await commit(client)
    for (const work of unit.after) work()
    committed?.()
    return result
  })
}

async function commit(client: pg.PoolClient): Promise<void> {
  const end = await client.query({ name: 'sw_commit', text: 'commit' }).catch((error: DatabaseError) => {
    throw Object.assign(error, { commitUnknown: true })
  })
  // a failed transaction answers COMMIT with ROLLBACK and no error
  if (end.command !== 'COMMIT') throw new Error('transaction was rolled back')
}
