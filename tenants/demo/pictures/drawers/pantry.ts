import { dark, inkOn, light } from '../colour.js'
import { badge, pill, print, printDown, printWide, windowOf } from '../label.js'
import { letter } from '../lettering.js'
import { motif } from '../motifs.js'
import { band, box, outline, pouch, shadow, shine, standBag, turned } from '../solids.js'
import { ball } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

const chips: Drawer = (s, d) => {
  shadow(s, 480, 820, 300, 40)
  const body = pouch(s, 230, 170, 500, 650, d.colour)
  s.clip(body, () =>
    s.path('M200 560Q480 430 780 600V780Q480 700 200 790Z', light(d.colour, 0.72), { opacity: 0.85 }),
  )
  badge(s, d.label.brand, 480, 286, 230, 74, '#ffffff')
  letter(s, d.label.name, 480, 402, 92, inkOn(d.colour), { maxWidth: 400 })
  if (d.label.note) pill(s, d.label.note, 480, 486, 36, d.second, '#ffffff', 320)
  for (const [x, y, turn] of [
    [350, 650, -20],
    [470, 690, 12],
    [590, 640, 34],
  ] as const)
    s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      s.path(
        'M-96 0C-80 -64 80 -70 98 -6C60 40 -50 56 -96 0Z',
        s.radial([
          [0, '#fff0b0'],
          [0.6, '#f7cf5e'],
          [1, '#dba030'],
        ]),
      )
      s.path('M-70 -4Q0 -46 74 -10', 'none', { stroke: '#fff7d0', width: 8, opacity: 0.7 })
    })
  motif(s, d.motif, 640, 560, 62, d.second)
}

/** A pillow pouch with print and a drawing: noodles, biscuits, frozen goods, treats. */
const pillow: Drawer = (s, d) => {
  shadow(s, 480, 820, 310, 40)
  const body = pouch(s, 210, 200, 540, 620, d.colour)
  s.clip(body, () => {
    s.ellipse(480, 700, 300, 210, light(d.colour, 0.8), { opacity: 0.9 })
    s.ellipse(480, 720, 250, 170, '#ffffff', { opacity: 0.6 })
  })
  badge(s, d.label.brand, 480, 306, 220, 66, '#ffffff')
  letter(s, d.label.name, 480, 404, 82, inkOn(d.colour), { maxWidth: 430 })
  if (d.label.note) pill(s, d.label.note, 480, 478, 30, d.second, inkOn(d.second), 300)
  motif(s, d.motif, 480, 650, 124, d.second)
}

const frozenBag: Drawer = (s, d) => {
  pillow(s, d)
  for (const [x, y, k] of [
    [290, 300, 40],
    [676, 330, 32],
    [690, 720, 44],
    [276, 600, 30],
  ] as const)
    motif(s, 'snow', x, y, k, '#ffffff')
}

/** A stand-up bag with a window. */
const windowBag: Drawer = (s, d) => {
  shadow(s, 480, 820, 290, 40)
  standBag(s, 230, 190, 500, 610, d.colour)
  badge(s, d.label.brand, 480, 316, 220, 68, light(d.colour, 0.9))
  letter(s, d.label.name, 480, 412, 78, inkOn(d.colour), { maxWidth: 400 })
  if (d.label.note) pill(s, d.label.note, 480, 484, 30, d.second, inkOn(d.second), 300)
  windowOf(
    s,
    'M330 560C380 520 580 520 630 560C660 610 650 720 610 760C560 784 400 784 350 760C310 720 300 610 330 560Z',
    () => {
      for (let i = 0; i < 22; i++)
        motif(s, d.motif, 330 + ((i * 67) % 310), 560 + Math.floor(i / 5) * 50, 46, d.second)
    },
  )
}

const coffeeBag: Drawer = (s, d) => {
  shadow(s, 490, 820, 290, 40)
  s.path('M700 250L760 230V770L706 806Z', dark(d.colour, 0.4))
  standBag(s, 240, 200, 470, 604, d.colour)
  s.rect(300, 350, 350, 400, 14, light(d.second, 0.82))
  print(s, d, { cx: 475, top: 360, width: 330, height: 380, ground: light(d.second, 0.82) })
  s.ellipse(475, 300, 22, 22, dark(d.colour, 0.3))
  s.ellipse(475, 300, 12, 12, light(d.colour, 0.2))
}

const cartonBox: Drawer = (s, d) => {
  shadow(s, 520, 806, 310, 42)
  box(s, 230, 220, 410, 582, 96, d.colour)
  s.path('M230 580Q430 470 640 600V802H230Z', light(d.colour, 0.78), { opacity: 0.92 })
  badge(s, d.label.brand, 435, 300, 240, 72, '#ffffff')
  letter(s, d.label.name, 435, 404, 82, inkOn(d.colour), { maxWidth: 356 })
  if (d.label.note) pill(s, d.label.note, 435, 482, 32, d.second, inkOn(d.second), 300)
  motif(s, d.motif, 435, 668, 122, d.second)
}

const flatBox: Drawer = (s, d) => {
  shadow(s, 500, 780, 380, 46)
  box(s, 130, 450, 590, 320, 140, d.colour)
  printWide(s, d, { cx: 425, top: 470, width: 560, height: 280, ground: d.colour })
}

const chocolate: Drawer = (s, d) => {
  shadow(s, 480, 790, 300, 40)
  s.group('rotate(-9 480 520)', () => {
    for (let j = 0; j < 2; j++)
      for (let i = 0; i < 3; i++) {
        s.rect(286 + i * 130, 180 + j * 120, 126, 116, 12, '#4a2a1c')
        s.rect(
          286 + i * 130,
          180 + j * 120,
          126,
          104,
          12,
          s.linear(
            [
              [0, '#8f5a3c'],
              [1, '#5f3722'],
            ],
            [0, 0, 1, 1],
          ),
        )
        s.rect(308 + i * 130, 200 + j * 120, 82, 62, 8, '#ffffff', { opacity: 0.1 })
      }
    s.path(
      'M270 380L330 350L390 384L450 346L520 384L590 350L640 380L690 360V790H270Z',
      s.linear([
        [0, '#e6d7a8'],
        [0.4, '#fff6d6'],
        [1, '#c9b070'],
      ]),
    )
    s.rect(
      262,
      400,
      436,
      400,
      8,
      s.linear([
        [0, dark(d.colour, 0.15)],
        [0.25, light(d.colour, 0.25)],
        [0.6, d.colour],
        [1, dark(d.colour, 0.25)],
      ]),
    )
    print(s, d, { cx: 480, top: 412, width: 380, height: 380, ground: d.colour })
  })
}

const candyBag: Drawer = (s, d) => {
  shadow(s, 480, 820, 300, 40)
  pouch(s, 230, 220, 500, 600, d.colour)
  badge(s, d.label.brand, 480, 330, 220, 66, '#ffffff')
  letter(s, d.label.name, 480, 424, 80, inkOn(d.colour), { maxWidth: 400 })
  const colours = [d.second, '#ff8fa8', '#ffd45e', '#7fd0c0', '#b79be8', '#ff9a5a']
  for (let i = 0; i < 6; i++) {
    const [x, y] = [
      [340, 580],
      [490, 560],
      [630, 590],
      [400, 690],
      [560, 690],
      [480, 640],
    ][i] as [number, number]
    s.group(`translate(${x} ${y}) rotate(${i * 37})`, () => {
      s.path('M-44 0L-92 -34Q-84 0 -92 34ZM44 0L92 -34Q84 0 92 34Z', light(colours[i]!, 0.25))
      s.ellipse(0, 0, 50, 44, ball(s, colours[i]!))
      s.path('M-30 -30Q0 0 -20 36M4 -42Q34 -6 10 42', 'none', { stroke: '#ffffff', width: 9, opacity: 0.6 })
    })
  }
}

const sack: Drawer = (s, d) => {
  shadow(s, 480, 824, 320, 44)
  const body =
    'M250 250C240 230 280 210 300 222L660 222C680 210 720 230 710 250C760 420 760 640 730 780Q720 812 680 812H280Q240 812 230 780C200 640 200 420 250 250Z'
  s.path(
    body,
    s.linear([
      [0, dark('#f6eedd', 0.2)],
      [0.2, '#fffaf0'],
      [0.6, '#f6eedd'],
      [1, dark('#f6eedd', 0.25)],
    ]),
  )
  s.clip(body, () => {
    s.rect(180, 222, 600, 130, 0, d.colour)
    s.rect(180, 770, 600, 60, 0, d.colour)
    s.rect(180, 352, 600, 10, 0, d.second)
  })
  s.line('M262 240H698', '#ffffff', 5, 0.6)
  letter(s, d.label.brand, 480, 292, 76, '#ffffff', { maxWidth: 320, spacing: 0.14 })
  letter(s, d.label.name, 480, 440, 100, dark(d.colour, 0.3), { maxWidth: 410 })
  if (d.label.note) pill(s, d.label.note, 480, 526, 34, d.colour, '#ffffff', 300)
  motif(s, d.motif, 480, 660, 104, d.second)
  s.path('M256 380C236 520 240 660 262 770C286 640 282 500 256 380Z', '#ffffff', { opacity: 0.6 })
}

const noodleCup: Drawer = (s, d) => {
  shadow(s, 480, 810, 240, 36)
  turned(
    s,
    480,
    [
      [300, 250],
      [330, 246],
      [770, 180],
      [802, 172],
    ],
    d.colour,
    0.4,
    0.07,
  )
  s.ellipse(
    480,
    296,
    258,
    58,
    s.linear([
      [0, '#c9d2da'],
      [0.4, '#ffffff'],
      [1, '#c2ccd6'],
    ]),
  )
  s.ellipse(
    480,
    288,
    248,
    52,
    s.linear([
      [0, light(d.colour, 0.3)],
      [1, d.colour],
    ]),
  )
  s.path('M690 260L760 220Q790 240 760 290L722 306Z', light(d.colour, 0.5))
  print(s, d, { cx: 480, top: 372, width: 360, height: 410, ground: d.colour })
  shine(s, 272, 380, 16, 340, 0.4)
}

const noodleSticks: Drawer = (s, d) => {
  shadow(s, 480, 812, 320, 40)
  s.group('rotate(-14 480 520)', () => {
    for (let i = 0; i < 26; i++)
      s.rect(372 + i * 8.4, 150 + ((i * 7) % 13), 6, 620, 3, i % 2 ? '#f3dfae' : '#e3c886')
    s.rect(
      356,
      230,
      250,
      500,
      12,
      s.linear([
        [0, dark(d.colour, 0.2)],
        [0.3, light(d.colour, 0.25)],
        [0.6, d.colour],
        [1, dark(d.colour, 0.25)],
      ]),
    )
    printDown(s, d, { cx: 481, top: 244, width: 230, height: 476, ground: d.colour })
  })
}

const oil: Drawer = (s, d) => {
  shadow(s, 480, 810, 240, 36)
  const profile = [
    [210, 50],
    [250, 54],
    [340, 160],
    [400, 172],
    [770, 172],
    [802, 154],
  ] as const
  s.path(
    outline(480, profile, 0.08),
    s.linear([
      [0, dark(d.colour, 0.3)],
      [0.14, d.colour],
      [0.3, light(d.colour, 0.6)],
      [0.6, d.colour],
      [1, dark(d.colour, 0.35)],
    ]),
    { opacity: 0.95 },
  )
  s.path(
    'M596 300C690 320 716 420 680 520C668 540 640 530 646 508C662 440 650 380 590 360Z',
    s.linear([
      [0, dark(d.colour, 0.1)],
      [1, dark(d.colour, 0.35)],
    ]),
  )
  turned(
    s,
    480,
    [
      [150, 58],
      [222, 60],
    ],
    d.second,
    0.5,
    0.12,
  )
  s.ellipse(480, 150, 58, 13, light(d.second, 0.3))
  band(s, 480, 440, 174, 300, '#fffaf0', 0.1, 0.06)
  s.path('M306 440Q480 462 654 440V500Q480 522 306 500Z', d.second)
  letter(s, d.label.brand, 480, 484, 46, inkOn(d.second), { maxWidth: 240, spacing: 0.12 })
  letter(s, d.label.name, 480, 572, 68, '#4a3320', { maxWidth: 300 })
  motif(s, d.motif, 480, 670, 66, d.second)
  shine(s, 336, 380, 18, 390, 0.5)
}

const sauce: Drawer = (s, d) => {
  shadow(s, 480, 808, 190, 30)
  turned(
    s,
    480,
    [
      [220, 38],
      [300, 42],
      [420, 116],
      [470, 122],
      [770, 122],
      [802, 108],
    ],
    d.colour,
    0.4,
    0.08,
  )
  turned(
    s,
    480,
    [
      [150, 50],
      [224, 52],
    ],
    d.second,
    0.5,
    0.14,
  )
  s.ellipse(480, 150, 50, 12, light(d.second, 0.4))
  band(s, 480, 470, 124, 270, '#fff6e2', 0.12, 0.06)
  s.path('M356 470Q480 486 604 470V536Q480 552 356 536Z', d.second)
  letter(s, d.label.brand, 480, 512, 44, inkOn(d.second), { maxWidth: 190, spacing: 0.1 })
  letter(s, d.label.name, 480, 594, 60, '#43261a', { maxWidth: 214 })
  motif(s, d.motif, 480, 682, 50, d.second)
  shine(s, 380, 450, 14, 320, 0.45)
}

const jar: Drawer = (s, d) => {
  shadow(s, 480, 808, 240, 34)
  turned(
    s,
    480,
    [
      [340, 150],
      [372, 176],
      [770, 176],
      [802, 160],
    ],
    d.colour,
    0.45,
    0.09,
  )
  for (let i = 0; i < 18; i++)
    s.ellipse(326 + ((i * 71) % 310), 400 + ((i * 37) % 60), 12, 8, light(d.colour, 0.35), { opacity: 0.5 })
  turned(
    s,
    480,
    [
      [250, 164],
      [346, 166],
    ],
    d.second,
    0.5,
    0.1,
  )
  s.ellipse(480, 250, 164, 32, light(d.second, 0.35))
  band(s, 480, 470, 178, 260, '#fffaf0', 0.1, 0.06)
  print(s, d, { cx: 480, top: 484, width: 300, height: 246, ground: '#fffaf0' })
  shine(s, 330, 400, 18, 360, 0.55)
}

export const pantry: Record<string, Drawer> = {
  chips,
  pillow,
  frozen_bag: frozenBag,
  window_bag: windowBag,
  coffee_bag: coffeeBag,
  carton_box: cartonBox,
  flat_box: flatBox,
  chocolate,
  candy_bag: candyBag,
  sack,
  noodle_cup: noodleCup,
  noodle_sticks: noodleSticks,
  oil,
  sauce,
  jar,
}
