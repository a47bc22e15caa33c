import { expect, it } from 'vitest'
import { meant } from './useShipping'

const cards = [
  { id: 'a', number: 'WH-261122-0001' },
  { id: 'b', number: 'WH-261122-0002' },
]

it('a slip opens its order; only then is a carrier’s barcode the number of its parcel', () => {
  expect(meant('wh-261122-0002', cards, undefined)).toEqual({ card: 'b' })
  expect(meant('SF1234567890', cards, undefined)).toBeUndefined()
  expect(meant(' sf1234567890 ', cards, 'b')).toEqual({ waybill: 'SF1234567890' })
  // the next slip, while a number is waited for, is the next slip
  expect(meant('WH-261122-0001', cards, 'b')).toEqual({ card: 'a' })
  expect(meant('HTTPS://A.B', cards, 'b')).toBeUndefined()
})
