import { dark, light } from '../colour.js'
import { print, printWide } from '../label.js'
import { letter } from '../lettering.js'
import { motif } from '../motifs.js'
import { box, shadow, turned, band, shine } from '../solids.js'
import { ball } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

/** Folded top of a carton with its cap. */
const gableRoof: Drawer = (s, d) => {
  const c = d.colour
  s.path(
    'M300 290L330 190H570L600 290Z',
    s.linear(
      [
        [0, light(c, 0.4)],
        [1, light(c, 0.05)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M600 290L570 190L640 180L690 254Z', dark(c, 0.2))
  s.rect(
    326,
    148,
    248,
    46,
    6,
    s.linear(
      [
        [0, light(c, 0.3)],
        [1, dark(c, 0.05)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M574 148L642 138V180L574 194Z', dark(c, 0.28))
  s.line('M334 170H566', '#ffffff', 4, 0.5)
  turned(
    s,
    450,
    [
      [214, 44],
      [262, 44],
    ],
    '#ffffff',
    0.5,
    0.2,
  )
  s.ellipse(450, 214, 44, 12, '#f2f6fa')
}

const gable: Drawer = (s, d) => {
  shadow(s, 530, 806, 270, 40)
  const c = d.colour
  gableRoof(s, d)
  box(s, 300, 290, 300, 512, 90, '#fdfdfb', { side: dark(light(c, 0.7), 0.06), top: c })
  s.path(
    'M300 290H600V470Q450 530 300 440Z',
    s.linear(
      [
        [0, c],
        [1, light(c, 0.18)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M600 290L690 252V430L600 470Z', dark(c, 0.22))
  letter(s, d.label.brand, 450, 356, 62, '#ffffff', { maxWidth: 230, spacing: 0.1 })
  letter(s, d.label.name, 450, 548, 66, dark(c, 0.35), { maxWidth: 262 })
  if (d.label.note) letter(s, d.label.note, 450, 604, 32, dark(c, 0.2), { maxWidth: 240 })
  motif(s, d.motif, 450, 702, 84, d.second)
}

const brick: Drawer = (s, d) => {
  shadow(s, 520, 806, 270, 38)
  box(s, 310, 210, 290, 592, 96, d.colour, { top: light(d.colour, 0.4) })
  s.path('M310 620Q450 560 600 640V802H310Z', light(d.colour, 0.75), { opacity: 0.9 })
  print(s, d, { cx: 455, top: 232, width: 280, height: 560, ground: d.colour })
  s.path(
    'M520 196L560 120L640 104L646 118L576 134L540 200Z',
    s.linear([
      [0, '#ffffff'],
      [1, '#cfd6de'],
    ]),
  )
  s.ellipse(534, 196, 22, 8, dark(d.colour, 0.4), { opacity: 0.6 })
}

const milkBottle: Drawer = (s, d) => {
  shadow(s, 480, 806, 220, 34)
  turned(
    s,
    480,
    [
      [230, 74],
      [300, 76],
      [400, 150],
      [430, 154],
      [770, 154],
      [800, 138],
    ],
    '#f6f9fc',
    0.9,
    0.09,
  )
  s.path('M326 560H634V740Q480 770 326 740Z', '#ffffff', { opacity: 0.5 })
  turned(
    s,
    480,
    [
      [176, 84],
      [236, 86],
    ],
    d.colour,
    0.5,
    0.14,
  )
  s.ellipse(480, 172, 84, 18, light(d.colour, 0.4))
  band(s, 480, 430, 155, 300, d.colour, 0.3, 0.07)
  print(s, d, { cx: 480, top: 446, width: 270, height: 280, ground: d.colour })
  shine(s, 356, 420, 16, 350, 0.5)
}

/** Sealed foil lid with its tab. */
const cupLid: Drawer = (s, d) => {
  s.ellipse(
    480,
    328,
    246,
    56,
    s.linear([
      [0, '#c9d2da'],
      [0.4, '#ffffff'],
      [1, '#c2ccd6'],
    ]),
  )
  s.ellipse(
    480,
    320,
    238,
    50,
    s.linear([
      [0, light(d.colour, 0.5)],
      [0.5, light(d.colour, 0.75)],
      [1, light(d.colour, 0.3)],
    ]),
  )
  s.path('M700 300Q770 300 776 344Q740 360 712 344Z', light(d.colour, 0.6))
  letter(s, d.label.brand, 480, 318, 44, dark(d.colour, 0.4), { maxWidth: 300, spacing: 0.1 })
}

const cup: Drawer = (s, d) => {
  shadow(s, 480, 806, 250, 36)
  turned(
    s,
    480,
    [
      [330, 230],
      [350, 226],
      [780, 170],
      [800, 160],
    ],
    light(d.colour, 0.86),
    0.7,
    0.06,
  )
  s.clip('M252 400L700 400L652 770Q480 800 308 770Z', () => {
    s.rect(
      240,
      380,
      480,
      420,
      0,
      s.linear([
        [0, dark(d.colour, 0.15)],
        [0.2, light(d.colour, 0.35)],
        [0.6, d.colour],
        [1, dark(d.colour, 0.2)],
      ]),
    )
    s.path('M240 690Q360 610 480 680T720 660V820H240Z', '#ffffff', { opacity: 0.85 })
  })
  cupLid(s, d)
  print(s, d, { cx: 480, top: 404, width: 360, height: 370, ground: d.colour })
}

const drinkable: Drawer = (s, d) => {
  for (const [cx, k] of [
    [340, 0.94],
    [610, 0.94],
    [475, 1],
  ] as const) {
    shadow(s, cx, 806, 120, 22, 0.3)
    s.group(`translate(${cx} 802) scale(${k})`, () => {
      turned(
        s,
        0,
        [
          [-420, 60],
          [-400, 92],
          [-300, 92],
          [-270, 78],
          [-240, 92],
          [-30, 92],
          [0, 80],
        ],
        light(d.colour, 0.72),
        0.75,
        0.09,
      )
      s.ellipse(
        0,
        -424,
        62,
        14,
        s.linear([
          [0, '#c9d2da'],
          [0.5, '#ffffff'],
          [1, '#c2ccd6'],
        ]),
      )
      s.ellipse(0, -428, 56, 11, d.colour)
      band(s, 0, -245, 93, 200, d.colour, 0.35, 0.08)
      print(s, d, { cx: 0, top: -238, width: 168, height: 194, ground: d.colour })
      shine(s, -74, -390, 10, 340, 0.45)
    })
  }
}

const cheese: Drawer = (s, d) => {
  shadow(s, 500, 800, 330, 44)
  box(s, 180, 520, 470, 270, 120, d.colour, { top: light(d.colour, 0.4) })
  printWide(s, d, { cx: 415, top: 530, width: 440, height: 250, ground: d.colour })
  s.path(
    'M330 470L640 330Q720 360 730 440L360 520Z',
    s.linear([
      [0, '#ffe38a'],
      [1, '#fbcb50'],
    ]),
  )
  s.path(
    'M330 476L730 440V500L340 548Z',
    s.linear([
      [0, '#f6b93a'],
      [1, '#e59f22'],
    ]),
  )
  for (const [x, y, k] of [
    [520, 420, 22],
    [640, 400, 16],
    [450, 462, 14],
  ] as const)
    s.ellipse(x, y, k * 1.3, k * 0.7, '#d99520', { opacity: 0.7 })
}

const butter: Drawer = (s, d) => {
  shadow(s, 500, 790, 340, 44)
  box(s, 170, 560, 520, 210, 120, d.colour)
  printWide(s, d, { cx: 430, top: 568, width: 490, height: 196, ground: d.colour })
  box(s, 300, 430, 330, 110, 110, '#fbe48a', { top: '#fff3bd' })
  s.path('M300 430L250 470L300 540Z', ball(s, '#fbe48a'))
  s.path('M630 430L740 384V494L630 540Z', '#ecca5c', { opacity: 0.4 })
}

export const dairy: Record<string, Drawer> = {
  milk_carton: gable,
  brick,
  milk_bottle: milkBottle,
  yoghurt_cup: cup,
  yoghurt_drink: drinkable,
  cheese,
  butter,
}
