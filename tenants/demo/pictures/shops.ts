/** Fronts of stores, drawn at 1200 x 800. */
import { randomOf, type Random } from '../random.js'
import type { DemoStore, DemoTenant } from '../shapes.js'
import { dark, light, mix } from './colour.js'
import { letter } from './lettering.js'
import { Scene } from './scene.js'
import { leaf } from './units-fruit.js'
import * as fruit from './units-fruit.js'
import * as veg from './units-vegetable.js'

const SKIES: [string, string][] = [
  ['#bfe0f7', '#f3f8fc'],
  ['#f9d9c0', '#fdf1e6'],
  ['#a9d3ee', '#e9f4fb'],
  ['#d7d3ee', '#f7eef3'],
  ['#cfe9e4', '#f6fbf8'],
  ['#f6e2b8', '#fdf6e8'],
]
const FACADES = ['#e9ded0', '#d8cfc4', '#c9b8a6', '#e6e4df', '#b9a08a', '#d9d2dc', '#cfd6d4', '#e3c9b4']

function skyline(s: Scene, haze: string, random: Random): void {
  for (let i = 0; i < 3; i++) {
    const x = random.int(0, 1100)
    const y = random.int(40, 120)
    for (const [dx, k] of [
      [0, 46],
      [50, 60],
      [108, 44],
    ] as const)
      s.ellipse(x + dx, y, k, k * 0.6, '#ffffff', { opacity: 0.75 })
  }
  for (let i = 0; i < 9; i++) {
    const x = i * 150 - 40 + random.int(-20, 20)
    const h = random.int(220, 430)
    const c = mix(haze, '#7d8fa8', 0.28 + (i % 3) * 0.07)
    s.rect(x, 660 - h, 130, h, 4, c)
    for (let wy = 0; wy < h - 60; wy += 46)
      for (let wx = 0; wx < 3; wx++)
        s.rect(x + 18 + wx * 36, 680 - h + wy, 20, 26, 2, light(c, 0.4), { opacity: 0.6 })
  }
}

function street(s: Scene, random: Random): void {
  const [top, bottom] = random.pick(SKIES)
  s.rect(
    0,
    0,
    1200,
    800,
    0,
    s.linear(
      [
        [0, top],
        [1, bottom],
      ],
      [0, 0, 0, 1],
    ),
  )
  skyline(s, bottom, random)
  s.rect(
    0,
    640,
    1200,
    160,
    0,
    s.linear(
      [
        [0, '#d9d4cd'],
        [0.45, '#c6c0b8'],
        [0.46, '#8d8b90'],
        [1, '#77757b'],
      ],
      [0, 0, 0, 1],
    ),
  )
  for (let x = -20; x < 1200; x += 90) s.line(`M${x + 40} 644L${x} 712`, '#b3aca3', 3, 0.6)
  for (let x = 20; x < 1200; x += 170) s.rect(x, 752, 90, 9, 4, '#f4efe2', { opacity: 0.8 })
}

function tree(s: Scene, x: number, size: number): void {
  s.ellipse(x, 716, size * 0.8, 14, '#2b1d3a', { opacity: 0.18 })
  s.path(
    `M${x - 12} 714L${x - 8} 520H${x + 8}L${x + 12} 714Z`,
    s.linear([
      [0, '#6b4a30'],
      [0.4, '#9a7048'],
      [1, '#5a3c26'],
    ]),
  )
  for (const [dx, dy, k] of [
    [-0.5, 0, 0.62],
    [0.5, 0.04, 0.6],
    [0, -0.5, 0.72],
    [0, 0.05, 0.66],
  ] as const)
    s.ellipse(
      x + dx * size,
      470 + dy * size,
      k * size,
      k * size * 0.9,
      s.radial([
        [0, '#a8d67c'],
        [0.6, '#5f9f4a'],
        [1, '#3a7438'],
      ]),
    )
}

function planter(s: Scene, x: number): void {
  for (let i = 0; i < 7; i++) leaf(s, x, 668, 62, -150 + i * 20, i % 2 ? '#4f9e3a' : '#3d8038')
  s.path(
    `M${x - 36} 660H${x + 36}L${x + 26} 716H${x - 26}Z`,
    s.linear([
      [0, '#c98f6a'],
      [0.4, '#e8b692'],
      [1, '#a86f4c'],
    ]),
  )
}

function crates(s: Scene, x: number, random: Random): void {
  const kinds = [
    [fruit.apple, '#d63a30'],
    [fruit.citrus, '#f5922a'],
    [veg.tomato, '#e0412f'],
    [fruit.pear, '#c9c24e'],
    [veg.cabbage, '#9fce74'],
    [veg.pepper, '#f4bf2e'],
  ] as const
  for (let j = 0; j < 2; j++) {
    const [unit, colour] = random.pick(kinds)
    const y = 640 + j * 52
    for (let i = 0; i < 5; i++) unit(s, x + 20 + i * 32, y - 8, 21, colour)
    s.path(
      `M${x - 6} ${y}H${x + 174}L${x + 166} ${y + 44}H${x + 2}Z`,
      s.linear(
        [
          [0, '#e0b884'],
          [1, '#b98350'],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.line(`M${x} ${y + 20}H${x + 168}`, '#9a6a3c', 4, 0.6)
  }
}

function bicycle(s: Scene, x: number, colour: string): void {
  for (const dx of [0, 120]) s.ellipse(x + dx, 690, 38, 38, 'none', { stroke: '#3a3a44', width: 6 })
  s.path(
    `M${x} 690L${x + 40} 640H${x + 98}L${x + 120} 690M${x + 40} 640L${x + 66} 690L${x + 98} 640M${x + 66} 690H${x}M${x + 40} 640L${x + 32} 620M${x + 98} 640L${x + 92} 612H${x + 116}`,
    'none',
    { stroke: colour, width: 7 },
  )
  s.line(`M${x + 18} 618H${x + 46}`, '#3a3a44', 9)
}

function shelves(s: Scene, x: number, y: number, w: number, h: number, random: Random): void {
  for (let row = 0; row < 3; row++) {
    const shelfY = y + (h * (row + 1)) / 3 - 12
    for (let px = x + 10; px < x + w - 26; px += 26) {
      const colour = random.pick([
        '#d8503f',
        '#3f86c8',
        '#f0b53a',
        '#5aa04a',
        '#8a62b8',
        '#ee8a5a',
        '#f4f0e6',
      ])
      const gh = random.int(26, Math.floor(h / 3) - 26)
      s.rect(
        px,
        shelfY - gh,
        20,
        gh,
        4,
        s.linear([
          [0, dark(colour, 0.15)],
          [0.35, light(colour, 0.35)],
          [1, dark(colour, 0.1)],
        ]),
      )
    }
    s.rect(x, shelfY, w, 8, 0, '#c99a62')
  }
}

function mannequins(s: Scene, x: number, y: number, w: number, h: number, random: Random): void {
  for (let px = x + 50; px < x + w - 20; px += 92) {
    const colour = random.pick(['#8a3b4f', '#2c3a5c', '#d9c7ab', '#9fae92', '#b98a58', '#e3b0ac'])
    s.rect(px - 3, y + h * 0.7, 6, h * 0.28, 2, '#8a7a6a')
    s.ellipse(px, y + h * 0.16, 15, 19, '#efe3d6')
    s.path(
      `M${px - 26} ${y + h * 0.26}Q${px} ${y + h * 0.22} ${px + 26} ${y + h * 0.26}L${px + 18} ${y + h * 0.48}L${px + 40} ${y + h * 0.8}H${px - 40}L${px - 18} ${y + h * 0.48}Z`,
      s.linear([
        [0, dark(colour, 0.1)],
        [0.35, light(colour, 0.2)],
        [1, dark(colour, 0.15)],
      ]),
    )
  }
}

/** Glass with shelves and goods, or mannequins, behind it. */
function pane(
  s: Scene,
  x: number,
  y: number,
  w: number,
  h: number,
  trade: DemoTenant['trade'],
  random: Random,
): void {
  s.rect(
    x,
    y,
    w,
    h,
    4,
    s.linear(
      [
        [0, '#fff3d6'],
        [1, '#f6dcae'],
      ],
      [0, 0, 0, 1],
    ),
  )
  if (trade === 'supermarket') shelves(s, x, y, w, h, random)
  else mannequins(s, x, y, w, h, random)
  s.path(`M${x} ${y}H${x + w * 0.4}L${x + w * 0.15} ${y + h}H${x}Z`, '#ffffff', { opacity: 0.2 })
  s.rect(x, y, w, h, 4, 'none', { stroke: '#5a5560', width: 8 })
}

function awning(s: Scene, x: number, y: number, w: number, colour: string): void {
  const step = w / 14
  for (let i = 0; i < 14; i++) {
    const c = i % 2 ? '#fffaf2' : colour
    s.path(
      `M${x + i * step} ${y}H${x + (i + 1) * step}L${x + (i + 1) * step} ${y + 58}Q${x + (i + 0.5) * step} ${y + 84} ${x + i * step} ${y + 58}Z`,
      s.linear(
        [
          [0, light(c, 0.1)],
          [1, dark(c, 0.12)],
        ],
        [0, 0, 0, 1],
      ),
    )
  }
}

function sign(s: Scene, tenant: DemoTenant, x: number, y: number, w: number, h: number, dress: string): void {
  const boardColour = tenant.brand.primary
  s.rect(
    x,
    y,
    w,
    h,
    8,
    s.linear(
      [
        [0, light(boardColour, 0.12)],
        [1, dark(boardColour, 0.12)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.rect(x, y + h - 8, w, 8, 0, tenant.brand.accent)
  if (dress === 'pickup') {
    letter(s, `${tenant.name.zh.slice(0, 2)}自提点`, x + w * 0.5, y + h * 0.48, h * 0.56, '#ffffff', {
      maxWidth: w * 0.8,
      spacing: 0.12,
    })
    return
  }
  letter(s, tenant.name.zh, x + w * 0.4, y + h * 0.5, h * 0.56, '#ffffff', {
    maxWidth: w * 0.5,
    spacing: 0.12,
  })
  letter(s, tenant.name.en, x + w * 0.77, y + h * 0.52, h * 0.28, mix('#ffffff', tenant.brand.accent, 0.35), {
    maxWidth: w * 0.34,
    spacing: 0.06,
  })
}

function house(s: Scene, x: number, top: number, w: number, facade: string, random: Random): void {
  s.rect(
    x,
    top,
    w,
    660 - top,
    6,
    s.linear([
      [0, light(facade, 0.3)],
      [0.5, facade],
      [1, dark(facade, 0.12)],
    ]),
  )
  s.rect(x - 14, top - 18, w + 28, 26, 5, dark(facade, 0.18))
  const bay = random.pick([86, 86, 118, 140])
  for (let bx = x + 20; bx < x + w - bay + 20; bx += bay)
    s.rect(
      bx,
      top + 22,
      bay - 34,
      46,
      4,
      s.linear(
        [
          [0, '#cfe4f2'],
          [1, '#9dbfd6'],
        ],
        [0, 0, 1, 1],
      ),
      { stroke: dark(facade, 0.3), width: 4 },
    )
}

function front(s: Scene, tenant: DemoTenant, store: DemoStore, random: Random): void {
  const small = store.kind === 'pickup_point'
  const x = small ? 340 : random.int(120, 170)
  const w = small ? 520 : 1200 - 2 * x
  const top = random.int(150, 210)
  const facade = random.pick(FACADES)
  house(s, x, top, w, facade, random)
  sign(s, tenant, x, top + 92, w, 96, small ? 'pickup' : 'store')
  const glassY = top + 206
  const doorX = x + w * random.pick([0.42, 0.5, 0.36]) - 60
  pane(s, x + 24, glassY, doorX - x - 44, 632 - glassY, tenant.trade, random)
  pane(s, doorX + 140, glassY, x + w - doorX - 164, 632 - glassY, tenant.trade, random)
  s.rect(
    doorX,
    glassY,
    120,
    660 - glassY,
    4,
    s.linear([
      [0, '#dff0f8'],
      [0.5, '#fff6df'],
      [1, '#bcd8e6'],
    ]),
    { stroke: '#5a5560', width: 8 },
  )
  s.line(`M${doorX + 60} ${glassY}V660`, '#5a5560', 6)
  s.line(`M${doorX + 50} ${glassY + 110}v70M${doorX + 70} ${glassY + 110}v70`, tenant.brand.accent, 7)
  if (random.next() < 0.7 || small)
    awning(
      s,
      x,
      top + 188,
      w,
      tenant.trade === 'supermarket'
        ? random.pick([tenant.brand.primary, tenant.brand.accent])
        : tenant.brand.primary,
    )
  s.rect(x - 8, 650, w + 16, 18, 3, dark(facade, 0.3))
}

/** SVG of 1200 x 800 of a store's front; each store has its own street, house and things before the door. */
export function drawStore(tenant: DemoTenant, store: DemoStore): string {
  const random = randomOf(`${tenant.slug}/${store.key}/front`)
  const s = new Scene()
  street(s, random)
  front(s, tenant, store, random)
  tree(s, random.int(40, 90), random.int(86, 116))
  if (random.next() < 0.7) tree(s, random.int(1110, 1160), random.int(80, 112))
  planter(s, random.int(210, 250))
  if (tenant.trade === 'supermarket') crates(s, random.int(760, 860), random)
  else planter(s, random.int(900, 960))
  if (random.next() < 0.6)
    bicycle(s, random.int(300, 420), random.pick(['#d8503f', '#3f86c8', '#f0b53a', '#3f8a5a']))
  return s.svg(1200, 800)
}
