import { dark, light } from '../colour.js'
import { print } from '../label.js'
import { letter } from '../lettering.js'
import { motif } from '../motifs.js'
import { box, shadow, turned } from '../solids.js'
import { ball, gloss } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

const cone: Drawer = (s, d) => {
  shadow(s, 480, 830, 150, 24)
  const wafer = 'M330 440L630 440L492 824Q480 840 468 824Z'
  s.path(
    wafer,
    s.linear([
      [0, '#c98a45'],
      [0.35, '#f2c98a'],
      [1, '#b5742f'],
    ]),
  )
  s.clip(wafer, () => {
    for (let i = -4; i < 12; i++)
      s.line(
        `M${260 + i * 46} 420L${400 + i * 46} 860M${700 - i * 46} 420L${560 - i * 46} 860`,
        '#a9682a',
        6,
        0.45,
      )
  })
  s.path('M300 700L480 560L660 700L492 836Q480 846 468 836Z', 'none')
  s.ellipse(480, 440, 184, 60, dark(d.colour, 0.2))
  for (const [y, k] of [
    [390, 180],
    [290, 142],
    [204, 96],
  ] as const) {
    s.path(
      `M${480 - k} ${y + 20}C${480 - k} ${y - 70} ${480 + k} ${y - 90} ${480 + k} ${y + 6}C${480 + k + 20} ${y + 60} ${480 - k - 20} ${y + 84} ${480 - k} ${y + 20}Z`,
      ball(s, d.colour),
    )
    s.path(`M${480 - k + 20} ${y + 26}Q480 ${y + 64} ${480 + k - 16} ${y + 4}`, 'none', {
      stroke: d.second,
      width: 14,
      opacity: 0.75,
    })
  }
  s.path('M430 180C440 130 500 130 520 96C530 150 540 160 524 190Z', ball(s, light(d.colour, 0.15)))
  gloss(s, 380, 330, 20, 46, 30, 0.5)
  motif(s, d.motif, 700, 720, 96, d.second)
}

const bar: Drawer = (s, d) => {
  shadow(s, 480, 820, 240, 32)
  for (const [x, y, turn, front] of [
    [600, 420, 16, false],
    [390, 440, -10, true],
  ] as const)
    s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      s.rect(
        -30,
        220,
        60,
        190,
        30,
        s.linear([
          [0, '#d9b27a'],
          [0.4, '#f6dcae'],
          [1, '#c69a5e'],
        ]),
      )
      s.path(
        'M-140 250V-150C-140 -330 140 -330 140 -150V250Q140 270 120 270H-120Q-140 270 -140 250Z',
        s.linear([
          [0, dark(d.colour, 0.2)],
          [0.25, light(d.colour, 0.35)],
          [0.6, d.colour],
          [1, dark(d.colour, 0.25)],
        ]),
      )
      for (let i = 0; i < 22; i++)
        s.ellipse(
          -110 + ((i * 61) % 220),
          -220 + ((i * 83) % 460),
          9,
          6,
          front ? light(d.second, 0.25) : d.second,
          { transform: `rotate(${(i * 50) % 180} ${-110 + ((i * 61) % 220)} ${-220 + ((i * 83) % 460)})` },
        )
      gloss(s, -86, -60, 16, 150, 2, 0.4)
    })
  motif(s, d.motif, 700, 730, 90, d.second)
}

const tub: Drawer = (s, d) => {
  shadow(s, 480, 808, 270, 36)
  turned(
    s,
    480,
    [
      [380, 236],
      [780, 196],
      [802, 186],
    ],
    d.colour,
    0.4,
    0.07,
  )
  for (const [x, y, k] of [
    [360, 330, 112],
    [600, 330, 112],
    [480, 270, 124],
  ] as const)
    s.ellipse(x, y, k, k * 0.9, ball(s, light(d.second, 0.55)))
  s.path(
    'M238 372Q480 430 722 372L718 420Q480 474 242 420Z',
    s.linear([
      [0, dark(d.colour, 0.1)],
      [0.3, light(d.colour, 0.5)],
      [1, dark(d.colour, 0.2)],
    ]),
  )
  print(s, d, { cx: 480, top: 446, width: 350, height: 340, ground: d.colour })
  motif(s, d.motif, 640, 250, 60, d.second)
}

/** Slices of sausage and leaves of basil. */
const toppings: Drawer = (s) => {
  for (const [x, y] of [
    [380, 430],
    [520, 400],
    [630, 470],
    [450, 530],
    [580, 560],
    [350, 520],
    [490, 470],
  ] as const) {
    s.ellipse(x, y, 42, 26, '#a8322a')
    s.ellipse(
      x,
      y - 4,
      40,
      24,
      s.radial([
        [0, '#e8705a'],
        [1, '#c94438'],
      ]),
    )
  }
  for (let i = 0; i < 14; i++)
    s.path(
      `M${290 + ((i * 89) % 400)} ${400 + ((i * 47) % 170)}q14 -14 30 0q-10 16 -30 0Z`,
      i % 2 ? '#5a9a3c' : '#3f8030',
    )
}

const pizza: Drawer = (s, d) => {
  shadow(s, 480, 800, 380, 46)
  box(s, 110, 690, 660, 100, 110, d.colour)
  letter(s, `${d.label.brand} ${d.label.name}`, 440, 742, 54, '#ffffff', { maxWidth: 600 })
  s.ellipse(490, 500, 330, 190, '#b9772f')
  s.ellipse(
    490,
    482,
    330,
    190,
    s.radial([
      [0, '#f0b765'],
      [0.8, '#e0a04c'],
      [1, '#bd7a30'],
    ]),
  )
  s.ellipse(
    490,
    480,
    284,
    156,
    s.radial([
      [0, '#ffe08a'],
      [0.7, '#f9c552'],
      [1, '#e2602e'],
    ]),
  )
  toppings(s, d)
}

export const ices: Record<string, Drawer> = {
  icecream_cone: cone,
  icecream_bar: bar,
  icecream_tub: tub,
  pizza,
}
