import { glyphs } from './glyphs.js'
import type { Scene } from './scene.js'

interface Glyph {
  advance: number
  outline: string
}

/** Outlines are drawn on a grid of 250 units per em, so no font is needed where pictures are rendered. */
const EM = 250

const known = new Map<string, Glyph>(
  glyphs
    .trim()
    .split('\n')
    .flatMap((line) => line.split('\t'))
    .map((entry) => {
      const [sign, advance, outline] = entry.split('|') as [string, string, string]
      return [sign === '\\s' ? ' ' : sign, { advance: Number(advance), outline }]
    }),
)

/** Signs of a text that have no outline; they are left out when it is drawn. */
export const missingSigns = (text: string) => [...text].filter((sign) => !known.has(sign))

/** Width of a text at a size, in the scene's units. */
export function widthOf(text: string, size: number, spacing = 0): number {
  const signs = [...text]
  const sum = signs.reduce((total, sign) => total + (known.get(sign)?.advance ?? 0), 0)
  return (sum * size) / EM + spacing * size * Math.max(0, signs.length - 1)
}

export interface Lettering {
  /** The text is made smaller until it fits. */
  maxWidth?: number
  /** Extra space between signs, in ems. */
  spacing?: number
  opacity?: number
  upright?: boolean
}

/** Draws a text with its middle at (cx, cy); returns the size that was used. */
export function letter(
  s: Scene,
  text: string,
  cx: number,
  cy: number,
  size: number,
  fill: string,
  more: Lettering = {},
): number {
  const spacing = more.spacing ?? 0
  const full = widthOf(text, size, spacing)
  const fitted = more.maxWidth && full > more.maxWidth ? (size * more.maxWidth) / full : size
  const scale = fitted / EM
  let x = cx - widthOf(text, fitted, spacing) / 2
  const baseline = cy + fitted * 0.36
  const parts: string[] = []
  for (const sign of text) {
    const glyph = known.get(sign)
    if (!glyph) continue
    if (glyph.outline)
      parts.push(
        `<path transform="translate(${x.toFixed(1)} ${baseline.toFixed(1)}) scale(${scale.toFixed(3)})" d="${glyph.outline}"/>`,
      )
    x += glyph.advance * scale + spacing * fitted
  }
  s.add(
    `<g fill="${fill}"${more.opacity === undefined ? '' : ` opacity="${more.opacity}"`}>${parts.join('')}</g>`,
  )
  return fitted
}

/** Draws a text from top to bottom with its middle at (cx, cy). */
export function letterDown(
  s: Scene,
  text: string,
  cx: number,
  cy: number,
  size: number,
  fill: string,
  maxHeight: number,
): void {
  const signs = [...text]
  const fitted = Math.min(size, maxHeight / signs.length / 1.08)
  const top = cy - (signs.length * fitted * 1.08) / 2
  signs.forEach((sign, i) => letter(s, sign, cx, top + (i + 0.5) * fitted * 1.08, fitted, fill))
}
