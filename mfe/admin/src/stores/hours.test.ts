import { describe, expect, it } from 'vitest'
import { faultOf, nextInterval, ofDay, summary, withDay } from './hours'

const span = (weekday: number, from: string, to: string) => ({ weekday, from, to })

describe('opening hours', () => {
  it('have several intervals a day, sorted', () => {
    const hours = withDay([span(1, '08:00', '12:00')], 1, [
      span(1, '14:00', '20:00'),
      span(1, '08:00', '12:00'),
    ])
    expect(ofDay(hours, 1).map((one) => one.from)).toEqual(['08:00', '14:00'])
  })
  it.each([
    [[span(1, '08:00', '12:00'), span(1, '11:00', '13:00')], 'overlap'],
    [[span(1, '18:00', '02:00')], undefined],
    [[span(1, '18:00', '02:00'), span(1, '20:00', '21:00')], 'overlap'],
    [[span(1, '', '12:00')], 'time'],
    [[span(1, '08:00', '08:00')], 'time'],
    [[span(1, '08:00', '24:00')], undefined],
    [[], undefined],
  ] as const)('%j: %s', (day, fault) => expect(faultOf([...day])).toBe(fault))
  it('propose an interval after the last', () => {
    expect(nextInterval(2, [])).toEqual(span(2, '09:00', '21:00'))
    expect(nextInterval(2, [span(2, '08:00', '12:00')])).toEqual(span(2, '13:00', '16:00'))
  })
  it('sum up a week in runs', () => {
    const week = [1, 2, 3, 4, 5].map((day) => span(day, '08:00', '22:00'))
    expect(summary(week)).toEqual([
      { days: [1, 2, 3, 4, 5], text: '08:00–22:00' },
      { days: [6, 0], text: '' },
    ])
  })
})
