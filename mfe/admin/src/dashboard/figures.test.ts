import { describe, expect, it } from 'vitest'
import { changeOf, hoursInUse, listBehind } from './figures'

describe('figures', () => {
  it('compare in tenths of a per cent, and not with nothing', () => {
    expect(changeOf(1_100, 1_000)).toBe(100)
    expect(changeOf(999, 1_000)).toBe(-1)
    expect(changeOf(5, 0)).toBeUndefined()
  })
  it('open the list they count', () => {
    const week = { from: '2026-11-01', to: '2026-11-07' }
    expect(listBehind('tillSales', week)).toEqual({ ...week, channel: 'pos' })
    expect(listBehind('sales', week)).toEqual(week)
  })
  it('show the hours of a shop day, wider when something sold outside of it', () => {
    expect(hoursInUse([])).toEqual([])
    const hours = hoursInUse([
      { hour: 6, sales: 100, orders: 1 },
      { hour: 9, sales: 300, orders: 2 },
    ])
    expect(hours[0]).toEqual({ hour: 6, sales: 100 })
    expect(hours.at(-1)).toEqual({ hour: 21, sales: 0 })
  })
})
