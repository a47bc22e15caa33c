import type { Order } from '@storeweave/contract'
import { expect, it } from 'vitest'
import { useRefund } from './use-refund'

/** Three pieces paid 10.00 in all, one of them back already; a kilo of weighed goods, paid 3.00. */
const order = {
  lines: [
    { id: 'a', kind: 'physical', quantity: 3 },
    { id: 'b', kind: 'weighed', quantity: 1000 },
  ],
  refundable: [
    { lineId: 'a', share: 1000, refundedQuantity: 1, refundedAmount: 333 },
    { lineId: 'b', share: 300, refundedQuantity: 0, refundedAmount: 0 },
  ],
} as unknown as Order

it('asks for nothing until something is chosen', () => {
  const { rows, total, lines } = useRefund(order)
  expect(rows.value.map(({ left }) => left)).toEqual([
    { quantity: 2, amount: 667 },
    { quantity: 1000, amount: 300 },
  ])
  rows.value[0]!.wish.pieces = '0'
  expect([total.value, lines.value]).toEqual([0, undefined])
})
it('comes to what the server will: pieces by the rule, kilograms as grams, amounts as they are', () => {
  const { rows, total, lines } = useRefund(order)
  rows.value[0]!.wish.pieces = '1'
  rows.value[0]!.wish.restock = true
  rows.value[1]!.wish.pieces = '0.5'
  expect([total.value, lines.value]).toEqual([
    334 + 150,
    [
      { lineId: 'a', quantity: 1, restock: true },
      { lineId: 'b', quantity: 500, restock: false },
    ],
  ])
  rows.value[1]!.wish.how = 'money'
  rows.value[1]!.wish.money = 99
  expect([total.value, lines.value![1]]).toEqual([433, { lineId: 'b', amount: 99 }])
})
it('takes all that is left', () => {
  const { rows, total, takeAll } = useRefund(order)
  for (const row of rows.value) takeAll(row)
  expect([total.value, rows.value[1]!.wish.pieces]).toEqual([967, '1'])
})
it('a line that asks for more than is left stops the whole', () => {
  const { rows, lines } = useRefund(order)
  rows.value[1]!.wish.pieces = '1'
  rows.value[0]!.wish.pieces = '3'
  expect([rows.value[0]!.worth, lines.value]).toEqual([undefined, undefined])
  rows.value[0]!.wish.pieces = '1.5'
  expect([rows.value[0]!.worth, lines.value]).toEqual([undefined, undefined])
})
