import { SaxesParser } from 'saxes'
import { Fault } from '../kernel/fault.js'
import { COLUMNS_MAX, isBlank, keepable, type Cell, type SheetRow } from './sheet-row.js'
import { openPackage, type Package } from './unzip.js'

/** Texts that cells share stand in memory while the rows are read. */
const SHARED_CHARACTERS_MAX = 64 * 1024 * 1024
const WORKBOOK = 'xl/workbook.xml'
const SHARED = 'xl/sharedStrings.xml'

/**
 * The rows of the first visible sheet of an XLSX file, blank ones left out, as they unpack. Throws
 * `sheets.not_a_sheet` and `sheets.packed_too_tight`.
 */
export async function* readXlsx(file: string): AsyncGenerator<SheetRow> {
  const parts = await openPackage(file)
  try {
    const sheet = await firstSheet(parts)
    const shared = parts.names.has(SHARED) ? await sharedTexts(parts) : []
    const reader = new SheetReader(shared)
    for await (const rows of parsed(parts, sheet, reader.parser, () => reader.take()))
      for (const row of rows) if (!isBlank(row.cells)) yield row
  } finally {
    parts.close()
  }
}

/** Feeds a part to a parser piece by piece; yields what is ready after each. */
async function* parsed<T>(
  parts: Package,
  name: string,
  parser: SaxesParser,
  take: () => T,
): AsyncGenerator<T> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const broken = () => new Fault('sheets.not_a_sheet')
  parser.on('error', () => {
    throw broken()
  })
  // nothing in a sheet has a reason to declare a document type: entities are how XML grows in memory
  parser.on('doctype', () => {
    throw broken()
  })
  const stream = await parts.open(name)
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(bytes, { stream: true }))
      yield take()
    }
    parser.write(decoder.decode()).close()
    yield take()
  } catch (error) {
    // what the unpacker, the decoder or the parser cannot read is no sheet; faults say themselves what they are
    throw error instanceof Fault ? error : tooLong(error) ? new Fault('sheets.packed_too_tight') : broken()
  } finally {
    stream.destroy()
  }
}
const tooLong = (error: unknown) => /too many bytes/.test((error as Error).message)

const local = (name: string) => name.slice(name.indexOf(':') + 1)
type Attributes = Record<string, string>
const attribute = (attributes: Attributes, name: string) =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1]

async function firstSheet(parts: Package): Promise<string> {
  let relation: string | undefined
  const book = new SaxesParser()
  book.on('opentag', ({ name, attributes }) => {
    const of = attributes as Attributes
    if (local(name) === 'sheet' && relation === undefined && (of['state'] ?? 'visible') === 'visible')
      relation = of['r:id'] ?? attribute(of, 'id')
  })
  for await (const _ of parsed(parts, WORKBOOK, book, () => undefined));
  let target: string | undefined
  const links = new SaxesParser()
  links.on('opentag', ({ attributes }) => {
    const of = attributes as Attributes
    if (of['Id'] === relation && relation !== undefined) target = of['Target']
  })
  for await (const _ of parsed(parts, 'xl/_rels/workbook.xml.rels', links, () => undefined));
  if (!target) throw new Fault('sheets.not_a_sheet')
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

async function sharedTexts(parts: Package): Promise<string[]> {
  const texts: string[] = []
  let text: string | undefined
  let inText = false
  let phonetic = 0
  let characters = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    const tag = local(name)
    if (tag === 'si') text = ''
    if (tag === 'rPh') phonetic++
    if (tag === 't') inText = phonetic === 0
  })
  parser.on('text', (piece) => {
    if (inText && text !== undefined) text += piece
  })
  parser.on('closetag', ({ name }) => {
    const tag = local(name)
    if (tag === 't') inText = false
    if (tag === 'rPh') phonetic--
    if (tag !== 'si') return
    characters += text?.length ?? 0
    if (characters > SHARED_CHARACTERS_MAX) throw new Fault('sheets.packed_too_tight')
    texts.push(unescaped(text ?? ''))
  })
  for await (const _ of parsed(parts, SHARED, parser, () => undefined));
  return texts
}

/** `_x000D_` is how a sheet writes what XML cannot carry. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text

/** Column of a reference such as `BC12`, from 0. */
function columnOf(reference: string): number {
  let n = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0)
    if (code < 65 || code > 90) break
    n = n * 26 + code - 64
  }
  return n - 1
}

/** Collects the rows of a sheet while its XML goes by. */
class SheetReader {
  readonly parser = new SaxesParser()
  private rows: SheetRow[] = []
  private current: SheetRow | undefined
  private last = 0
  private column = -1
  private type = 'n'
  private value = ''
  private formula = false
  private isValue = false
  private phonetic = 0

  constructor(private readonly shared: readonly string[]) {
    this.parser.on('opentag', ({ name, attributes }) => this.open(local(name), attributes as Attributes))
    this.parser.on('text', (piece) => {
      if (this.isValue) this.value += piece
    })
    this.parser.on('closetag', ({ name }) => this.close(local(name)))
  }

  /** The rows that have come together since it was last asked. */
  take(): SheetRow[] {
    const ready = this.rows
    this.rows = []
    return ready
  }

  private open(tag: string, attributes: Attributes): void {
    if (tag === 'row') {
      this.last = Number(attributes['r'] ?? this.last + 1)
      this.current = { row: this.last, cells: [] }
      this.column = -1
    } else if (tag === 'c') {
      this.column = attributes['r'] ? columnOf(attributes['r']) : this.column + 1
      this.type = attributes['t'] ?? 'n'
      this.value = ''
      this.formula = false
    } else if (tag === 'f') this.formula = true
    else if (tag === 'rPh') this.phonetic++
    else if (tag === 'v' || tag === 't') this.isValue = this.phonetic === 0
  }

  private close(tag: string): void {
    if (tag === 'v' || tag === 't') this.isValue = false
    else if (tag === 'rPh') this.phonetic--
    else if (tag === 'c') this.place()
    else if (tag === 'row' && this.current) {
      this.rows.push(this.current)
      this.current = undefined
    }
  }

  private place(): void {
    const cells = this.current?.cells
    if (!cells || this.column < 0 || this.column >= COLUMNS_MAX) return
    while (cells.length < this.column) cells.push('')
    cells[this.column] = this.cell()
  }

  private cell(): Cell {
    const text = this.text()
    if (this.formula) return { fault: 'formula', shown: text }
    return this.type === 'e' ? { fault: 'cell_error', shown: text } : text
  }

  private text(): string {
    if (this.type === 's') return keepable(this.shared[Number(this.value)] ?? '')
    if (this.type === 'n' && this.value !== '') return plainNumber(this.value)
    if (this.type === 'b') return this.value === '1' ? 'TRUE' : 'FALSE'
    return keepable(unescaped(this.value))
  }
}

/** A number as people typed it: sheets keep `12.3` as 12.300000000000001, with 15 digits that count. */
function plainNumber(value: string): string {
  const number = Number(value)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : keepable(value)
}
