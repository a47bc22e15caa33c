import pg from 'pg'

/** What pg's query needs of its connection, and does with the answers; not public, hence pinned with the driver. */
interface Wire {
  bind(message: {
    portal: string
    statement: string
    values: unknown[]
    valueMapper(value: unknown): unknown
  }): void
  execute(message: { portal: string }): void
}
interface WireQuery {
  prepare(connection: Wire): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Wire): void
}
type Done = (error: Error | null, result: pg.QueryResult) => void
const Query = pg.Query as unknown as new (config: Statement, values: undefined, done: Done) => WireQuery

/** A statement as it goes to PostgreSQL; one with a name stays prepared on its connection. */
export interface Statement {
  name?: string
  text: string
  values: unknown[]
  /** Planned once a connection, not anew for each set of values; heeded where the statement stands alone. */
  plannedOnce?: boolean
}

const BEGIN = { name: 'sw_begin', text: 'begin' }
const TENANT = { name: 'sw_tenant', text: 'select ctx.begin_tenant($1)' }
const PLANNED_ONCE = { name: 'sw_planned_once', text: 'select ctx.begin_planned_once($1)' }
const NOBODY = '00000000-0000-0000-0000-000000000000'
const asIs = (value: unknown) => value

const prepared = new WeakSet<pg.ClientBase>()

/** Prepares on a connection, once, what every unit of work begins with. */
export async function prepareHeads(client: pg.ClientBase): Promise<void> {
  if (prepared.has(client)) return
  await client.query({ ...BEGIN })
  await client.query({ ...TENANT, values: [NOBODY] })
  await client.query('rollback')
  await client.query({ ...BEGIN })
  await client.query({ ...PLANNED_ONCE, values: [NOBODY] })
  await client.query('rollback')
  prepared.add(client)
}

/**
 * A statement that names its tenant to PostgreSQL in the same round trip. `alone`: naming, statement and one Sync make
 * one implicit transaction, so the tenant is forgotten with it, however it ends. Otherwise it begins a transaction
 * that stays open.
 */
class TenantQuery extends Query {
  private answersBefore: number
  private readonly naming: string
  constructor(
    private readonly tenant: string,
    private readonly alone: boolean,
    statement: Statement,
    done: Done,
  ) {
    super(statement, undefined, done)
    this.naming = alone && statement.plannedOnce ? PLANNED_ONCE.name : TENANT.name
    this.answersBefore = alone ? 1 : 2
  }
  override prepare(connection: Wire): void {
    const send = (statement: string, values: unknown[]) => {
      connection.bind({ portal: '', statement, values, valueMapper: asIs })
      connection.execute({ portal: '' })
    }
    if (!this.alone) send(BEGIN.name, [])
    send(this.naming, [this.tenant])
    super.prepare(connection)
  }
  override handleDataRow(message: unknown): void {
    if (!this.answersBefore) super.handleDataRow(message)
  }
  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.answersBefore) this.answersBefore -= 1
    else super.handleCommandComplete(message, connection)
  }
}

const ask = (client: pg.ClientBase, tenant: string, alone: boolean, statement: Statement) =>
  new Promise<pg.QueryResult>((done, fail) => {
    const settle: Done = (error, result) => (error ? fail(error) : done(result))
    client.query(new TenantQuery(tenant, alone, statement, settle) as unknown as pg.Submittable)
  })

/** Begins a transaction for a tenant with its first statement, in one round trip. `tenant` must be a uuid. */
export const beginWith = (client: pg.ClientBase, tenant: string, statement: Statement) =>
  ask(client, tenant, false, statement)

/** One statement as a transaction of its own for a tenant, in one round trip. `tenant` must be a uuid. */
export const askAlone = (client: pg.ClientBase, tenant: string, statement: Statement) =>
  ask(client, tenant, true, statement)
