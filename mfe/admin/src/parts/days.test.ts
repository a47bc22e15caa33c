import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, periodOf, rangeOf } from './days'
import { below } from './use-units'

describe('days', () => {
  it('are those of the tenant, not of the browser', () => {
    const lateInLondon = new Date('2026-11-20T17:30:00Z')
    expect(dayIn('Asia/Shanghai', lateInLondon)).toBe('2026-11-21')
    expect(dayIn('Europe/London', lateInLondon)).toBe('2026-11-20')
  })
  it('count both ends', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(3)
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
  it('know a named period again', () => {
    const today = '2026-11-21'
    expect(rangeOf('week', today)).toEqual({ from: '2026-11-15', to: today })
    expect(periodOf(rangeOf('yesterday', today), today)).toBe('yesterday')
    expect(periodOf({ from: '2026-11-03', to: '2026-11-04' }, today)).toBeUndefined()
  })
})

describe('a scope', () => {
  it('holds everything below its unit, however deep', () => {
    const unit = (id: string, parentId: string | null) => ({ id, parentId })
    const units = [
      unit('s2', 'r2'),
      unit('hq', null),
      unit('r1', 'hq'),
      unit('r2', 'r1'),
      unit('s1', 'r1'),
      unit('s3', 'hq'),
    ]
    expect([...below(units, 'r1')].sort()).toEqual(['r1', 'r2', 's1', 's2'])
  })
})
