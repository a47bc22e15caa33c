import { Injectable } from '@nestjs/common'
import { moneyText, type DecideReturn, type ReceiveReturn, type RefundLine } from '@storeweave/contract'
import { approvalOf, nextReturnState, returnableOf } from '@storeweave/rules/returns'
import { LineRefundsService } from '../selling/index.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { systemAbility } from '../kernel/ability.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { runInScope, scope } from '../kernel/scope.js'
import { AskingRepo } from './asking.repo.js'
import { ReturnsRepo, type ReturnedLine, type ReturnFacts } from './returns.repo.js'
import { isHq } from './theirs.js'
import { tellMoved } from './told.js'

/** What the brand's staff and the suppliers who ship say to returns, and what they find in them. */
@Injectable()
export class DecidingService {
  constructor(
    private readonly returns: ReturnsRepo,
    private readonly asking: AskingRepo,
    private readonly refunds: LineRefundsService,
  ) {}

  /**
   * Staff say yes or no, within their refund limit: a yes promises the money, or gives it where no goods (any more) are to
   * come. HQ may overrule whoever refused. Throws `returns.move_illegal`, `returns.note_needed`, `returns.with_supplier`,
   * `returns.with_hq`, `returns.nothing_accepted`, `selling.refund_over_limit`, `selling.refund_beyond_line`.
   */
  decide(id: string, input: DecideReturn): Promise<void> {
    return transaction(async () => {
      const row = found(await this.returns.lock(id))
      mustReach('cancel', 'Order', { storeId: row.store_id })
      mustBeTheirs(row)
      if (input.decision === 'refuse') return this.refuse(row, input.note)
      await this.approve(
        row,
        input.note,
        (sum) => this.mustPromise(row, sum),
        (work) => work(),
      )
    })
  }
  /** The same by the supplier who shipped, until its time is over. Throws `returns.with_hq` besides. */
  async decideAsSupplier(id: string, input: DecideReturn): Promise<void> {
    const supplierId = ownSupplier('ship')
    return transaction(async () => {
      const row = await this.ofSupplier(id, supplierId)
      if (row.desk !== 'supplier' || row.state === 'refused') throw new Fault('returns.with_hq')
      if (input.decision === 'refuse') return this.refuse(row, input.note)
      await this.approve(row, input.note, () => Promise.resolve(), asDecided)
    })
  }

  /**
   * Goods came back to the store and were looked at. Where every piece is right the money goes at once, as it was promised;
   * otherwise it waits for a word. Throws `returns.move_illegal`, `returns.lines_differ`, `selling.refund_beyond_line`.
   */
  receive(id: string, input: ReceiveReturn): Promise<void> {
    return transaction(async () => {
      const row = found(await this.returns.lock(id))
      mustReach('advance', 'Fulfilment', { storeId: row.store_id })
      await this.look(row, input)
    })
  }
  /** The same at the depot of the supplier who shipped. */
  async receiveAsSupplier(id: string, input: ReceiveReturn): Promise<void> {
    const supplierId = ownSupplier('ship')
    return transaction(async () => this.look(await this.ofSupplier(id, supplierId), input))
  }

  private async approve(
    row: ReturnFacts,
    note: string,
    mayPromise: (sum: number) => Promise<void>,
    inRights: (work: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const move = approvalOf({ ...row, looked: row.looked_at !== null })
    if (!move) throw new Fault('returns.move_illegal')
    const to = nextReturnState(row.state, move)!
    const overrules = row.state === 'refused'
    if (overrules) await this.mustBeLeft(row)
    if (to === 'approved') await mayPromise(row.worth)
    if (to === 'refunded') await inRights(() => this.pay(row, note))
    await this.returns.move(row, to, { answer: note, ...(overrules ? { desk: 'hq' as const } : {}) })
    if (overrules) await this.returns.step(row.id, 'overruled', note)
    if (to === 'approved' || row.kind === 'refund_only')
      await this.returns.step(row.id, 'approved', overrules ? '' : note)
    if (to === 'refunded') await this.returns.step(row.id, 'refunded')
    await this.noteMove(row, to, note)
  }
  private async refuse(row: ReturnFacts, note: string): Promise<void> {
    const to = nextReturnState(row.state, 'refuse')
    if (!to) throw new Fault('returns.move_illegal')
    if (!note) throw new Fault('returns.note_needed')
    await this.returns.move(row, to, { answer: note })
    await this.returns.step(row.id, 'refused', note)
    await this.noteMove(row, to, note)
  }
  private async look(row: ReturnFacts, { lines, note }: ReceiveReturn): Promise<void> {
    const to = nextReturnState(row.state, 'receive')
    if (!to || row.kind !== 'return') throw new Fault('returns.move_illegal')
    const asked = await this.returns.lines(row.id)
    const counted = asked.map((a) => lines.find((l) => l.lineId === a.line_id && l.accepted <= a.quantity))
    if (counted.length !== lines.length || counted.includes(undefined))
      throw new Fault('returns.lines_differ')
    const isAllRight = asked.every((a, n) => counted[n]!.accepted === a.quantity)
    if (!isAllRight && !note) throw new Fault('returns.note_needed')
    await this.returns.look(row.id, lines)
    await this.returns.move(row, to)
    await this.returns.step(row.id, 'received', note)
    await this.noteMove(row, to, note)
    if (!isAllRight) return
    const looked: ReturnFacts = { ...row, state: to }
    await asDecided(() => this.pay(looked, note))
    await this.returns.move(looked, 'refunded')
    await this.returns.step(row.id, 'refunded')
    await this.noteMove(looked, 'refunded', '')
  }

  /** The money goes back through the refund of lines, under the return's own id: never twice, never more than was paid. */
  private async pay(row: ReturnFacts, note: string): Promise<void> {
    const lines = refundOf(row, await this.returns.lines(row.id))
    if (!lines.length) throw new Fault('returns.nothing_accepted')
    const reason = note.slice(0, 200) || (scope().locale === 'en' ? 'Return' : '售后退款')
    await this.refunds.refund(row.order_id, { id: row.id, lines, reason })
  }
  /** Within the limit of who asks, with all that went back of the order or was promised: nothing passes under it in parts. */
  private async mustPromise(row: ReturnFacts, sum: number): Promise<void> {
    const before = await this.returns.promised(row.order_id, row.id)
    mustStayWithin('refund', 'Order:cancel', row.store_id, before + sum, (amount) =>
      moneyText(amount, row.currency),
    )
  }
  /** A refused return holds no pieces: meanwhile they may have been asked or paid back otherwise. */
  private async mustBeLeft(row: ReturnFacts): Promise<void> {
    const bought = await this.asking.lines(row.order_id)
    for (const { line_id, quantity } of await this.returns.lines(row.id)) {
      const line = found(bought.find((l) => l.id === line_id))
      if (quantity > returnableOf({ ...line, refunded: line.refunded_quantity }))
        throw new Fault('returns.pieces_gone')
    }
  }
  private async ofSupplier(id: string, supplierId: string): Promise<ReturnFacts> {
    const row = found(await this.returns.lock(id))
    if (row.supplier_id !== supplierId) throw new Fault('access.not_found')
    if (await this.returns.isClosed(supplierId)) throw new Fault('suppliers.not_active')
    return row
  }
  private async noteMove(row: ReturnFacts, to: ReturnFacts['state'], note: string): Promise<void> {
    await tellMoved(row, row.state, to)
    record({
      subject: 'Order',
      id: row.order_id,
      name: row.number,
      storeId: row.store_id,
      before: { return: { id: row.id, state: row.state } },
      after: { return: { id: row.id, state: to } },
      note,
    })
  }
}

function mustBeTheirs({ desk, state }: ReturnFacts): void {
  if (isHq()) return
  if (state === 'refused' || desk === 'hq') throw new Fault('returns.with_hq')
  if (desk === 'supplier') throw new Fault('returns.with_supplier')
}

/**
 * In the name of who asks, with the platform's rights: whether the money goes was decided when the return was approved, by
 * somebody whose limit allowed it or by the supplier who bears it.
 */
const asDecided = (work: () => Promise<void>): Promise<void> => {
  const now = scope()
  return runInScope({ ...now, who: { ...now.who, ability: systemAbility } }, work)
}

/**
 * What is refunded: pieces that were found right, back on the shelf where they can be sold; or all, where none came, and
 * where HQ overrules what was found.
 */
function refundOf(row: ReturnFacts, lines: readonly ReturnedLine[]): RefundLine[] {
  if (row.kind === 'refund_only' || row.state === 'refused')
    return lines.map((l) => ({ lineId: l.line_id, quantity: l.quantity, restock: false }))
  return lines
    .filter((l) => l.accepted)
    .map((l) => ({ lineId: l.line_id, quantity: l.accepted!, restock: l.restock === true }))
}
