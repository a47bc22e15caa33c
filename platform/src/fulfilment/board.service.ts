import { Injectable } from '@nestjs/common'
import {
  FulfilmentMove,
  type BoardCard,
  type ListBoard,
  type ListVerifications,
  type VerificationPage,
  type VerifyCode,
} from '@storeweave/contract'
import { machineOf, maskCode, type FulfilmentState } from '@storeweave/rules/fulfilment'
import { allowedFrom } from '@storeweave/rules/order'
import type { z } from 'zod'
import { allows } from '../kernel/ability.js'
import { found, mustReach, within } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { isId } from '../kernel/id.js'
import { maskName, maskPhone, maskText } from '../kernel/mask.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { BoardRepo, type CardRow } from './board.repo.js'
import { CodesService } from './codes.service.js'
import { toLine } from './lines.js'
import { maskedParcel } from './parcels.js'
import { VouchersService } from './vouchers.service.js'

const WAITING: readonly FulfilmentState[] = ['pending', 'preparing', 'ready']
/** Moves that send money back need the right to cancel orders. */
const COSTLY: ReadonlySet<string> = new Set(['expire', 'cancel', 'lose'])
/** Moves that people make at a store or a warehouse; the others come with money, a code or the shopper's word. */
const BY_HAND: ReadonlySet<string> = new Set([...FulfilmentMove.options, 'ship', 'lose'])
/** What is to do, where nobody asks for one state. */
const TO_DO = { pickup: ['preparing', 'ready'], express: ['preparing'] } as const

/** What a store has to do and has done. */
@Injectable()
export class BoardService {
  constructor(
    private readonly board: BoardRepo,
    private readonly codes: CodesService,
    private readonly vouchers: VouchersService,
  ) {}

  /** A store's pickups, or a warehouse's parcels: waiting ones oldest first, finished ones newest first. Without a state: what is to do. */
  list(q: ListBoard): Promise<{ items: BoardCard[]; nextCursor: string | null }> {
    mustReach('read', 'Fulfilment', { storeId: q.storeId })
    const after = idOf(fromCursor(q.cursor, 1)?.[0])
    const states = q.state ? [q.state as FulfilmentState] : TO_DO[q.kind]
    const waiting = states.every((s) => WAITING.includes(s))
    return transaction(async () => {
      const rows = waiting
        ? await this.board.waiting(q.storeId, q.kind, states, after, q.limit + 1)
        : await this.board.finished(q.storeId, q.kind, states, after, q.limit + 1)
      return pageOf(rows, q.limit, (r) => [r.id], toCard)
    })
  }

  /** One card. */
  async card(id: string): Promise<BoardCard> {
    const row = found(await transaction(() => this.board.card(id)))
    mustReach('read', 'Fulfilment', { storeId: row.store_id })
    return toCard(row)
  }

  /** The card of an order of vouchers with one of them, whose code was shown: in whatever store it may be used. */
  async voucherCard(fulfilmentId: string, voucherId: string): Promise<BoardCard> {
    const card = toCard(found(await transaction(() => this.board.card(fulfilmentId))))
    const voucher = await this.vouchers.shown(voucherId, { for: 'staff', mayRefund: false })
    return { ...card, lines: card.lines.filter((l) => l.id === voucher.lineId), voucher }
  }

  /**
   * Who a code belongs to, without using it. Throws `fulfilment.code_unknown`, `fulfilment.code_used`,
   * `fulfilment.code_elsewhere`, `fulfilment.locked`, and what `VouchersService.mustBeUsable` does.
   */
  async preview({ storeId, code, uses }: VerifyCode): Promise<BoardCard> {
    mustReach('verify', 'Fulfilment', { storeId })
    const row = await this.codes.admit(code)
    if (row.voucher_id) {
      await this.vouchers.mustBeUsable(row.voucher_id, storeId, uses)
      return this.voucherCard(row.fulfilment_id, row.voucher_id)
    }
    this.codes.mustBeUsable(row, storeId)
    return this.card(row.fulfilment_id)
  }

  /** Used codes of the stores within reach, newest first. */
  verifications(q: ListVerifications): Promise<z.infer<typeof VerificationPage>> {
    if (q.storeId) mustReach('read', 'Fulfilment', { storeId: q.storeId })
    const key = fromCursor(q.cursor, 2)
    if (key && (Number.isNaN(Date.parse(String(key[0]))) || !isId(key[1])))
      throw new Fault('request.bad_cursor')
    const after = key ? { at: String(key[0]), id: String(key[1]) } : null
    return transaction(async () =>
      pageOf(
        await this.board.verifications(within('read', 'Fulfilment'), q.storeId ?? null, after, q.limit + 1),
        q.limit,
        (r) => [r.at_key, r.id],
        (r) => ({
          id: r.id,
          orderId: r.order_id,
          number: r.number,
          storeId: r.store_id,
          storeName: scope().locale === 'en' && r.store_en ? r.store_en : r.store_zh,
          clerk: r.clerk,
          codeMasked: maskCode(r.code),
          at: r.at,
          payable: r.payable,
          uses: r.uses,
        }),
      ),
    )
  }
}

function idOf(value: string | number | undefined): string | null {
  if (value === undefined) return null
  if (!isId(value)) throw new Fault('request.bad_cursor')
  return value
}

/** The moves a person may make by hand on this row. */
export function allowedMoves(row: {
  kind: CardRow['kind']
  state: FulfilmentState
  store_id: string
}): string[] {
  const { ability } = scope().who
  const mayCancel = allows(ability, 'cancel', 'Order', { storeId: row.store_id })
  return allowedFrom(machineOf(row.kind), row.state).filter(
    (m) => BY_HAND.has(m) && row.state !== 'pending' && (!COSTLY.has(m) || mayCancel),
  )
}

const toCard = (r: CardRow): BoardCard => ({
  id: r.id,
  orderId: r.order_id,
  number: r.number,
  kind: r.kind,
  state: r.state,
  storeId: r.store_id,
  channel: r.channel,
  contactName: maskName(r.contact_name),
  contactPhone: maskPhone(r.contact_phone),
  note: maskText(r.note),
  payable: r.payable,
  currency: r.currency,
  paidAt: r.paid_at ?? r.placed_at,
  promisedAt: r.promised_at,
  finishedAt: r.finished_at,
  lines: r.lines.map(toLine),
  shipment: r.shipment && maskedParcel(r.shipment),
  allowed: allowedMoves(r),
})
