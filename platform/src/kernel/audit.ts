import { isDeepStrictEqual } from 'node:util'
import type { Action, Subject } from '@storeweave/contract'
import { clock } from './clock.js'
import { db, tenantId, transaction, type Unit } from './db.js'
import type { Fault } from './fault.js'
import { isId, newId } from './id.js'
import { log } from './log.js'
import { maskName, maskPhone, maskText } from './mask.js'
import { scope, type Principal } from './scope.js'

/** What an act did to one thing. Without `before` it was made, without `after` it is gone. */
export interface Change {
  subject: Subject
  id: string | null
  /** What people call it; found by its beginning. */
  name?: string
  storeId?: string | null
  before?: object | null
  after?: object | null
  note?: string
  /** The permission it was done by, where no route says so. */
  permission?: `${Subject}:${Action}`
  /** Who it was, where nobody is signed in yet. */
  by?: { id: string | null; name: string; kind?: 'operator' }
  refused?: boolean
}
type Fields = Record<string, unknown>

/** Shoppers look after themselves, providers prove themselves by signature: their acts are no acts of staff. */
const UNHEARD: ReadonlySet<Principal['kind']> = new Set(['guest', 'shopper', 'provider'])
const isHeard = (change?: Change) => change?.by !== undefined || !UNHEARD.has(scope().who.kind)
const noted = new WeakMap<Unit, Change[]>()
const besides = new WeakSet<Unit>()

/**
 * Notes what the running transaction does to a thing; it is written to the audit log right before the commit, so that
 * neither is ever there without the other. Only changed fields are kept, secrets never, personal data masked.
 */
export function record(change: Change): void {
  const unit = db()
  if (!isHeard(change)) return
  const list = noted.get(unit) ?? []
  noted.set(unit, list)
  list.push(change)
}

/** A transaction that only keeps count (of tries, say) and is no act of anybody: it leaves no entry by itself. */
export const aside = <T>(work: () => Promise<T>): Promise<T> =>
  transaction(() => {
    besides.add(db())
    return work()
  })

/**
 * Ends every transaction: writes what was noted, in one statement. A transaction of a staff write that changed rows and
 * noted nothing is written with the route and the id in its address: no route can change anything unseen. Answers what
 * to do after the commit.
 */
export async function keepEntries(unit: Unit): Promise<(() => void) | undefined> {
  const { act } = scope()
  const changes = noted.get(unit) ?? []
  if (!changes.length && unit.wrote && act?.writes && !act.kept && !besides.has(unit) && isHeard())
    changes.push({ subject: act.subject, id: act.objectId })
  if (!changes.length) return undefined
  await write(changes)
  return () => {
    if (act) act.kept = true
  }
}

/** Writes down that an act was refused, in a transaction of its own: nothing of the act itself remains. */
export async function keepRefusal(fault: Fault): Promise<void> {
  const { act } = scope()
  if (!act?.writes || fault.status !== 403 || !isHeard()) return
  await transaction(async () =>
    record({ subject: act.subject, id: act.objectId, note: fault.code, refused: true }),
  ).catch((error: Error) => log().error({ err: error.message }, 'refusal not written'))
}

/** One's own account, and hints that carry no data. */
const NO_LOOK: ReadonlySet<Subject> = new Set(['Account', 'Live'])
/** Writes down that somebody of the platform looked: what they see of a tenant leaves a trace, not only what they change. */
export async function keepLook(): Promise<void> {
  const { act, who } = scope()
  if (who.kind !== 'operator' || !act || act.kept || NO_LOOK.has(act.subject)) return
  await transaction(async () => record({ subject: act.subject, id: act.objectId }))
}

const INSERT = `insert into audit_entries (tenant_id, id, at, who_kind, who_id, who_name, session_id, device, address, request_id, route, permission, subject, object_id, object_name, store_id, outcome, note, before, after)
  select $1, w.id, $3, coalesce(w.by_kind, $4), coalesce(w.by_id, $5), coalesce(w.by_name, $6), $7, $8, $9, $10, $11, w.permission, w.subject, w.object_id, w.object_name, w.store_id, w.outcome, w.note, w.before, w.after
    from jsonb_to_recordset($2::jsonb) as w(id uuid, by_kind text, by_id uuid, by_name text, permission text, subject text, object_id uuid, object_name text, store_id uuid, outcome text, note text, before jsonb, after jsonb)`

function write(changes: readonly Change[]): Promise<number> {
  const { who, act, requestId } = scope()
  return db().run(INSERT, [
    tenantId(),
    JSON.stringify(changes.map((c) => rowOf(c, act?.permission ?? ''))),
    clock.now(),
    who.kind,
    'id' in who ? who.id : null,
    'name' in who ? who.name : who.kind,
    sessionOf(who),
    act?.device ?? '',
    act?.address ?? '',
    requestId,
    act?.route ?? '',
  ])
}

/** What somebody acts under: the session of staff, the grant that lets an operator in. */
const sessionOf = (who: Principal): string | null =>
  who.kind === 'operator' ? who.support.grantId : 'sessionId' in who ? who.sessionId : null

function rowOf(c: Change, permission: string): Fields {
  const [before, after] = changed((c.before ?? null) as Fields | null, (c.after ?? null) as Fields | null)
  return {
    id: newId(),
    ...(c.by
      ? { by_kind: c.by.kind ?? (c.by.id ? 'staff' : 'guest'), by_id: c.by.id, by_name: c.by.name }
      : {}),
    permission: c.permission ?? (permission || `${c.subject}:update`),
    subject: c.subject,
    object_id: isId(c.id) ? c.id : null,
    object_name: maskText(c.name ?? '').slice(0, 120),
    store_id: c.storeId ?? null,
    outcome: c.refused ? 'refused' : 'done',
    note: maskText(c.note ?? '').slice(0, 200),
    before,
    after,
  }
}

/** What changes with every write and says nothing. */
const NOISE: ReadonlySet<string> = new Set(['version', 'updatedAt'])
/** The fields that differ, cleaned; of lists of things with ids, only the things that differ. */
function changed(before: Fields | null, after: Fields | null): [Fields | null, Fields | null] {
  if (!before || !after) return [before && clean(before), after && clean(after)]
  const was: Fields = {}
  const is: Fields = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (!NOISE.has(key) && !isDeepStrictEqual(before[key], after[key]))
      [was[key], is[key]] = changedItems(before[key] ?? null, after[key] ?? null)
  return [clean(was), clean(is)]
}
const isThing = (v: unknown): v is Fields & { id: string } =>
  typeof v === 'object' && v !== null && typeof (v as Fields)['id'] === 'string'
function changedItems(before: unknown, after: unknown): [unknown, unknown] {
  if (!Array.isArray(before) || !Array.isArray(after) || ![...before, ...after].every(isThing))
    return [before, after]
  const differs = (one: { id: string }, others: { id: string }[]) =>
    !isDeepStrictEqual(
      one,
      others.find((o) => o.id === one.id),
    )
  return [before.filter((b) => differs(b, after)), after.filter((a) => differs(a, before))]
}

const SECRET = /password|secret|token|hash|pem$|credential|apikey|apiv3/i
/** Texts longer than this are cut: the log tells what changed, it isn't a second copy. */
const TEXT_MAX = 500
function clean(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key, value]) => typeof value === 'boolean' || !SECRET.test(key))
      .map(([key, value]) => [key, cleanValue(key, value)]),
  )
}
function cleanValue(key: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (/contactName|memberName/i.test(key)) return maskName(value)
    if (/contactPhone|memberPhone|^phone$/i.test(key)) return maskPhone(value)
    return maskText(value).slice(0, TEXT_MAX)
  }
  if (Array.isArray(value)) return value.map((v) => cleanValue(key, v))
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) return clean(value as Fields)
  return value
}
