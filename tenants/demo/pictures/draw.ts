import { randomOf } from '../random.js'
import { dark, light, luminance, mix } from './colour.js'
import { drawers } from './drawers/index.js'
import { Scene } from './scene.js'
import type { PictureSpec } from './spec.js'

/** Slim goods are drawn larger, so that every picture is about equally full. */
const ZOOM: Record<string, number> = {
  water: 1.14,
  juice: 1.14,
  soda: 1.14,
  tea_drink: 1.12,
  can: 1.16,
  beer: 1.1,
  wine: 1.06,
  sauce: 1.12,
  jar: 1.2,
  tin: 1.18,
  powder_can: 1.14,
  yoghurt_drink: 1.4,
  yoghurt_cup: 1.14,
  milk_bottle: 1.12,
  brick: 1.06,
  bottle: 1.1,
  noodle_cup: 1.14,
  icecream_tub: 1.1,
  enoki: 1.2,
  egg: 1.08,
  broccoli: 1.1,
}

/** A soft wall and floor in a breath of the goods' own colour; deeper behind pale goods. */
function backdrop(s: Scene, colour: string): void {
  const pale = luminance(colour) > 0.68
  const tint = pale ? dark(colour, 0.3) : colour
  const wall = mix(pale ? '#ebe6df' : '#f6f3ee', light(tint, pale ? 0.45 : 0.72), 0.55)
  s.rect(
    0,
    0,
    960,
    960,
    0,
    s.linear(
      [
        [0, light(wall, pale ? 0.3 : 0.55)],
        [0.72, wall],
        [0.74, mix(wall, tint, 0.07)],
        [1, mix(wall, tint, 0.02)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(
    480,
    440,
    400,
    400,
    s.radial(
      [
        [0, '#ffffff', pale ? 0.35 : 0.9],
        [0.6, '#ffffff', pale ? 0.15 : 0.45],
        [1, '#ffffff', 0],
      ],
      0.5,
      0.5,
      0.5,
    ),
  )
}

/** Draws goods without their backdrop, standing on y = 810 of a field of 960 x 960. */
export function drawGoods(s: Scene, spec: PictureSpec): void {
  const drawer = drawers[spec.kind]
  if (!drawer) throw new Error(`no drawer for ${spec.kind}`)
  const zoom = ZOOM[spec.kind] ?? 1
  s.group(`translate(480 815) scale(${zoom}) translate(-480 -815)`, () =>
    drawer(s, {
      colour: spec.colour,
      second: spec.second ?? '#e8a23a',
      shape: spec.shape ?? '',
      motif: spec.motif ?? '',
      label: spec.label ?? { brand: '', name: '' },
      random: randomOf(spec.seed),
    }),
  )
}

/** SVG of 960 x 960 units of what a spec describes; the same spec gives the same text. */
export function drawPicture(spec: PictureSpec): string {
  const s = new Scene()
  backdrop(s, spec.colour)
  drawGoods(s, spec)
  return s.svg()
}
