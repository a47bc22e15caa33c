import { randomOf, type Random } from '../random.js'
import { dark, light } from './colour.js'
import { drawGoods } from './draw.js'
import { Scene, type Stop } from './scene.js'
import type { PictureSpec } from './spec.js'

/** Where shoppers stand what they bought to photograph it: the wall behind it and what it stands on. */
const PLACES = [
  { wall: '#e9dfd0', top: '#b98a58' },
  { wall: '#dfe5e3', top: '#c9c7c2' },
  { wall: '#d8cfc6', top: '#7d5a40' },
  { wall: '#cfdbe2', top: '#e6ded2' },
  { wall: '#efe6da', top: '#8fa08c' },
] as const

const DOWN: [number, number, number, number] = [0, 0, 0, 1]

/** A wall, a table with its grain from `edge` down, and light that falls in from a window. */
function drawPlace(s: Scene, random: Random, edge: number): void {
  const { wall, top } = random.pick(PLACES)
  const [near, far] = [dark(wall, 0.12), light(wall, 0.25)]
  s.rect(0, 0, 960, 960, 0, s.linear(fade(far, near), DOWN))
  s.rect(0, edge, 960, 960 - edge, 0, s.linear(fade(light(top, 0.2), dark(top, 0.2)), DOWN))
  for (let y = edge + 24; y < 960; y += random.int(34, 62))
    s.line(`M0 ${y}Q${random.int(300, 660)} ${y + random.int(-14, 14)} 960 ${y}`, dark(top, 0.3), 2, 0.3)
  const left = random.int(40, 360)
  s.path(`M${left} 0L${left + 260} 0L${left + 560} 960L${left + 120} 960Z`, '#ffffff', { opacity: 0.13 })
}
const fade = (from: string, to: string): Stop[] => [
  [0, from],
  [1, to],
]
const VIGNETTE: Stop[] = [
  [0.55, '#1a1030', 0],
  [1, '#1a1030', 0.28],
]

/** SVG of goods as a shopper photographed them at home: a table, light from a window, never quite straight. */
export function drawSnapshot(spec: PictureSpec, seed: string): string {
  const random = randomOf(`snapshot ${seed}`)
  const s = new Scene()
  drawPlace(s, random, random.int(540, 660))
  const [x, y] = [480 + random.int(-70, 70), random.int(800, 872)]
  const size = 0.66 + random.int(0, 18) / 100
  s.group(`translate(${x} ${y}) rotate(${random.int(-7, 7)}) scale(${size}) translate(-480 -815)`, () =>
    drawGoods(s, spec),
  )
  s.rect(0, 0, 960, 960, 0, s.radial(VIGNETTE, 0.5, 0.5, 0.75))
  return s.svg()
}
