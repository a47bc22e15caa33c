import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { Fault } from '../kernel/fault.js'
import { readCsv } from './read-csv.js'
import { readXlsx } from './read-xlsx.js'
import { endingOf } from './sheet-file.js'
import type { Cell, SheetRow } from './sheet-row.js'
import { writeSheet, type OutCell } from './write-sheet.js'
import { HEAD_PARTS } from './xlsx-parts.js'

let folder: string
let n = 0
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sheets-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (bytes: Buffer | string): string => {
  const file = join(folder, String(++n))
  writeFileSync(file, bytes)
  return file
}
async function rows(reader: AsyncGenerator<SheetRow>): Promise<[number, ...Cell[]][]> {
  const all: [number, ...Cell[]][] = []
  for await (const { row, cells } of reader) all.push([row, ...cells])
  return all
}
const csv = (bytes: Buffer | string) => rows(readCsv(kept(bytes)))
const xlsx = (bytes: Buffer) => rows(readXlsx(kept(bytes)))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof Fault ? error.code : error),
  )
/** Parts as a ZIP file. */
function packed(parts: Record<string, string | Buffer>, compress = true): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, part] of Object.entries(parts)) zip.addBuffer(Buffer.from(part), name, { compress })
  zip.end()
  return buffer(zip.outputStream)
}
const book = (sheet: string, more: Record<string, string> = {}) =>
  packed({
    ...HEAD_PARTS('x'),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })
async function written(format: 'csv' | 'xlsx', head: string[], cells: OutCell[][]): Promise<Buffer> {
  const out = new PassThrough()
  const pages = async function* () {
    yield await Promise.resolve(cells)
  }
  const [bytes] = await Promise.all([
    buffer(out),
    writeSheet(format, { name: 'x', head, pages: pages() }, out),
  ])
  return bytes
}

describe('a CSV file', () => {
  const text = '编码,名称\r\nA-1,"牛奶, ""鲜"""\r\n'
  const read = [
    [1, '编码', '名称'],
    [2, 'A-1', '牛奶, "鲜"'],
  ]
  it('is read in UTF-8 with and without a mark, in UTF-16 and in GBK', async () => {
    expect(await csv(text)).toEqual(read)
    expect(await csv('\uFEFF' + text)).toEqual(read)
    expect(await csv(Buffer.from('\uFEFF' + text.replaceAll(',', '\t'), 'utf16le'))).toEqual([
      [1, '编码', '名称'],
      [2, 'A-1', '牛奶\t "鲜"'],
    ])
    const gbk = Buffer.from('b1e0c2eb2cc3fbb3c60d0a412d312cc5a3c4cc0d0a', 'hex')
    expect(await csv(gbk)).toEqual([
      [1, '编码', '名称'],
      [2, 'A-1', '牛奶'],
    ])
  })
  it('whose bytes mean nothing in any of them is refused', async () => {
    expect(await codeOf(csv(Buffer.from([0x41, 0x2c, 0xff, 0xff, 0x0a])))).toBe('sheets.encoding_unknown')
    expect(await codeOf(csv(Buffer.from([0x41, 0x00, 0x42, 0x0a])))).toBe('sheets.encoding_unknown')
  })
  it('may part its cells by semicolons or tabs; rows keep the number they show, blank ones fall out', async () => {
    expect(await csv('a;b\n\n1;2\n')).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
    ])
    expect(await csv('a\tb\n1\t2')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
  })
  it('with a formula in a cell says so, and with a quote that is never closed where it begins', async () => {
    expect(await csv('a,b\n=1+1,2')).toEqual([
      [1, 'a', 'b'],
      [2, { fault: 'formula', shown: '=1+1' }, '2'],
    ])
    expect(await codeOf(csv('a,b\n1,2\n"3,4\n5,6'))).toBe('sheets.quote_open')
  })
})

describe('an XLSX file', () => {
  it('is read with shared and own texts, numbers as typed, gaps, and without phonetic marks', async () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>c_x000D_</t></is></c></row><row r="4"><c r="A4"><v>12.300000000000001</v></c><c r="B4"><v>6901234567892</v></c><c r="C4" t="b"><v>1</v></c></row>'
    const shared =
      '<sst><si><r><t>多</t></r><r><t xml:space="preserve"> &amp;</t></r><rPh><t>duo</t></rPh></si></sst>'
    expect(await xlsx(await book(sheet, { 'xl/sharedStrings.xml': shared }))).toEqual([
      [1, '多 &', '', 'c\r'],
      [4, '12.3', '6901234567892', 'TRUE'],
    ])
  })
  it('says which cells are formulas and errors', async () => {
    const sheet =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="str"><f>"x"</f><v>x</v></c></row>'
    expect(await xlsx(await book(sheet))).toEqual([
      [
        1,
        { fault: 'formula', shown: '2' },
        { fault: 'cell_error', shown: '#N/A' },
        { fault: 'formula', shown: 'x' },
      ],
    ])
  })
  it('that unpacks to far more than it is, has too many parts or lies about its size is not read', async () => {
    const bomb = await book(
      '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>' + ' '.repeat(16 * 1024 * 1024),
    )
    expect(bomb.length).toBeLessThan(40_000)
    expect(await codeOf(xlsx(bomb))).toBe('sheets.packed_too_tight')
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`p${i}`, '']))
    expect(await codeOf(xlsx(await packed(many, false)))).toBe('sheets.packed_too_tight')
    const liar = await book('<row r="1"><c t="inlineStr"><is><t>abcdefgh</t></is></c></row>'.repeat(2_000))
    const at = liar.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    liar.writeUInt32LE(100, at + 24)
    expect(await codeOf(xlsx(liar))).toBe('sheets.packed_too_tight')
  })
  it('that is none, broken, encrypted in name only, or declares entities is refused', async () => {
    expect(await codeOf(xlsx(Buffer.from('PK\u0003\u0004 and then nothing')))).toBe('sheets.not_a_sheet')
    expect(await codeOf(xlsx(await packed({ 'hello.txt': 'x' })))).toBe('sheets.not_a_sheet')
    expect(await codeOf(xlsx(await book('<row r="1"><c></row>')))).toBe('sheets.not_a_sheet')
    const entity =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="str"><v>harmless</v></c></row></sheetData></worksheet>'
    expect(await codeOf(xlsx(await packed({ ...HEAD_PARTS('x'), 'xl/worksheets/sheet1.xml': entity })))).toBe(
      'sheets.not_a_sheet',
    )
  })
  it('is told from CSV by its first bytes; the old kind of Excel is named', () => {
    expect([endingOf(Buffer.from('PK\u0003\u0004x')), endingOf(Buffer.from('a,b'))]).toEqual(['xlsx', 'csv'])
    expect(() => endingOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toThrow(new Fault('sheets.old_format'))
  })
})

describe('what is written', () => {
  it.each(['csv', 'xlsx'] as const)(
    'comes back from %s letter for letter, whatever it is; nothing runs',
    async (format) => {
      const texts = fc.sample(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('=1+1', '@x', '_x000D_', 'a\r\nb', "'=", '-', '"', ' x '),
          ),
          {
            minLength: 3,
            maxLength: 3,
          },
        ),
        { numRuns: 60, seed: 7 },
      )
      const cells = [...texts.filter((row) => row.join('').trim()), ['=cmd|calc', '-', '\u0002']]
      const bytes = await written(format, ['a', 'b', 'c'], cells)
      const read = (await (format === 'csv' ? csv(bytes) : xlsx(bytes))).slice(1)
      const { textOf } = await import('@storeweave/rules/sheets')
      const shown = read.map(([, ...row]) =>
        [0, 1, 2].map((i) => textOf((row[i] as string | undefined) ?? '')),
      )
      expect(shown).toEqual(cells)
      expect(read.flat().filter((c) => typeof c === 'object')).toEqual([])
      if (format === 'csv') expect(bytes.subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'))
    },
  )
  it('the same rows are the same bytes, whenever they are written', async () => {
    const first = await written('xlsx', ['a'], [['x']])
    vi.useFakeTimers({ now: Date.UTC(2031, 5, 7), toFake: ['Date'] })
    const later = await written('xlsx', ['a'], [['x']])
    vi.useRealTimers()
    expect(later.equals(first)).toBe(true)
  })
  it('numbers stay numbers', async () => {
    expect((await xlsx(await written('xlsx', ['a'], [[{ number: '12.5' }]])))[1]).toEqual([2, '12.5'])
  })
})
