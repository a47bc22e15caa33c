import { expect, it } from 'vitest'
import { sorted } from './use-sorting'

const card = (id: string, paid: string, promised: string | null) => ({
  id,
  paidAt: `2026-11-21T${paid}:00.000Z`,
  promisedAt: promised && `2026-11-21T${promised}:00.000Z`,
})
const cards = [
  card('a', '08:00', '09:30'),
  card('b', '07:00', '10:00'),
  card('c', '06:00', null),
  card('e', '09:00', '09:30'),
  card('d', '09:00', '09:30'),
]
const ids = (by: 'promise' | 'age') => sorted(cards, by).map((one) => one.id)

it('puts what is promised soonest first, the older before the newer, what has no promise last', () =>
  expect(ids('promise')).toEqual(['a', 'd', 'e', 'b', 'c']))
it('puts what waits longest first', () => expect(ids('age')).toEqual(['c', 'b', 'a', 'd', 'e']))
it('leaves the list it was given alone', () => {
  sorted(cards, 'age')
  expect(cards[0]!.id).toBe('a')
})
