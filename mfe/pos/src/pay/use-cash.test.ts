import { describe, expect, it } from 'vitest'
import { amountOf, notesFor, typeAmount } from './cash'

const typed = (keys: string) =>
  [...keys].reduce((text, key) => typeAmount(text, key === '<' ? 'Backspace' : key), '')

describe('the cash keypad', () => {
  it('types amounts as people do, and nothing else', () => {
    expect(typed('12.5')).toBe('12.5')
    expect(typed('.5')).toBe('0.5')
    expect(typed('1..2.3')).toBe('1.23')
    expect(typed('0123')).toBe('123')
    expect(typed('1.239')).toBe('1.23')
    expect(typed('123456789')).toBe('12345678')
    expect(typed('12<<<5x')).toBe('5')
    expect(typeAmount('5', '00')).toBe('500')
  })

  it('reads them as fen, exactly', () => {
    expect(amountOf('12.5', 'CNY')).toBe(1_250)
    expect(amountOf('12.', 'CNY')).toBe(1_200)
    expect(amountOf('', 'CNY')).toBeUndefined()
  })

  it('offers the exact sum and the notes people hand over', () => {
    expect(notesFor(2_350, 'CNY')).toEqual([2_350, 2_500, 3_000, 4_000, 5_000])
    expect(notesFor(10_000, 'CNY')).toEqual([10_000])
  })
})
