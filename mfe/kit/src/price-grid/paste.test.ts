import { describe, expect, it } from 'vitest'
import { amountOf, cellsOfText, plainAmount, textOfCells } from './paste'

describe('a block of cells from a clipboard', () => {
  it('comes row by row, whatever ends the lines, without an empty one at the end', () => {
    expect(cellsOfText('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(cellsOfText('1\n2')).toEqual([['1'], ['2']])
    expect(cellsOfText('9.90')).toEqual([['9.90']])
    expect(cellsOfText('1\t\t3')).toEqual([['1', '', '3']])
    expect(cellsOfText('1\n\n2\n')).toEqual([['1'], [''], ['2']])
  })
  it('keeps quoted tabs, lines and quotes in their cell', () => {
    expect(cellsOfText('"a\tb"\t"c\nd"\t"e ""f"""')).toEqual([['a\tb', 'c\nd', 'e "f"']])
    expect(cellsOfText('5" nails\t2')).toEqual([['5" nails', '2']])
  })
  it('comes back as it went', () => {
    const rows = [
      ['1.00', '2.00', '3.00'],
      ['4.00', '', '6.00'],
    ]
    expect(cellsOfText(textOfCells(rows))).toEqual(rows)
  })
})

describe('an amount', () => {
  it('is understood as people and spreadsheets write it', () => {
    const read: Record<string, number> = {
      '12.8': 1280,
      '12.80': 1280,
      ' 12.8 ': 1280,
      '1,280.50': 128050,
      '¥1,280.50': 128050,
      '￥１２．８０': 1280,
      '１，２８０': 128000,
      '12。8': 1280,
      '12,80': 1280,
      '12,8': 1280,
      '12.80元': 1280,
      'CNY 12.80': 1280,
      '12.8000': 1280,
      '12.': 1200,
      $9: 900,
      '1\u00a0280,50': 128050,
      '0': 0,
    }
    for (const [text, amount] of Object.entries(read))
      expect([text, amountOf(text, 'CNY')]).toEqual([text, amount])
    expect(amountOf('1280', 'JPY')).toBe(1280)
    expect(amountOf('1,280', 'JPY')).toBe(1280)
  })
  it('is nothing where it is no plain amount', () => {
    for (const text of ['', '-1', '1.234', '12.8.0', '1e3', 'abc', '12%', '=A1', '1,28,0.00', '9'.repeat(13)])
      expect([text, amountOf(text, 'CNY')]).toEqual([text, undefined])
  })
  it('goes out without sign and commas', () => {
    expect([
      plainAmount(128050, 'CNY'),
      plainAmount(5, 'CNY'),
      plainAmount(1280, 'JPY'),
      plainAmount(null, 'CNY'),
    ]).toEqual(['1280.50', '0.05', '1280', ''])
  })
})
