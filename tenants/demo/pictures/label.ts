/** Layouts of what is printed on a pack. */
import { dark, inkOn, light } from './colour.js'
import { letter, letterDown } from './lettering.js'
import { motif } from './motifs.js'
import type { Scene } from './scene.js'
import type { Drawn } from './drawers/drawer.js'

export interface Panel {
  cx: number
  top: number
  width: number
  height: number
  /** Colour under the print. */
  ground: string
}

/** Brand on top, name in the middle, a drawing of what is inside below. */
export function print(s: Scene, d: Drawn, { cx, top, width, height, ground }: Panel): void {
  const ink = inkOn(ground)
  const brandSize = Math.min(width * 0.19, height * 0.13)
  const nameSize = Math.min(width * 0.26, height * 0.19)
  letter(s, d.label.brand, cx, top + height * 0.1, brandSize, ink, { maxWidth: width * 0.8, spacing: 0.08 })
  s.line(
    `M${cx - width * 0.16} ${top + height * 0.2}H${cx + width * 0.16}`,
    ink,
    Math.max(2, width * 0.008),
    0.5,
  )
  letter(s, d.label.name, cx, top + height * 0.33, nameSize, ink, { maxWidth: width * 0.86 })
  if (d.label.note)
    pill(
      s,
      d.label.note,
      cx,
      top + height * 0.5,
      Math.min(width * 0.11, height * 0.08),
      ink,
      ground,
      width * 0.8,
    )
  const r = Math.min(width * 0.34, height * (d.label.note ? 0.19 : 0.23))
  motif(s, d.motif, cx, top + height * 0.96 - r, r, d.second)
}

/** A small rounded tag with a note in it. */
export function pill(
  s: Scene,
  text: string,
  cx: number,
  cy: number,
  size: number,
  fill: string,
  ink: string,
  maxWidth: number,
): void {
  const w = Math.min(maxWidth, [...text].length * size * 1.02 + size * 1.3)
  s.rect(cx - w / 2, cy - size * 0.85, w, size * 1.7, size * 0.85, fill, { opacity: 0.92 })
  letter(s, text, cx, cy, size, ink, { maxWidth: w - size })
}

/** A white or coloured badge with the brand alone. */
export function badge(
  s: Scene,
  text: string,
  cx: number,
  cy: number,
  w: number,
  h: number,
  fill: string,
): void {
  s.rect(cx - w / 2, cy - h / 2, w, h, h / 2, fill)
  letter(s, text, cx, cy, h * 0.58, inkOn(fill), { maxWidth: w * 0.8, spacing: 0.05 })
}

/** For slim packs: the name from top to bottom, brand above, drawing below. */
export function printDown(s: Scene, d: Drawn, { cx, top, width, height, ground }: Panel): void {
  const ink = inkOn(ground)
  letter(s, d.label.brand, cx, top + height * 0.08, Math.min(width * 0.26, 50), ink, {
    maxWidth: width * 0.84,
  })
  letterDown(
    s,
    [...d.label.name].slice(0, 6).join(''),
    cx,
    top + height * 0.43,
    width * 0.38,
    ink,
    height * 0.52,
  )
  const r = Math.min(width * 0.3, height * 0.13)
  motif(s, d.motif, cx, top + height * 0.97 - r, r, d.second)
}

/** For wide packs: print on the left, drawing on the right. */
export function printWide(s: Scene, d: Drawn, { cx, top, width, height, ground }: Panel): void {
  const ink = inkOn(ground)
  const r = Math.min(height * 0.4, width * 0.19)
  const textX = cx - r * 1.1
  const textWidth = width - r * 2.6
  letter(s, d.label.brand, textX, top + height * 0.2, height * 0.17, ink, {
    maxWidth: textWidth * 0.8,
    spacing: 0.08,
  })
  letter(s, d.label.name, textX, top + height * 0.52, height * 0.28, ink, { maxWidth: textWidth })
  if (d.label.note) pill(s, d.label.note, textX, top + height * 0.83, height * 0.11, ink, ground, textWidth)
  s.ellipse(cx + width / 2 - r * 1.2, top + height / 2, r * 1.12, r * 1.12, light(ground, 0.5), {
    opacity: 0.55,
  })
  motif(s, d.motif, cx + width / 2 - r * 1.2, top + height / 2, r * 0.86, d.second)
}

/** A window in a pack through which its contents can be seen. */
export function windowOf(s: Scene, d: string, inside: () => void): void {
  s.path(d, dark('#5a4636', 0.35))
  s.clip(d, inside)
  s.path(
    d,
    s.linear(
      [
        [0, '#ffffff', 0.35],
        [0.35, '#ffffff', 0.05],
        [1, '#ffffff', 0.15],
      ],
      [0, 0, 1, 1],
    ),
    { stroke: '#ffffff', width: 5, opacity: 0.7 },
  )
}
