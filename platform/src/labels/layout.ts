import type { LabelMark, LabelSheet } from '@storeweave/contract'
import type { Bars } from './bars.js'
import { widthOf } from './font.js'

/** What a label says, in the words of its language. */
export interface Label {
  name: string
  option: string
  price: string
  per: string
  code: string
  printed: string
  bars: Bars | undefined
  scan: { caption: string; rows?: readonly string[]; picture?: string | null } | undefined
}

interface Paper {
  /** The sheet, the labels on it, and one label; millimetres. */
  width: number
  height: number
  columns: number
  rows: number
  top: number
  label: { width: number; height: number; pad: number }
  /** Sizes of the name, the price, what is written small, the code that is scanned, and the bars. */
  name: number
  price: number
  small: number
  scan: number
  bars: number
}
const PAPERS: Record<LabelSheet, Paper> = {
  a4_24: {
    width: 210,
    height: 297,
    columns: 3,
    rows: 8,
    top: 0.5,
    label: { width: 70, height: 37, pad: 3.5 },
    name: 3.4,
    price: 7,
    small: 2.1,
    scan: 17,
    bars: 5.5,
  },
  a6: {
    width: 148,
    height: 105,
    columns: 1,
    rows: 1,
    top: 0,
    label: { width: 148, height: 105, pad: 9 },
    name: 8.5,
    price: 25,
    small: 3.6,
    scan: 36,
    bars: 15,
  },
  roll_58: {
    width: 58,
    height: 40,
    columns: 1,
    rows: 1,
    top: 0,
    label: { width: 58, height: 40, pad: 2.5 },
    name: 3.4,
    price: 7.6,
    small: 2.1,
    scan: 16,
    bars: 7,
  },
  roll_80: {
    width: 80,
    height: 50,
    columns: 1,
    rows: 1,
    top: 0,
    label: { width: 80, height: 50, pad: 3 },
    name: 4.4,
    price: 11,
    small: 2.5,
    scan: 21,
    bars: 9,
  },
}
/** A sheet's size in millimetres and the labels that it has room for. */
export const paperOf = (sheet: LabelSheet): { width: number; height: number; labels: number } => {
  const { width, height, columns, rows } = PAPERS[sheet]
  return { width, height, labels: columns * rows }
}

/** Narrower bars are not read from a printer of 203 dots an inch; wider ones than those of retail codes need not be. */
const MODULE_MIN = 0.19
const MODULE_MAX = 0.33
/** White modules that readers want beside the bars. */
const QUIET = 11
const LINES = 2
/** How far the comma of a price hangs below it. */
const COMMA = 0.17

/** What is drawn on one sheet. Throws when it is given more labels than there is room for. */
export function sheetMarks(sheet: LabelSheet, labels: readonly Label[]): LabelMark[] {
  const paper = PAPERS[sheet]
  if (labels.length > paper.columns * paper.rows) throw new RangeError('more labels than the sheet holds')
  return labels.flatMap((label, i) =>
    labelMarks(paper, label).map((mark) => ({
      ...mark,
      x: round(mark.x + (i % paper.columns) * paper.label.width),
      y: round(mark.y + paper.top + Math.floor(i / paper.columns) * paper.label.height),
    })),
  )
}
const round = (mm: number): number => Math.round(mm * 1000) / 1000

/** What is drawn on one label, from its upper left corner. */
function labelMarks(paper: Paper, label: Label): LabelMark[] {
  const { width, height, pad } = paper.label
  const { small } = paper
  const whole = width - 2 * pad
  const beside = label.scan ? whole - paper.scan - 2 : whole
  const marks: LabelMark[] = []
  const write = (text: string, x: number, y: number, size: number, bold = false) => {
    if (text) marks.push({ kind: 'text', x, y, size, width: widthOf(text, size, bold), bold, text })
  }
  const lines = wrapped(label.name, paper.name, beside)
  lines.forEach((line, i) => write(line, pad, pad + paper.name * (0.88 + i * 1.22), paper.name, true))
  const under = pad + paper.name * (0.88 + (lines.length - 1) * 1.22)
  write(cut(label.option, small * 1.2, beside), pad, under + small * 1.7, small * 1.2)

  const foot = height - pad - small * 0.2
  const printedWidth = widthOf(label.printed, small, false)
  write(cut(label.code, small, whole - printedWidth - 1), pad, foot, small)
  write(label.printed, width - pad - printedWidth, foot, small)

  const digits = foot - small * 1.35
  const top = digits - small - paper.bars
  writePrice(write, label, paper, {
    x: pad,
    y: top - Math.max(small * 0.8, paper.price * COMMA),
    most: beside,
  })
  marks.push(...barMarks(label.bars, { x: pad, y: top, most: beside, height: paper.bars, small, digits }))
  if (label.scan)
    marks.push(...scanMarks(label.scan, { x: width - pad - paper.scan, y: pad, size: paper.scan, small }))
  return marks
}

type Write = (text: string, x: number, y: number, size: number, bold?: boolean) => void

/** The price as large as there is room for, and what it is for behind it. */
function writePrice(
  write: Write,
  { price, per }: Label,
  { price: wanted, small }: Paper,
  at: { x: number; y: number; most: number },
): void {
  const perSize = small * 1.4
  const perText = cut(per, perSize, at.most / 2)
  const room = at.most - widthOf(perText, perSize, false) - small * 0.4
  const size = Math.min(wanted, (wanted * room) / widthOf(price, wanted, true))
  write(price, at.x, at.y, size, true)
  write(perText, at.x + widthOf(price, size, true) + small * 0.4, at.y, perSize)
}

function barMarks(
  bars: Bars | undefined,
  at: { x: number; y: number; most: number; height: number; small: number; digits: number },
): LabelMark[] {
  if (!bars) return []
  const module = Math.min(MODULE_MAX, at.most / (bars.modules.length + QUIET))
  if (module < MODULE_MIN) return []
  // the margin of the label is white, too
  const x = at.x + Math.max(0, QUIET * module - at.x)
  const width = bars.modules.length * module
  const wide = widthOf(bars.text, at.small, false)
  return [
    { kind: 'bars', x, y: at.y, width, height: at.height, modules: bars.modules },
    {
      kind: 'text',
      x: x + Math.max(0, (width - wide) / 2),
      y: at.digits,
      size: at.small,
      width: wide,
      bold: false,
      text: bars.text,
    },
  ]
}

function scanMarks(
  { caption, rows, picture }: NonNullable<Label['scan']>,
  at: { x: number; y: number; size: number; small: number },
): LabelMark[] {
  const { x, y, size } = at
  const text = cut(caption, at.small, size)
  const width = widthOf(text, at.small, false)
  return [
    rows
      ? { kind: 'matrix', x, y, size, rows: [...rows] }
      : { kind: 'picture', x, y, size, picture: picture ?? null },
    {
      kind: 'text',
      x: x + (size - width) / 2,
      y: y + size + at.small * 1.3,
      size: at.small,
      width,
      bold: false,
      text,
    },
  ]
}

/** A text with an ellipsis where it is too long for one line. */
function cut(text: string, size: number, most: number): string {
  if (widthOf(text, size, false) <= most) return text
  const signs = [...text]
  while (signs.length && widthOf(`${signs.join('')}…`, size, false) > most) signs.pop()
  return signs.length ? `${signs.join('')}…` : ''
}

/** A name in two lines at most: broken between words of letters and between any two Chinese signs. */
function wrapped(text: string, size: number, most: number): string[] {
  const parts = text.match(/[\p{Script=Latin}\p{N}\p{P}]+\s*|\s+|./gu) ?? []
  const lines = ['']
  const fits = (line: string) => widthOf(line.trimEnd(), size, true) <= most
  for (const part of parts.flatMap((one) => (fits(one) ? [one] : [...one]))) {
    const line = lines.at(-1)! + part
    if (fits(line) || !lines.at(-1)) lines[lines.length - 1] = line
    else lines.push(part)
  }
  if (lines.length <= LINES) return lines.map((line) => line.trimEnd())
  const last = [...lines[LINES - 1]!.trimEnd()]
  while (last.length && !fits(`${last.join('')}…`)) last.pop()
  return [...lines.slice(0, LINES - 1).map((line) => line.trimEnd()), `${last.join('')}…`]
}
