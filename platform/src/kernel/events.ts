import { Injectable } from '@nestjs/common'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import { events, type EventName, type EventPayload } from '@storeweave/contract'
import { clock } from './clock.js'
import { db, openPool, tenantId, transaction } from './db.js'
import { idAt, newId } from './id.js'
import { LIVE_CHANNEL } from './live.js'
import { log, traceOf } from './log.js'
import { noteStoreLag } from './measures.js'
import { deliveryFailures, deliverySeconds } from './metrics.js'
import { scope } from './scope.js'
import { traced, traceparent } from './trace.js'

const LISTEN = Symbol('listen')
export interface HappenedEvent {
  id: string
  name: EventName
  at: string
}
interface WrittenEvent {
  name: EventName
  payload: Record<string, unknown>
  created_at: string
  request_id: string | null
  traceparent: string | null
}
type Cares = (event: EventName) => Promise<boolean>
type Listener = {
  key: string
  cares?: Cares
  run: (payload: unknown, event: HappenedEvent) => Promise<unknown>
}
interface Heard {
  names: readonly EventName[]
  cares?: (self: never, event: EventName) => Promise<boolean>
}

/**
 * Marks a provider's method as a reaction to events: own transaction, at most one effect per event. `cares` is asked
 * first, by a read: where it answers false, the event costs no transaction of its own.
 */
export const Listen =
  <T = unknown>(
    names: EventName | readonly EventName[],
    cares?: (self: T, event: EventName) => Promise<boolean>,
  ) =>
  (target: object, property: string) => {
    Reflect.defineMetadata(LISTEN, { names: [names].flat(), cares } as Heard, target, property)
  }

/** Writes an event to the outbox, in the transaction of what happened; the worker delivers it at least once. */
export async function emit<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void> {
  await db().one(`with ${outboxSql('$2')} select ${QUEUED}`, [
    tenantId(),
    JSON.stringify([outboxRow(name, payload)]),
  ])
}

/** An event as the outbox keeps it, for a statement that writes it together with what happened. */
export const outboxRow = <N extends EventName>(name: N, payload: EventPayload<N>) => ({
  id: newId(),
  name,
  payload: events[name].parse(payload),
  created_at: clock.now(),
  request_id: scope().requestId,
  traceparent: traceparent() ?? null,
})

/**
 * WITH parts that put events in the outbox and in the queue; `rows` is the parameter with a JSON list of `outboxRow`,
 * `$1` the tenant. `payload` may fill in what only the statement knows, out of the WITH part `beside`. The statement
 * must select `QUEUED`, or nobody hears of them.
 */
export const outboxSql = (rows: string, payload = 'e.payload', beside = ''): string =>
  `happened as (
     insert into outbox (tenant_id, id, name, payload, created_at, request_id, traceparent) select $1, e.id, e.name, ${payload}, e.created_at, e.request_id, e.traceparent
       from jsonb_to_recordset(${rows}::jsonb) as e (id uuid, name text, payload jsonb, created_at timestamptz, request_id text, traceparent text)${beside && `, ${beside}`} returning id),
   queued as (select ctx.enqueue('deliver_event', json_build_object('eventId', id), null, id::text) from happened)`
export const QUEUED = '(select count(*) from queued) as queued'

/**
 * Forgets events from before an instant that no job waits to deliver any more, with the notes on who heard them; at
 * most `limit` of them. Answers how many went. What the queue gave up on stays, to be looked at.
 */
export async function forgetEvents(before: Date, limit: number): Promise<number> {
  const old = await db().many<{ id: string }>(
    'select id from outbox where tenant_id = $1 and id < $2 and not ctx.is_queued(id::text) order by id limit $3',
    [tenantId(), idAt(before), limit],
  )
  const ids = old.map((row) => row.id)
  await db().run('delete from handled_events where tenant_id = $1 and event_id = any($2)', [tenantId(), ids])
  return db().run('delete from outbox where tenant_id = $1 and id = any($2)', [tenantId(), ids])
}

/** Finds the listeners of all modules and hands events to them. */
@Injectable()
export class EventDelivery {
  private listeners: Map<EventName, Listener[]> | undefined
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Delivers one event of the scope's tenant: each listener in a transaction of its own together with the note that it ran. */
  async deliver(eventId: string): Promise<void> {
    let listeners: Listener[] = []
    const row = await transaction(async () => {
      const written = await db().one<WrittenEvent>(
        'select name, payload, created_at, request_id, traceparent from outbox where tenant_id = $1 and id = $2',
        [tenantId(), eventId],
      )
      if (written) listeners = await this.caring(written.name)
      return written
    })
    if (!row) return
    // what the listeners log and emit still belongs to the request that began it
    if (row.request_id) scope().requestId = row.request_id
    const how = { kind: 'consumer', parent: row.traceparent ?? undefined } as const
    try {
      await traced(`deliver ${row.name}`, how, () => this.hand(eventId, row, listeners))
    } catch (error) {
      deliveryFailures.inc({ event: row.name })
      throw error
    }
    const seconds = Math.max(0, (clock.now().getTime() - Date.parse(row.created_at)) / 1000)
    deliverySeconds.observe({ event: row.name }, seconds)
    const store = row.payload['storeId']
    if (typeof store === 'string') noteStoreLag(scope().tenant.slug, store, seconds)
    log().debug({ event: row.name, eventId, seconds, ...traceOf() }, 'event delivered')
  }

  private async hand(eventId: string, row: WrittenEvent, listeners: readonly Listener[]): Promise<void> {
    const event = { id: eventId, name: row.name, at: row.created_at }
    for (const listener of listeners)
      await transaction(
        async () => {
          const first = await db().run(
            'insert into handled_events (tenant_id, listener, event_id, handled_at) values ($1, $2, $3, $4) on conflict do nothing',
            [tenantId(), listener.key, eventId, clock.now()],
          )
          if (first) await traced(`listener ${listener.key}`, {}, () => listener.run(row.payload, event))
        },
        { resolvable: true },
      )
    const hint = {
      id: eventId,
      name: row.name,
      storeId: row.payload['storeId'] ?? null,
      orderId: row.payload['orderId'] ?? null,
      supplierId: row.payload['supplierId'] ?? null,
      at: row.created_at,
    }
    await openPool().query('select pg_notify($1, $2)', [
      LIVE_CHANNEL,
      JSON.stringify({ tenant: tenantId(), hint }),
    ])
  }

  private async caring(name: EventName): Promise<Listener[]> {
    this.listeners ??= this.collect()
    const caring: Listener[] = []
    for (const listener of this.listeners.get(name) ?? [])
      if (!listener.cares || (await listener.cares(name))) caring.push(listener)
    return caring
  }
  private collect(): Map<EventName, Listener[]> {
    const found = new Map<EventName, Listener[]>()
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue
      const proto = Object.getPrototypeOf(instance) as object
      for (const method of this.scanner.getAllMethodNames(proto)) {
        const heard = Reflect.getMetadata(LISTEN, proto, method) as Heard | undefined
        for (const name of heard?.names ?? [])
          found.set(name, [...(found.get(name) ?? []), listenerOf(instance, method, heard!)])
      }
    }
    return found
  }
}

function listenerOf(instance: object, method: string, { cares }: Heard): Listener {
  const self = instance as Record<string, (payload: unknown, event: HappenedEvent) => Promise<unknown>>
  return {
    key: `${instance.constructor.name}.${method}`,
    ...(cares ? { cares: (name) => cares(instance as never, name) } : {}),
    run: (payload, event) => self[method]!(payload, event),
  }
}
