import { light } from '../colour.js'
import { shadow, tray } from '../solids.js'
import * as fruit from '../units-fruit.js'
import * as veg from '../units-vegetable.js'
import type { Unit } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

type Place = readonly [x: number, y: number, r: number]

const arrangements: Record<string, readonly Place[]> = {
  trio: [
    [480, 420, 170],
    [310, 610, 180],
    [650, 615, 180],
  ],
  pair: [
    [360, 500, 215],
    [640, 590, 215],
  ],
  one: [[480, 520, 280]],
  many: [
    [350, 400, 112],
    [590, 390, 116],
    [240, 560, 118],
    [470, 540, 124],
    [710, 555, 120],
    [350, 690, 122],
    [600, 695, 126],
  ],
  tall: [
    [330, 520, 215],
    [500, 490, 225],
    [660, 540, 210],
  ],
  cross: [
    [470, 420, 220],
    [500, 640, 240],
  ],
}

function piled(unit: Unit, usual: keyof typeof arrangements, front?: Unit): Drawer {
  return (s, d) => {
    const places = arrangements[d.shape] ?? arrangements[usual]!
    for (const [x, y, r] of places) shadow(s, x + 10, y + r * 0.96, r * 1.02, r * 0.2, 0.26)
    const turn = d.random.int(-4, 4)
    s.group(`rotate(${turn} 480 560)`, () => {
      for (const [x, y, r] of places) unit(s, x, y, r, d.colour)
    })
    if (front) {
      shadow(s, 640, 806, 150, 24, 0.3)
      front(s, 640, 670, 138, d.second)
    }
  }
}

/** A bowl heaped with small fruit. */
function bowl(unit: Unit): Drawer {
  return (s, d) => {
    shadow(s, 480, 812, 300, 40)
    const places: Place[] = [
      [330, 430, 84],
      [480, 390, 90],
      [630, 432, 84],
      [260, 520, 84],
      [400, 510, 92],
      [560, 506, 92],
      [700, 520, 84],
      [340, 580, 84],
      [480, 585, 88],
      [620, 580, 84],
    ]
    for (const [x, y, r] of places) unit(s, x, y, r, d.colour)
    const bowlColour = d.second
    s.path(
      'M170 560C180 740 300 806 480 806C660 806 780 740 790 560C700 620 260 620 170 560Z',
      s.linear([
        [0, light(bowlColour, 0.15)],
        [0.3, light(bowlColour, 0.65)],
        [0.65, bowlColour],
        [1, bowlColour],
      ]),
    )
    s.path(
      'M170 560C260 620 700 620 790 560C792 572 790 584 788 590C690 644 270 644 172 590C170 580 168 570 170 560Z',
      '#ffffff',
      { opacity: 0.4 },
    )
  }
}

const banana: Drawer = (s, d) => {
  shadow(s, 480, 760, 320, 40)
  const c = d.colour
  const one = (turn: number, shade: number) =>
    s.group(`rotate(${turn} 700 250)`, () => {
      s.path(
        'M690 236C700 400 640 560 470 640C380 682 280 690 216 664C196 656 200 632 222 628C330 610 430 560 500 470C560 392 590 320 606 244Z',
        s.linear(
          [
            [0, light(c, 0.3 - shade)],
            [0.5, c],
            [1, '#c98f1c'],
          ],
          [0.2, 0, 0.7, 1],
        ),
      )
      s.path(
        'M652 250C650 390 590 520 450 604C370 648 290 664 220 660C300 650 390 622 460 566C560 486 606 380 628 248Z',
        '#fff6bf',
        { opacity: 0.5 - shade },
      )
      s.path('M216 664C196 656 200 632 222 628C232 640 230 656 216 664Z', '#5b4323')
    })
  one(-26, 0.1)
  one(-10, 0.04)
  one(8, 0)
  s.path(
    'M596 262C600 220 620 190 650 176L690 168C712 172 716 200 706 250C676 290 620 292 596 262Z',
    s.linear(
      [
        [0, '#d9b23a'],
        [1, '#8a7a2a'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M646 176L690 166L698 184L652 196Z', '#5b4323')
}

const leafShapes: Record<string, (s: Parameters<Drawer>[0], c: string, pale: string) => void> = {
  bokchoy(s, c, pale) {
    for (const [turn, k] of [
      [-26, 1],
      [26, 1],
      [-12, 1.08],
      [12, 1.08],
      [0, 1.12],
    ] as const)
      s.group(`translate(480 770) rotate(${turn}) scale(${k})`, () => {
        s.path(
          'M-44 -10C-70 -120 -40 -240 -30 -300C-130 -330 -150 -470 0 -520C150 -470 130 -330 30 -300C40 -240 70 -120 44 -10C20 16 -20 16 -44 -10Z',
          s.linear(
            [
              [0, light(c, 0.2)],
              [0.45, c],
              [0.6, pale],
              [1, '#fbfff0'],
            ],
            [0, 0, 0, 1],
          ),
        )
        s.line(
          'M0 -60C-4 -200 0 -300 0 -480M0 -330L-60 -390M0 -330L60 -390M0 -400L-44 -446M0 -400L44 -446',
          light(c, 0.65),
          7,
          0.7,
        )
      })
  },
  spinach(s, c) {
    for (const [turn, k] of [
      [-44, 0.9],
      [44, 0.9],
      [-24, 1],
      [24, 1],
      [-8, 1.1],
      [10, 1.05],
    ] as const)
      s.group(`translate(480 790) rotate(${turn}) scale(${k})`, () => {
        s.path(
          'M-10 0C-12 -120 -8 -200 -6 -260C-120 -250 -130 -340 -80 -390C-60 -470 -20 -520 0 -540C20 -520 60 -470 80 -390C130 -340 120 -250 6 -260C8 -200 12 -120 10 0Z',
          s.linear(
            [
              [0, light(c, 0.22)],
              [0.6, c],
              [1, light(c, 0.4)],
            ],
            [0, 0, 0, 1],
          ),
        )
        s.line(
          'M0 -20V-500M0 -320L-56 -370M0 -320L56 -370M0 -400L-36 -440M0 -400L36 -440',
          light(c, 0.5),
          6,
          0.7,
        )
      })
    s.rect(
      408,
      660,
      144,
      34,
      14,
      s.linear([
        [0, '#d9534f'],
        [0.4, '#f28a80'],
        [1, '#b8403c'],
      ]),
    )
  },
  lettuce(s, c) {
    for (let ring = 0; ring < 3; ring++)
      for (let i = 0; i < 9 - ring * 2; i++) {
        const turn = (i - (8 - ring * 2) / 2) * (24 - ring * 2)
        s.group(`translate(480 740) rotate(${turn}) scale(${1 - ring * 0.2})`, () => {
          s.path(
            'M-26 0C-110 -150 -150 -260 -104 -340C-116 -390 -64 -400 -50 -440C-20 -420 20 -420 50 -440C64 -400 116 -390 104 -340C150 -260 110 -150 26 0Z',
            s.linear(
              [
                [0, light(c, 0.15 + ring * 0.16)],
                [0.7, light(c, ring * 0.2)],
                [1, light(c, 0.6)],
              ],
              [0, 0, 0, 1],
            ),
            { stroke: light(c, 0.5), width: 5 },
          )
          s.line(
            'M0 -30V-380M0 -180L-50 -250M0 -180L50 -250M0 -280L-40 -330M0 -280L40 -330',
            light(c, 0.7),
            6,
            0.6,
          )
        })
      }
  },
  bunch(s, c, pale) {
    for (let i = 0; i < 15; i++) {
      const turn = (i - 7) * 4.6
      s.group(`translate(480 800) rotate(${turn})`, () => {
        s.path(
          `M-8 0L-5 -${420 + ((i * 53) % 130)}L5 -${420 + ((i * 53) % 130)}L8 0Z`,
          s.linear(
            [
              [0, c],
              [0.62, light(c, 0.25)],
              [0.75, pale],
              [1, '#ffffff'],
            ],
            [0, 0, 0, 1],
          ),
        )
        for (let j = 0; j < 3; j++)
          fruit.leaf(s, 0, -300 - j * 80 - ((i * 29) % 50), 92, j % 2 ? -50 : -128, c)
      })
    }
    s.rect(
      400,
      610,
      160,
      30,
      12,
      s.linear([
        [0, '#7b5bb0'],
        [0.4, '#b79be0'],
        [1, '#63468f'],
      ]),
    )
  },
  scallion(s, c, pale) {
    for (let i = 0; i < 9; i++) {
      const turn = (i - 4) * 5
      s.group(`translate(480 800) rotate(${turn})`, () => {
        s.path(
          'M-16 0C-22 -40 -14 -80 -12 -160L-9 -600Q0 -640 9 -600L12 -160C14 -80 22 -40 16 0Q0 20 -16 0Z',
          s.linear(
            [
              [0, light(c, 0.1)],
              [0.6, light(c, 0.2)],
              [0.74, pale],
              [0.9, '#ffffff'],
              [1, '#efe6d0'],
            ],
            [0, 0, 0, 1],
          ),
        )
        s.line('M-6 8l-8 22M0 12v22M6 8l8 22', '#c9b48a', 4)
      })
    }
    s.rect(
      376,
      560,
      208,
      30,
      12,
      s.linear([
        [0, '#d9534f'],
        [0.4, '#f28a80'],
        [1, '#b8403c'],
      ]),
    )
  },
}

const leafy: Drawer = (s, d) => {
  shadow(s, 480, 806, 260, 38)
  const drawLeaves = leafShapes[d.shape] ?? leafShapes.bokchoy!
  drawLeaves(s, d.colour, light(d.colour, 0.7))
}

/** Thin white mushrooms in a bundle. */
const enoki: Drawer = (s, d) => {
  shadow(s, 480, 806, 230, 36)
  for (let i = 0; i < 34; i++) {
    const turn = (((i * 37) % 34) - 16.5) * 1.5
    const h = 430 + ((i * 61) % 110)
    s.group(`translate(${480 + (((i * 23) % 34) - 17) * 4} 800) rotate(${turn})`, () => {
      s.rect(
        -7,
        -h,
        14,
        h,
        7,
        s.linear([
          [0, '#d9c9a4'],
          [0.4, '#fffdf4'],
          [1, '#d0bd92'],
        ]),
      )
      s.ellipse(
        0,
        -h,
        23,
        18,
        s.radial([
          [0, '#ffffff'],
          [0.6, light(d.colour, 0.4)],
          [1, d.colour],
        ]),
      )
    })
  }
  s.path(
    'M360 720Q480 760 600 720L590 806Q480 830 370 806Z',
    s.linear([
      [0, '#bca26c'],
      [0.35, '#efe0b8'],
      [1, '#a98f5c'],
    ]),
  )
}

/** Small goods on a punnet. */
const punnet =
  (unit: Unit): Drawer =>
  (s, d) => {
    tray(s, 480, 640, 330, 120, '#e9eef2')
    const rows: Place[] = [
      [300, 520, 92],
      [430, 480, 96],
      [565, 486, 96],
      [680, 530, 90],
      [250, 620, 92],
      [380, 600, 98],
      [520, 606, 100],
      [650, 620, 96],
      [320, 680, 88],
      [460, 700, 92],
      [600, 692, 90],
    ]
    for (const [x, y, r] of rows) unit(s, x, y, r, d.colour)
    s.path('M150 640C220 560 280 420 330 380C300 500 260 620 240 720Z', '#ffffff', { opacity: 0.22 })
  }

export const produce: Record<string, Drawer> = {
  apple: piled(fruit.apple, 'trio'),
  pear: piled(fruit.pear, 'trio'),
  banana,
  orange: piled(fruit.citrus, 'trio', fruit.citrusHalf),
  peach: piled(fruit.peach, 'trio'),
  cherry: bowl(fruit.cherry),
  strawberry: punnet(fruit.strawberry),
  blueberry: bowl(fruit.blueberry),
  grape: piled(fruit.grape, 'one'),
  mango: piled(fruit.mango, 'pair'),
  kiwi: piled(fruit.kiwi, 'trio'),
  pineapple: piled(fruit.pineapple, 'one'),
  dragonfruit: piled(fruit.dragonfruit, 'pair'),
  avocado: piled(fruit.avocado, 'pair'),
  melon: piled(fruit.melon, 'one', fruit.melonSlice),
  netmelon: piled(fruit.netmelon, 'one', fruit.melonSlice),
  lychee: bowl(fruit.lychee),
  tomato: piled(veg.tomato, 'trio'),
  cherry_tomato: bowl(veg.tomato),
  carrot: piled(veg.carrot, 'tall'),
  radish: piled(veg.radish, 'tall'),
  potato: piled(veg.potato, 'trio'),
  ginger: piled(veg.ginger, 'pair'),
  onion: piled(veg.onion, 'trio'),
  garlic: piled(veg.garlic, 'trio'),
  cucumber: piled(veg.cucumber, 'cross'),
  eggplant: piled(veg.eggplant, 'cross'),
  pepper: piled(veg.pepper, 'trio'),
  chili: piled(veg.chili, 'many'),
  corn: piled(veg.corn, 'tall'),
  pumpkin: piled(veg.pumpkin, 'one'),
  mushroom: piled(veg.mushroom, 'many'),
  broccoli: piled(veg.broccoli, 'one'),
  cabbage: piled(veg.cabbage, 'one'),
  lotus: piled(veg.lotus, 'trio'),
  bean: piled(veg.bean, 'pair'),
  leafy,
  enoki,
}
