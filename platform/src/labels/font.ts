import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type Font } from 'fontkit'
import { readFileSync } from 'node:fs'

/** Files of the font that labels are set in: 30,000 signs, Chinese, Latin, Cyrillic, Greek and kana among them. */
const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
export const FONT_FILES = {
  plain: join(folder, 'NotoSansHans-Medium.otf'),
  bold: join(folder, 'NotoSansHans-Bold.otf'),
} as const

const opened = new Map<keyof typeof FONT_FILES, Font>()
/** The font, opened when the first label is set and kept: 8 MB each. */
function fontOf(bold: boolean): Font {
  const name = bold ? 'bold' : 'plain'
  const kept = opened.get(name)
  if (kept) return kept
  const font = create(readFileSync(FONT_FILES[name])) as Font
  opened.set(name, font)
  return font
}

/** Signs that steer how others are set and have no picture of their own. */
const SILENT = /\p{Default_Ignorable_Code_Point}/gu
/** A text as it can be set: without signs that nobody sees. */
export const setting = (text: string): string => text.replace(SILENT, '')

/** The first sign of a text that the font has no picture of; undefined when it can be printed whole. */
export const missingSign = (text: string): string | undefined =>
  [...setting(text)].find((sign) => !fontOf(false).hasGlyphForCodePoint(sign.codePointAt(0)!))

const advances = { plain: new Map<number, number>(), bold: new Map<number, number>() }
/** How wide a text is in the unit of `size`, sign beside sign. */
export function widthOf(text: string, size: number, bold: boolean): number {
  const font = fontOf(bold)
  const known = advances[bold ? 'bold' : 'plain']
  let units = 0
  for (const sign of text) {
    const point = sign.codePointAt(0)!
    const kept = known.get(point)
    const wide = kept ?? font.glyphForCodePoint(point).advanceWidth
    if (kept === undefined) known.set(point, wide)
    units += wide
  }
  return (units / font.unitsPerEm) * size
}
