import type { AskedRefund, Order } from '@storeweave/contract'
import { refundOfMoney, refundOfPieces } from '@storeweave/rules/order'
import { computed, reactive, type ComputedRef } from 'vue'
import { quantityOf } from '../form/quantity'

type OrderLine = Order['lines'][number]
/** What is asked back of one line: pieces (kilograms of weighed goods) as typed, or an amount in minor units. */
export interface Wish {
  how: 'pieces' | 'money'
  pieces: string
  money: number | undefined
  restock: boolean
}
/** A line something is left of. `worth`: what the wish gives back, 0 while there is none, undefined where it can't be. */
export interface RefundRow {
  line: OrderLine
  left: { quantity: number; amount: number }
  wish: Wish
  worth: number | undefined
}

/** A refund as it is put together; amounts are those the server will come to, by the same rule. */
export function useRefund(order: Order): {
  rows: ComputedRef<RefundRow[]>
  total: ComputedRef<number>
  lines: ComputedRef<AskedRefund['lines'] | undefined>
  takeAll: (row: RefundRow) => void
} {
  // nothing goes back on sale by oversight: whoever holds the goods says that they may
  const wishes = reactive(
    new Map<string, Wish>(
      order.refundable.map(({ lineId }) => [
        lineId,
        { how: 'pieces', pieces: '', money: undefined, restock: false },
      ]),
    ),
  )
  const rows = computed(() =>
    order.refundable.map((paid): RefundRow => {
      const line = order.lines.find(({ id }) => id === paid.lineId)!
      const wish = wishes.get(paid.lineId)!
      return {
        line,
        wish,
        left: { quantity: line.quantity - paid.refundedQuantity, amount: paid.share - paid.refundedAmount },
        worth: worthOf(wish, line, { ...paid, quantity: line.quantity }),
      }
    }),
  )
  const total = computed(() => rows.value.reduce((sum, { worth = 0 }) => sum + worth, 0))
  /** What to ask for; undefined while nothing is chosen or something can't be. */
  const lines = computed(() => {
    if (rows.value.some(({ worth }) => worth === undefined) || total.value === 0) return undefined
    return rows.value.filter(({ wish }) => isAsked(wish)).map(askedOf)
  })
  function takeAll({ line, left, wish }: RefundRow): void {
    if (wish.how === 'money') wish.money = left.amount
    else wish.pieces = String(line.kind === 'weighed' ? left.quantity / 1000 : left.quantity)
  }
  return { rows, total, lines, takeAll }
}

const isAsked = ({ how, pieces, money }: Wish): boolean =>
  how === 'pieces'
    ? pieces.trim() !== '' && quantityOf(pieces, true) !== 0
    : money !== undefined && money !== 0

function worthOf(
  wish: Wish,
  line: OrderLine,
  paid: Parameters<typeof refundOfPieces>[0],
): number | undefined {
  if (!isAsked(wish)) return 0
  if (wish.how === 'money') return refundOfMoney(paid, wish.money!)
  const quantity = quantityOf(wish.pieces, line.kind === 'weighed')
  return quantity === undefined ? undefined : refundOfPieces(paid, quantity)
}

const askedOf = ({ line, wish }: RefundRow): AskedRefund['lines'][number] =>
  wish.how === 'money'
    ? { lineId: line.id, amount: wish.money! }
    : {
        lineId: line.id,
        quantity: quantityOf(wish.pieces, line.kind === 'weighed')!,
        restock: wish.restock,
      }
