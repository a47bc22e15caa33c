import { Injectable } from '@nestjs/common'
import type {
  DisputeLine,
  ListStatementLines,
  ListStatements,
  SettlementLine,
  Statement,
  StatementRow,
  StatementState,
} from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import { statementMoves } from '@storeweave/rules/suppliers'
import { found, mayReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor, scope } from '../kernel/scope.js'
import { DisputeRepo } from './dispute.repo.js'
import { ownSupplier } from './own.js'
import { StatementRepo, type StatementFacts } from './statement.repo.js'
import { lineOf, statementOf, statementRowOf, type Side } from './statement.shape.js'

type Page<T> = { items: T[]; nextCursor: string | null }

/** Statements as both sides look at them and what they say to them. The brand's people see all, a supplier its own. */
@Injectable()
export class StatementService {
  constructor(
    private readonly rows: StatementRepo,
    private readonly disputes: DisputeRepo,
  ) {}

  /** A page of statements, the newest first. */
  page(side: Side, q: ListStatements): Promise<Page<StatementRow>> {
    const narrowed = side === 'supplier' ? { ...q, supplierId: ownSupplier('settle') } : q
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () =>
      pageOf(
        await this.rows.page(narrowed, before),
        q.limit,
        (r) => [r.id],
        (r) => statementRowOf(r, side),
      ),
    )
  }

  /** A statement with its disputes. A supplier finds its own alone. */
  one(side: Side, id: string): Promise<Statement> {
    return reading(async () => this.shown(side, theirs(side, await this.rows.byId(id))))
  }

  /** A page of a statement's lines by day, each with its order. */
  async lines(side: Side, id: string, q: ListStatementLines): Promise<Page<SettlementLine>> {
    const after = keysOf(q.cursor, 'text', 'id')
    if (after && !/^\d{4}-\d{2}-\d{2}$/.test(String(after[0]))) throw new Fault('request.bad_cursor')
    return reading(async () => {
      theirs(side, await this.rows.byId(id))
      return pageOf(
        await this.rows.lines(id, q.kind ?? null, after, q.limit + 1),
        q.limit,
        (r) => [r.day, r.id],
        (r) => lineOf(r, side),
      )
    })
  }

  /** A side agrees with a statement. With both, it is to be paid, or carried where nothing is owed. Throws `settlement.move_illegal`. */
  confirm(side: Side, id: string): Promise<Statement> {
    return transaction(async () => {
      const s = theirs(side, await this.rows.lock(id))
      const to = follow(s.state, `confirm_${side}`)
      const done = to === 'confirmed' && s.closing <= s.shared ? follow(to, 'carry') : to
      const mine: [string, string] = [actor().name, clock.now().toISOString()]
      const sides = {
        brand: side === 'brand' ? mine : sideOf(s.brand_by_name, s.brand_at),
        supplier: side === 'supplier' ? mine : sideOf(s.supplier_by_name, s.supplier_at),
      }
      await this.rows.move(id, s.state, done, sides)
      noteMove(side, s, done)
      return this.shown(side, found(await this.rows.byId(id)))
    })
  }

  /** A supplier says what is wrong with a line; the statement waits for HQ's answer. Throws `settlement.move_illegal`, `settlement.line_disputed_already`. */
  dispute(id: string, asked: DisputeLine): Promise<Statement> {
    return transaction(async () => {
      const s = theirs('supplier', await this.rows.lock(id))
      const known = await this.disputes.byId(asked.id)
      if (known?.statement_id === id && known.line_id === asked.lineId && known.reason === asked.reason)
        return this.shown('supplier', s)
      const to = follow(s.state, 'dispute')
      if (!(await this.disputes.holds(id, asked.lineId))) throw new Fault('access.not_found')
      if (!(await this.disputes.raise({ ...asked, statementId: id })))
        throw new Fault('settlement.line_disputed_already')
      await this.rows.move(id, s.state, to, { brand: null, supplier: null })
      noteMove('supplier', s, to, asked.reason)
      return this.shown('supplier', found(await this.rows.byId(id)))
    })
  }

  /** A statement for whoever may see it. In a unit of work. */
  async shown(side: Side, s: StatementFacts): Promise<Statement> {
    const may = {
      confirm: side === 'supplier' || mayReach('confirm', 'Settlement', {}),
      answer: mayReach('adjust', 'Settlement', {}),
    }
    return statementOf(s, side, await this.disputes.of(s.id), may)
  }
}

/** Where a move leads. Throws `settlement.move_illegal`. */
export function follow(from: StatementState, move: string): StatementState {
  const step = next(statementMoves, from, move)
  if ('allowed' in step) throw new Fault('settlement.move_illegal', { state: from, allowed: step.allowed })
  return step.to
}
const sideOf = (by: string, at: string | null): [string, string] | null => (at === null ? null : [by, at])

/** A supplier finds its own statements alone: a foreign one looks like one that never was. */
function theirs(side: Side, row: StatementFacts | undefined): StatementFacts {
  const s = found(row)
  if (side === 'supplier' && s.supplier_id !== ownSupplier('settle')) throw new Fault('access.not_found')
  return s
}

const noteMove = (side: Side, s: StatementFacts, to: StatementState, note = ''): void =>
  record({
    subject: side === 'brand' ? 'Settlement' : 'Supply',
    id: s.id,
    name: s.number,
    before: { state: s.state },
    after: { state: to, closing: s.closing },
    note,
    permission: (scope().act?.permission as 'Supply:settle' | undefined) ?? 'Settlement:confirm',
  })
