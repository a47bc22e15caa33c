import { Injectable } from '@nestjs/common'
import type {
  Allowance,
  Allowances,
  Block,
  BlockPage,
  CreateAllowance,
  ListBlocks,
} from '@storeweave/contract'
import { ALLOWANCE_DAYS_MAX } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { forgetAllowances, isWithin, OTHERS, type Caller } from '../kernel/callers.js'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { maskName } from '../kernel/mask.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { CallersRepo, type AllowanceRow, type BlockRow } from './callers.repo.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** A lifted block lets its caller through for so long, after which limits count anew. */
const LIFTED_MS = 15 * MINUTE_MS

/** Who was refused for doing too much, and whom limits do not hold up. */
@Injectable()
export class CallersService {
  constructor(private readonly callers: CallersRepo) {}

  /** A page of refused callers, the last first. */
  list(q: ListBlocks): Promise<BlockPage> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return transaction(async () => {
      const allowances = await this.callers.standing()
      return pageOf(
        await this.callers.list(q, after),
        q.limit,
        (r) => [r.last_at, r.id],
        (r) => toBlock(r, allowances),
      )
    })
  }

  /** Lets a blocked caller through at once; one whose block is over stays as it is. Throws `access.not_found`. */
  async lift(id: string): Promise<void> {
    await transaction(async () => {
      const row = found(await this.callers.block(id))
      if (!(await this.callers.lift(id)) || row.caller === OTHERS) return
      const until = new Date(clock.now().getTime() + LIFTED_MS)
      await this.callers.allow(newId(), callerIn(row), { reason: 'lifted', until, by: actor().id })
      record({
        subject: 'Block',
        id,
        name: shown(row),
        before: { kind: row.kind, state: 'blocked' },
        after: { kind: row.kind, state: 'lifted', until: until.toISOString() },
      })
    })
    forgetAllowances(tenantId())
  }

  /** Allowances that stand. */
  async allowances(): Promise<Allowances> {
    return { items: (await transaction(() => this.callers.standing())).map(toAllowance) }
  }

  /** Lets a range of addresses or the caller of a block through until a day; the same again is no second one. Throws `callers.until_invalid`, `access.not_found`. */
  async allow(body: CreateAllowance): Promise<Allowance> {
    const until = new Date(body.until)
    const ahead = until.getTime() - clock.now().getTime()
    if (ahead <= 0 || ahead > ALLOWANCE_DAYS_MAX * DAY_MS) throw new Fault('callers.until_invalid')
    const allowance = await transaction(async () => {
      const caller = body.range
        ? { of: 'address' as const, value: body.range.toLowerCase() }
        : callerIn(found(await this.callers.block(body.blockId!)))
      const isNew = await this.callers.allow(body.id, caller, { reason: body.reason, until, by: actor().id })
      const row = found(await this.callers.allowance(body.id))
      const { id, reason } = row
      if (isNew)
        record({ subject: 'Block', id, name: shown(row), after: { reason, until: row.until, allowed: true } })
      return toAllowance(row)
    })
    forgetAllowances(tenantId())
    return allowance
  }

  /** Ends an allowance; again changes nothing. */
  async end(id: string): Promise<void> {
    await transaction(async () => {
      const row = found(await this.callers.allowance(id))
      if (await this.callers.end(id))
        record({
          subject: 'Block',
          id,
          name: shown(row),
          before: { allowed: true },
          after: { allowed: false },
        })
    })
    forgetAllowances(tenantId())
  }
}

/** The caller as an allowance names it: of a network, all its addresses. */
function callerIn({ caller_kind: of, caller: value }: BlockRow): Caller {
  if (value === OTHERS) throw new Fault('access.not_found')
  if (of !== 'address') return { of, value }
  return { of, value: value.includes(':') ? `${value}::/64` : `${value}/32` }
}

type Named = Pick<BlockRow, 'caller_kind' | 'caller' | 'name'>
/** A caller as staff see it: of an address all but its end, of a shopper the first letter. */
function shown({ caller_kind: kind, caller, name }: Named): string {
  if (kind === 'shopper') return `${maskName(name ?? '')} …${caller.slice(-6)}`.trim()
  if (kind !== 'address') return name ?? ''
  if (caller === OTHERS || caller.includes('/')) return caller
  return caller.includes(':')
    ? `${caller.split(':').slice(0, 3).join(':')}:*`
    : caller.replace(/\.\d+$/, '.*')
}

const isNamed = (row: BlockRow, a: AllowanceRow): boolean =>
  a.caller_kind === row.caller_kind &&
  (row.caller_kind === 'address' ? isWithin(row.caller, a.caller) : a.caller === row.caller)

const toBlock = (r: BlockRow, allowances: readonly AllowanceRow[]): Block => ({
  id: r.id,
  kind: r.kind,
  callerKind: r.caller_kind,
  caller: shown(r),
  count: r.count,
  firstAt: r.first_at,
  lastAt: r.last_at,
  until: r.until,
  state: r.lifted_at ? 'lifted' : new Date(r.until) > clock.now() ? 'blocked' : 'over',
  allowed: allowances.some((a) => isNamed(r, a)),
})
const toAllowance = (r: AllowanceRow): Allowance => ({
  id: r.id,
  callerKind: r.caller_kind,
  caller: shown(r),
  reason: r.reason,
  until: r.until,
  createdBy: r.creator ?? '',
  createdAt: r.created_at,
})
