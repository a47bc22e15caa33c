/** What a cell says to empty a field; an empty cell leaves the field as it is. */
export const CLEAR = '-'

/** What spreadsheets take for a formula at the beginning of a cell, half- and full-width; apostrophes before it are our guard. */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/u
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u

/** A text as it goes into a cell: no spreadsheet computes it, and `textOf` gives back exactly the same. */
export const cellOf = (text: string): string => (RISKY.test(text) ? `'${text}` : text)

/** The text that a cell made by `cellOf`, or typed by somebody, stands for. */
export const textOf = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)

/** A cell as somebody typed it, made safe to be written again; it means what it meant. */
export const retyped = (cell: string): string =>
  cell.trim() === CLEAR || GUARDED.test(cell) ? cell : cellOf(cell)

/** An amount in minor units as a plain decimal, e.g. `12.5` for 1250 with two digits. */
export function decimalOf(minor: number, digits: number): string {
  if (digits === 0) return String(minor)
  const text = String(minor).padStart(digits + 1, '0')
  const part = text.slice(-digits).replace(/0{1,3}$/, '')
  return text.slice(0, -digits) + (part && `.${part}`)
}

/** How a header is compared: width, case, spaces and the star of what is required don't matter. */
export const headerKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_]/g, '')
