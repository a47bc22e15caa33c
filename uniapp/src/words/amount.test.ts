import { beforeAll, describe, expect, it } from 'vitest'
import { fakeUni } from '../../test/fake-uni'

describe('quantities in words', () => {
  let words: typeof import('./amount')
  let hours: typeof import('./hours')
  let language: typeof import('./index')
  beforeAll(async () => {
    fakeUni(() => ({ status: 200 }))
    words = await import('./amount')
    hours = await import('./hours')
    language = await import('./index')
  })
  const weighed = { kind: 'weighed', unit: { zh: '克', en: 'g' } } as const
  const pieces = { kind: 'physical', unit: { zh: '盒', en: 'box' } } as const

  it('weigh in grams below a kilo and in kilos from there', () => {
    expect([100, 900, 1000, 1200, 2350].map(words.gramsText)).toEqual([
      '100克',
      '900克',
      '1kg',
      '1.2kg',
      '2.35kg',
    ])
    expect(words.quantityText(pieces, 3)).toBe('3')
  })

  it('say what a price is for', () => {
    expect(words.perText(weighed, 500)).toBe('/500克')
    expect(words.perText(weighed, 1000)).toBe('/公斤')
    expect(words.perText(pieces, 1)).toBe('/盒')
    language.setLocale('en')
    expect(words.perText(weighed, 500)).toBe('/500 g')
    expect(words.perText(pieces, 1)).toBe('/box')
    language.setLocale('zh-CN')
  })

  it('begin with what the price is for, in whole steps, and not above the stock', () => {
    expect(words.firstQuantity(pieces, 1, 5)).toBe(1)
    expect(words.firstQuantity(weighed, 500, 2000)).toBe(500)
    expect(words.firstQuantity(weighed, 500, 340)).toBe(300)
    expect(words.firstQuantity(weighed, 50, 340)).toBe(100)
    expect([words.stepOf(weighed), words.stepOf(pieces)]).toEqual([100, 1])
  })

  it('put days with the same hours into one line', () => {
    const daily = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '08:00', to: '22:00' }))
    expect(hours.hoursLines(daily)).toEqual([{ days: '每天', times: '08:00–22:00' }])
    expect(hours.hoursLines(daily.filter(({ weekday }) => weekday !== 0))).toEqual([
      { days: '周一–周六', times: '08:00–22:00' },
      { days: '周日', times: '休息' },
    ])
  })

  it('say when something is ready: by the clock today, with its day after', () => {
    const now = new Date(2026, 10, 21, 23, 50)
    const at = (day: number, hour: number, minute: number) =>
      new Date(2026, 10, day, hour, minute).toISOString()
    expect(words.soonText(at(21, 23, 58), now)).toBe('23:58')
    expect(words.soonText(at(22, 8, 30), now)).toBe('明天 08:30')
    expect(words.soonText(at(23, 8, 30), now)).toBe('11月23日 08:30')
  })

  it('have the same keys in both languages', async () => {
    const { zh } = await import('./zh')
    const { en } = await import('./en')
    expect(Object.keys(en)).toEqual(Object.keys(zh))
    expect(Object.values(en).every((text) => text.trim())).toBe(true)
  })
})
