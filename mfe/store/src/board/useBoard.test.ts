import type { BoardCard } from '@storeweave/contract'
import { Problem } from '@storeweave/kit'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import type { BoardApi } from './board.api'
import { useBoard, type BoardState } from './useBoard'

const STORE = 'store-1'
const aCard = (id: string, change: Partial<BoardCard> = {}): BoardCard => ({
  id,
  orderId: `order-${id}`,
  number: `HZ001-261121-${id}`,
  kind: 'pickup',
  state: 'preparing',
  storeId: STORE,
  channel: 'h5',
  contactName: '林小满',
  contactPhone: '19900100001',
  note: '',
  payable: 1280,
  currency: 'CNY',
  paidAt: '2026-11-21T04:00:00Z',
  promisedAt: null,
  finishedAt: null,
  lines: [],
  shipment: null,
  allowed: ['ready'],
  ...change,
})

/** A server whose answers wait until the test lets them go. */
function aServer() {
  const waiting: BoardCard[] = []
  const held: (() => void)[] = []
  let hold = false
  const moves: { resolve: (card: BoardCard) => void; reject: (error: unknown) => void }[] = []
  const api: BoardApi = {
    waiting: vi.fn(async () => {
      const answer = [...waiting]
      if (hold) await new Promise<void>((done) => held.push(done))
      return answer
    }),
    done: vi.fn(async () => []),
    move: vi.fn(() => new Promise<BoardCard>((resolve, reject) => moves.push({ resolve, reject }))),
  }
  return { api, waiting, moves, held, holdReads: (on: boolean) => (hold = on) }
}

let scope: EffectScope
let server: ReturnType<typeof aServer>
const arrived = vi.fn()
const storeId = ref<string>()
const numbers = (cards: { value: BoardCard[] }) => cards.value.map((card) => card.id)
const settled = async () => {
  for (let n = 0; n < 12; n++) await Promise.resolve()
  await nextTick()
}
async function open(...cards: BoardCard[]): Promise<BoardState> {
  server.waiting.push(...cards)
  storeId.value = STORE
  const board = scope.run(() => useBoard(() => storeId.value, arrived, server.api))!
  await settled()
  return board
}
beforeEach(() => {
  scope = effectScope()
  server = aServer()
  arrived.mockReset()
})
afterEach(() => scope.stop())

it('shows waiting orders by step and rings for none of those already there', async () => {
  const board = await open(aCard('1'), aCard('2', { state: 'ready' }))
  expect(numbers(board.preparing)).toEqual(['1'])
  expect(numbers(board.ready)).toEqual(['2'])
  expect(arrived).not.toHaveBeenCalled()
})
it('takes an order in on a live hint, rings once and marks it until somebody looks', async () => {
  const board = await open(aCard('1'))
  server.waiting.push(aCard('2'))
  board.hear({ data: { storeId: STORE } })
  await settled()
  expect(numbers(board.preparing)).toEqual(['1', '2'])
  expect(arrived).toHaveBeenCalledExactlyOnceWith(1)
  expect([...board.fresh.value]).toEqual(['2'])
  board.hear({ data: { storeId: STORE } })
  await settled()
  expect(arrived).toHaveBeenCalledOnce()
  board.seen('2')
  expect(board.fresh.value.size).toBe(0)
})
it('does not read again for another store, and once more for many hints at once', async () => {
  const board = await open(aCard('1'))
  board.hear({ data: { storeId: 'store-2' } })
  await settled()
  expect(server.api.waiting).toHaveBeenCalledTimes(1)
  for (let n = 0; n < 20; n++) board.hear({ data: { storeId: STORE } })
  await settled()
  expect(server.api.waiting).toHaveBeenCalledTimes(3)
})
it('moves a card at once and keeps it where the server says', async () => {
  const board = await open(aCard('1'))
  const moving = board.move(aCard('1'), 'ready')
  expect(numbers(board.ready)).toEqual(['1'])
  expect(numbers(board.preparing)).toEqual([])
  server.moves[0]!.resolve(aCard('1', { state: 'ready', allowed: ['unready'] }))
  expect(await moving).toBe(true)
  expect(board.ready.value[0]!.allowed).toEqual(['unready'])
})
it('puts a card back when the server refuses', async () => {
  const board = await open(aCard('1'))
  const moving = board.move(aCard('1'), 'ready')
  server.moves[0]!.reject(new Problem({ status: 409, code: 'fulfilment.move_illegal' }))
  expect(await moving).toBe(false)
  expect(numbers(board.preparing)).toEqual(['1'])
  expect(numbers(board.ready)).toEqual([])
})
it('ignores a second press while the first is under way', async () => {
  const board = await open(aCard('1'))
  void board.move(aCard('1'), 'ready')
  expect(await board.move(aCard('1'), 'ready')).toBe(false)
  expect(server.api.move).toHaveBeenCalledOnce()
})
it('lets an answer older than a move never undo it', async () => {
  const board = await open(aCard('1'))
  server.holdReads(true)
  board.hear({ data: { storeId: STORE } })
  await settled()
  const moving = board.move(aCard('1'), 'ready')
  server.moves[0]!.resolve(aCard('1', { state: 'ready' }))
  await moving
  server.held.forEach((release) => release())
  await settled()
  expect(numbers(board.ready)).toEqual(['1'])
})
it('keeps what is on screen when reading fails, and says so', async () => {
  const board = await open(aCard('1'))
  vi.mocked(server.api.waiting).mockRejectedValueOnce(new Problem({ status: 0, code: 'kit.offline' }))
  await board.reload()
  expect(board.problem.value?.code).toBe('kit.offline')
  expect(numbers(board.preparing)).toEqual(['1'])
  await board.reload()
  expect(board.problem.value).toBeUndefined()
})
it('starts over for another store without ringing', async () => {
  const board = await open(aCard('1'))
  server.waiting.splice(0, 1, aCard('9', { storeId: 'store-2' }))
  storeId.value = 'store-2'
  await settled()
  expect(numbers(board.preparing)).toEqual(['9'])
  expect(arrived).not.toHaveBeenCalled()
})
