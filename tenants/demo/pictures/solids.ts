/** Bodies that packs are made of: turned (bottles, cans), boxes, pouches, trays. */
import { dark, light, mix } from './colour.js'
import type { Scene } from './scene.js'

export type Profile = readonly (readonly [y: number, half: number])[]

/** Fill of something round that stands upright, lit from the left. */
export function roundFill(s: Scene, colour: string, gloss = 0.45): string {
  return s.linear([
    [0, dark(colour, 0.22)],
    [0.1, colour],
    [0.26, light(colour, gloss)],
    [0.38, light(colour, gloss * 0.35)],
    [0.62, colour],
    [0.88, dark(colour, 0.2)],
    [1, dark(colour, 0.3)],
  ])
}

/** Outline of a turned body around `cx`; each step between widths is a soft shoulder. */
export function outline(cx: number, profile: Profile, bulge = 0.1): string {
  const first = profile[0]!
  const last = profile.at(-1)!
  let left = ''
  let right = `M${cx - first[1]} ${first[0]}Q${cx} ${first[0] - first[1] * bulge * 2} ${cx + first[1]} ${first[0]}`
  for (let i = 1; i < profile.length; i++) {
    const [y0, w0] = profile[i - 1]!
    const [y1, w1] = profile[i]!
    const mid = (y0 + y1) / 2
    right += `C${cx + w0} ${mid} ${cx + w1} ${mid} ${cx + w1} ${y1}`
    left = `C${cx - w1} ${mid} ${cx - w0} ${mid} ${cx - w0} ${y0}` + left
  }
  return `${right}Q${cx} ${last[0] + last[1] * bulge * 2} ${cx - last[1]} ${last[0]}${left}Z`
}

/** A turned body; `gloss` is the strength of the light on it. */
export function turned(
  s: Scene,
  cx: number,
  profile: Profile,
  colour: string,
  gloss = 0.45,
  bulge = 0.1,
): void {
  s.path(outline(cx, profile, bulge), roundFill(s, colour, gloss))
}

/** A band around a turned body of one width, curved as the body is. */
export function band(
  s: Scene,
  cx: number,
  y: number,
  half: number,
  height: number,
  colour: string,
  gloss = 0.3,
  bulge = 0.1,
): void {
  const d = `M${cx - half} ${y}Q${cx} ${y + half * bulge * 2} ${cx + half} ${y}V${y + height}Q${cx} ${y + height + half * bulge * 2} ${cx - half} ${y + height}Z`
  s.path(d, roundFill(s, colour, gloss))
}

/** A streak of light along a body. */
export function shine(s: Scene, x: number, y: number, w: number, h: number, opacity = 0.5): void {
  s.rect(
    x,
    y,
    w,
    h,
    w / 2,
    s.linear(
      [
        [0, '#ffffff', 0.1],
        [0.2, '#ffffff', 0.9],
        [0.8, '#ffffff', 0.7],
        [1, '#ffffff', 0.1],
      ],
      [0, 0, 0, 1],
    ),
    { opacity },
  )
}

/** Soft shadow on the ground under something. */
export function shadow(s: Scene, cx: number, cy: number, rx: number, ry = rx * 0.16, strength = 0.34): void {
  s.ellipse(
    cx,
    cy,
    rx,
    ry,
    s.radial(
      [
        [0, '#2b1d3a', strength],
        [0.55, '#2b1d3a', strength * 0.5],
        [1, '#2b1d3a', 0],
      ],
      0.5,
      0.5,
      0.5,
    ),
  )
}

export interface BoxFaces {
  front?: string
  side?: string
  top?: string
}

/** A box seen a little from the right and above; (x, y, w, h) is its front. */
export function box(
  s: Scene,
  x: number,
  y: number,
  w: number,
  h: number,
  depth: number,
  colour: string,
  faces: BoxFaces = {},
): void {
  const dx = depth
  const dy = depth * 0.42
  const front = faces.front ?? colour
  const side = faces.side ?? dark(front, 0.2)
  const top = faces.top ?? light(front, 0.28)
  s.path(
    `M${x + w} ${y}L${x + w + dx} ${y - dy}V${y + h - dy}L${x + w} ${y + h}Z`,
    s.linear([
      [0, dark(side, 0.04)],
      [1, dark(side, 0.2)],
    ]),
  )
  s.path(
    `M${x} ${y}L${x + dx} ${y - dy}H${x + w + dx}L${x + w} ${y}Z`,
    s.linear([
      [0, light(top, 0.25)],
      [1, top],
    ]),
  )
  s.path(
    `M${x} ${y}H${x + w}V${y + h}H${x}Z`,
    s.linear(
      [
        [0, light(front, 0.2)],
        [0.45, front],
        [1, dark(front, 0.1)],
      ],
      [0, 0, 1, 1],
    ),
  )
  s.line(`M${x} ${y}H${x + w}V${y + h}`, '#ffffff', 3, 0.28)
}

function pillowOutline(x: number, y: number, w: number, h: number): string {
  const teeth = 16
  const step = w / teeth
  let top = `M${x} ${y + 12}`
  for (let i = 0; i < teeth; i++) top += `l${step / 2} -12l${step / 2} 12`
  let bottom = ''
  for (let i = 0; i < teeth; i++) bottom += `l${-step / 2} 12l${-step / 2} -12`
  const waist = w * 0.045
  return `${top}C${x + w - waist} ${y + h * 0.25} ${x + w + waist} ${y + h * 0.4} ${x + w + waist * 0.4} ${y + h * 0.5}C${x + w + waist} ${y + h * 0.7} ${x + w - waist} ${y + h * 0.85} ${x + w} ${y + h - 12}${bottom}C${x + waist} ${y + h * 0.85} ${x - waist} ${y + h * 0.7} ${x - waist * 0.4} ${y + h * 0.5}C${x - waist} ${y + h * 0.4} ${x + waist} ${y + h * 0.25} ${x} ${y + 12}Z`
}

function pillowSheen(s: Scene, x: number, y: number, w: number, h: number): void {
  s.path(
    `M${x + w * 0.1} ${y + 80}C${x + w * 0.05} ${y + h * 0.35} ${x + w * 0.06} ${y + h * 0.65} ${x + w * 0.1} ${y + h - 80}C${x + w * 0.16} ${y + h * 0.6} ${x + w * 0.17} ${y + h * 0.35} ${x + w * 0.1} ${y + 80}Z`,
    '#ffffff',
    { opacity: 0.4 },
  )
  s.path(
    `M${x + w * 0.93} ${y + 90}C${x + w * 0.97} ${y + h * 0.4} ${x + w * 0.95} ${y + h * 0.6} ${x + w * 0.92} ${y + h - 90}C${x + w * 0.9} ${y + h * 0.6} ${x + w * 0.91} ${y + h * 0.3} ${x + w * 0.93} ${y + 90}Z`,
    '#ffffff',
    { opacity: 0.18 },
  )
}

/** A pillow pouch with crimped ends. */
export function pouch(
  s: Scene,
  x: number,
  y: number,
  w: number,
  h: number,
  colour: string,
  ends = colour,
): string {
  const body = pillowOutline(x, y, w, h)
  s.path(
    body,
    s.linear([
      [0, dark(colour, 0.16)],
      [0.12, light(colour, 0.16)],
      [0.3, light(colour, 0.3)],
      [0.5, colour],
      [0.82, dark(colour, 0.08)],
      [1, dark(colour, 0.28)],
    ]),
  )
  for (const edge of [y, y + h - 52]) {
    s.clip(body, () =>
      s.rect(
        x - 20,
        edge,
        w + 40,
        52,
        0,
        s.linear([
          [0, dark(ends, 0.1)],
          [0.25, light(ends, 0.4)],
          [0.6, ends],
          [1, dark(ends, 0.26)],
        ]),
        { opacity: 0.85 },
      ),
    )
    s.line(`M${x + 8} ${edge + 18}H${x + w - 8}M${x + 8} ${edge + 34}H${x + w - 8}`, dark(ends, 0.4), 3, 0.25)
  }
  pillowSheen(s, x, y, w, h)
  return body
}

/** A stand-up bag with a flat fold on top. */
export function standBag(s: Scene, x: number, y: number, w: number, h: number, colour: string): string {
  const body = `M${x + w * 0.04} ${y}H${x + w * 0.96}L${x + w} ${y + h * 0.12}C${x + w * 1.03} ${y + h * 0.5} ${x + w * 1.02} ${y + h * 0.8} ${x + w * 0.99} ${y + h}Q${x + w / 2} ${y + h + 34} ${x + w * 0.01} ${y + h}C${x - w * 0.02} ${y + h * 0.8} ${x - w * 0.03} ${y + h * 0.5} ${x} ${y + h * 0.12}Z`
  s.path(
    body,
    s.linear([
      [0, dark(colour, 0.18)],
      [0.1, light(colour, 0.1)],
      [0.26, light(colour, 0.3)],
      [0.5, colour],
      [0.85, dark(colour, 0.1)],
      [1, dark(colour, 0.28)],
    ]),
  )
  s.clip(body, () => {
    s.rect(
      x - 10,
      y,
      w + 20,
      h * 0.085,
      0,
      s.linear([
        [0, light(colour, 0.05)],
        [0.3, light(colour, 0.5)],
        [1, dark(colour, 0.12)],
      ]),
    )
    s.line(`M${x} ${y + h * 0.085}H${x + w}`, dark(colour, 0.4), 4, 0.3)
    s.ellipse(x + w / 2, y + h + 40, w * 0.62, h * 0.11, dark(colour, 0.4), { opacity: 0.2 })
    s.path(
      `M${x + w * 0.09} ${y + h * 0.14}C${x + w * 0.05} ${y + h * 0.4} ${x + w * 0.05} ${y + h * 0.7} ${x + w * 0.1} ${y + h * 0.92}C${x + w * 0.15} ${y + h * 0.6} ${x + w * 0.15} ${y + h * 0.4} ${x + w * 0.09} ${y + h * 0.14}Z`,
      '#ffffff',
      { opacity: 0.35 },
    )
  })
  return body
}

/** A shallow tray that things lie in. */
export function tray(s: Scene, cx: number, cy: number, rx: number, ry: number, colour: string): void {
  shadow(s, cx, cy + ry + 40, rx * 1.05, ry * 0.5)
  s.path(
    `M${cx - rx} ${cy}C${cx - rx} ${cy + ry * 1.5} ${cx - rx * 0.7} ${cy + ry * 1.25 + 30} ${cx} ${cy + ry * 1.25 + 34}C${cx + rx * 0.7} ${cy + ry * 1.25 + 30} ${cx + rx} ${cy + ry * 1.5} ${cx + rx} ${cy}Z`,
    s.linear(
      [
        [0, light(colour, 0.2)],
        [1, dark(colour, 0.25)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(
    cx,
    cy,
    rx,
    ry,
    s.linear(
      [
        [0, light(colour, 0.55)],
        [1, colour],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(
    cx,
    cy + 6,
    rx * 0.92,
    ry * 0.88,
    s.linear(
      [
        [0, dark(colour, 0.16)],
        [1, mix(colour, '#ffffff', 0.2)],
      ],
      [0, 0, 0, 1],
    ),
  )
}
