/** Small drawings that tell on a label what is inside the pack. */
import { dark, light } from './colour.js'
import type { Scene } from './scene.js'
import * as fruit from './units-fruit.js'
import * as veg from './units-vegetable.js'
import type { Unit } from './units-fruit.js'

const at = (s: Scene, x: number, y: number, r: number, draw: () => void) =>
  s.group(`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(r / 100).toFixed(3)})`, draw)

const tinted =
  (unit: Unit, colour: string): Unit =>
  (s, x, y, r) =>
    unit(s, x, y, r, colour)

const wheat: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    for (const turn of [-24, 0, 24])
      s.group(`rotate(${turn} 0 100)`, () => {
        s.line('M0 100V-40', '#b9862b', 7)
        for (let i = 0; i < 5; i++)
          for (const side of [-1, 1])
            s.ellipse(
              0,
              0,
              11,
              24,
              s.linear([
                [0, '#f6d77a'],
                [1, '#d69c2f'],
              ]),
              { transform: `translate(${side * 15} ${-60 + i * 26}) rotate(${side * 28})` },
            )
        s.ellipse(0, -84, 11, 24, '#f0c85e')
      })
  })

const drop: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 -98C30 -50 70 -10 70 34C70 76 38 100 0 100C-38 100 -70 76 -70 34C-70 -10 -30 -50 0 -98Z',
      s.linear(
        [
          [0, light(colour, 0.6)],
          [1, colour],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.path('M-40 30C-40 60 -20 76 0 78', 'none', { stroke: '#ffffff', width: 10, opacity: 0.7 })
  })

const splash: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.path(
      'M-100 40C-80 10 -70 -50 -52 -50C-38 -50 -40 0 -26 6C-12 10 -16 -90 4 -92C22 -92 16 4 32 6C44 6 46 -44 60 -42C76 -40 76 14 100 40C70 92 -70 92 -100 40Z',
      s.linear(
        [
          [0, '#ffffff'],
          [1, '#dfeefa'],
        ],
        [0, 0, 0, 1],
      ),
      { stroke: '#c5dcf0', width: 4 },
    )
    s.ellipse(-70, -76, 10, 12, '#ffffff', { stroke: '#c5dcf0', width: 3 })
    s.ellipse(44, -82, 9, 11, '#ffffff', { stroke: '#c5dcf0', width: 3 })
  })

const cocoa: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.group('rotate(-16)', () => {
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 2; j++) {
          s.rect(-96 + i * 64, -64 + j * 64, 60, 60, 9, '#4a2a1c')
          s.rect(
            -96 + i * 64,
            -64 + j * 64,
            60,
            52,
            9,
            s.linear(
              [
                [0, '#9a6242'],
                [1, '#6b3d26'],
              ],
              [0, 0, 1, 1],
            ),
          )
          s.rect(-84 + i * 64, -54 + j * 64, 36, 30, 6, '#ffffff', { opacity: 0.14 })
        }
    })
  })

const coffee: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    for (const [cx, cy, turn] of [
      [-44, 26, -30],
      [46, 34, 24],
      [2, -42, 70],
    ] as const)
      s.group(`translate(${cx} ${cy}) rotate(${turn})`, () => {
        s.ellipse(
          0,
          0,
          40,
          56,
          s.radial([
            [0, '#a9744c'],
            [0.6, '#6b3f24'],
            [1, '#3c2012'],
          ]),
        )
        s.path('M0 -54C-22 -18 22 18 0 54', 'none', { stroke: '#2c160b', width: 8 })
      })
  })

const teaLeaf: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.group('rotate(-90)', () => {
      fruit.leaf(s, -90, 0, 180, 0, colour)
      fruit.leaf(s, -80, 0, 130, 38, light(colour, 0.1))
      fruit.leaf(s, -80, 0, 130, -38, dark(colour, 0.08))
    })
  })

const nut: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const [cx, cy, turn] of [
      [-44, 30, -24],
      [50, 30, 28],
      [0, -36, 4],
    ] as const)
      s.group(`translate(${cx} ${cy}) rotate(${turn})`, () => {
        s.path(
          'M0 -58C40 -40 46 30 0 56C-46 30 -40 -40 0 -58Z',
          s.linear([
            [0, light(colour, 0.35)],
            [0.5, colour],
            [1, dark(colour, 0.3)],
          ]),
        )
        s.line('M-12 -24Q-22 4 -10 32M12 -24Q22 4 10 32', dark(colour, 0.4), 4, 0.5)
      })
  })

const peanut: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    for (const turn of [-40, 34])
      s.group(`rotate(${turn})`, () => {
        s.path(
          'M0 -100C44 -100 50 -50 30 -16C30 -4 46 20 46 50C46 90 -46 90 -46 50C-46 20 -30 -4 -30 -16C-50 -50 -44 -100 0 -100Z',
          s.linear([
            [0, '#f2d29a'],
            [0.5, '#dcae68'],
            [1, '#b07f3e'],
          ]),
        )
        s.line('M-16 -70V60M14 -70V60M-30 -50H30M-34 40H34', '#b07f3e', 4, 0.5)
      })
  })

const pot: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-100 -10C-96 60 -60 92 0 92C60 92 96 60 100 -10Z',
      s.linear([
        [0, light(colour, 0.3)],
        [0.6, colour],
        [1, dark(colour, 0.25)],
      ]),
    )
    s.ellipse(0, -10, 100, 24, '#ffe7bd')
    s.ellipse(0, -8, 86, 17, '#e8a24c')
    for (let i = 0; i < 5; i++)
      s.path(`M${-60 + i * 24} -8q12 -16 24 0t24 0`, 'none', { stroke: '#fff2cf', width: 8 })
    s.ellipse(30, -12, 20, 9, '#fff')
    s.ellipse(30, -12, 9, 5, '#f6b52f')
    s.line('M-30 -50q-14 -20 0 -40M10 -50q-14 -20 0 -40', '#ffffff', 7, 0.8)
  })

const dumpling: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.path(
      'M-100 44C-90 -40 -40 -70 0 -70C40 -70 90 -40 100 44C60 70 -60 70 -100 44Z',
      s.linear(
        [
          [0, '#ffffff'],
          [1, '#e8d9bd'],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.path('M-78 0q14 -30 30 -4q10 -34 30 -8q14 -32 32 0q20 -24 30 4q16 -22 32 10', 'none', {
      stroke: '#cdb992',
      width: 7,
    })
    s.line('M-70 40Q0 58 70 40', '#d6c39c', 5)
  })

const bone: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.group('rotate(-28)', () =>
      s.path(
        'M-62 -20H62C58 -60 108 -60 100 -22C124 -6 116 40 84 34C76 50 62 42 62 22H-62C-58 60 -108 60 -100 24C-124 6 -116 -40 -84 -34C-76 -50 -60 -44 -62 -20Z',
        s.linear(
          [
            [0, '#ffffff'],
            [1, light(colour, 0.7)],
          ],
          [0, 0, 0, 1],
        ),
      ),
    )
  })

const face =
  (ears: 'cat' | 'dog'): Unit =>
  (s, x, y, r, colour) =>
    at(s, x, y, r, () => {
      const fur = ears === 'cat' ? '#f2a65a' : '#c58f5c'
      if (ears === 'cat') s.path('M-84 -20L-76 -100L-20 -66ZM84 -20L76 -100L20 -66Z', fur)
      s.ellipse(
        0,
        10,
        92,
        82,
        s.radial([
          [0, light(fur, 0.4)],
          [0.7, fur],
          [1, dark(fur, 0.16)],
        ]),
      )
      if (ears === 'dog')
        s.path(
          'M-70 -60C-120 -70 -120 20 -92 50C-70 50 -64 0 -54 -40ZM70 -60C120 -70 120 20 92 50C70 50 64 0 54 -40Z',
          dark(fur, 0.4),
        )
      s.ellipse(0, 42, 44, 34, '#fff5e6')
      s.ellipse(-36, -2, 10, 13, '#2a1c18')
      s.ellipse(36, -2, 10, 13, '#2a1c18')
      s.ellipse(-33, -6, 4, 4, '#ffffff')
      s.ellipse(39, -6, 4, 4, '#ffffff')
      s.path('M-14 24H14L0 40Z', ears === 'cat' ? '#e2707a' : '#3a2420')
      s.line('M0 40Q-12 58 -26 50M0 40Q12 58 26 50', '#3a2420', 5)
      if (ears === 'cat')
        s.line('M-60 30L-104 22M-60 42L-104 50M60 30L104 22M60 42L104 50', dark(colour, 0.3), 4, 0.6)
    })

const baby: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.ellipse(-86, 10, 18, 22, '#f7cba8')
    s.ellipse(86, 10, 18, 22, '#f7cba8')
    s.ellipse(
      0,
      4,
      88,
      86,
      s.radial([
        [0, '#fff0e0'],
        [0.7, '#fcdcc0'],
        [1, '#f0bf98'],
      ]),
    )
    s.path('M-14 -78C-30 -104 20 -112 18 -88C16 -72 -2 -72 0 -84', 'none', { stroke: '#7a4a2a', width: 8 })
    s.ellipse(-34, 0, 9, 11, '#3a2420')
    s.ellipse(34, 0, 9, 11, '#3a2420')
    s.ellipse(-54, 30, 17, 11, '#f59a92', { opacity: 0.6 })
    s.ellipse(54, 30, 17, 11, '#f59a92', { opacity: 0.6 })
    s.path('M-26 34Q0 66 26 34Q0 44 -26 34Z', '#d8545c')
  })

const flower: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (let i = 0; i < 6; i++)
      s.group(`rotate(${i * 60})`, () =>
        s.path(
          'M0 0C-40 -40 -36 -96 0 -98C36 -96 40 -40 0 0Z',
          s.linear(
            [
              [0, light(colour, 0.6)],
              [1, colour],
            ],
            [0, 0, 0, 1],
          ),
        ),
      )
    s.ellipse(0, 0, 24, 24, '#ffd45e')
  })

const snow: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    for (let i = 0; i < 6; i++)
      s.group(`rotate(${i * 60})`, () =>
        s.line('M0 0V-94M0 -56L-22 -78M0 -56L22 -78M0 -28L-16 -44M0 -28L16 -44', '#ffffff', 11),
      )
  })

const bubbles: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const [cx, cy, k] of [
      [-40, 20, 56],
      [46, 34, 40],
      [20, -46, 44],
      [-56, -62, 24],
      [78, -40, 18],
    ] as const) {
      s.ellipse(
        cx,
        cy,
        k,
        k,
        s.radial([
          [0, '#ffffff', 0.95],
          [0.7, light(colour, 0.75), 0.55],
          [1, light(colour, 0.3), 0.9],
        ]),
      )
      fruit.gloss(s, cx - k * 0.4, cy - k * 0.4, k * 0.24, k * 0.12, -40, 0.95)
    }
  })

const star: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () =>
    s.path(
      'M0 -100L28 -36L96 -30L44 14L60 82L0 46L-60 82L-44 14L-96 -30L-28 -36Z',
      s.linear(
        [
          [0, light(colour, 0.5)],
          [1, colour],
        ],
        [0, 0, 0, 1],
      ),
    ),
  )

const mountain: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-120 70L-50 -50L-10 10L40 -90L120 70Z',
      s.linear(
        [
          [0, light(colour, 0.35)],
          [1, colour],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.path('M40 -90L12 -30L34 -42L52 -22L66 -40ZM-50 -50L-70 -14L-52 -22L-38 -10L-30 -20Z', '#ffffff')
    s.path('M-110 88Q-70 70 -30 88T50 88T120 84', 'none', { stroke: light(colour, 0.4), width: 9 })
  })

const cheese: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path('M-100 10L60 -70C90 -60 104 -30 102 0L-100 30Z', light(colour, 0.35))
    s.path(
      'M-100 20L102 -4V76L-100 84Z',
      s.linear([
        [0, colour],
        [1, dark(colour, 0.12)],
      ]),
    )
    for (const [cx, cy, k] of [
      [-50, 52, 15],
      [10, 34, 20],
      [64, 52, 13],
      [40, -34, 13],
    ] as const)
      s.ellipse(cx, cy, k, k * 0.86, dark(colour, 0.25), { opacity: 0.6 })
  })

const honey: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    for (const [cx, cy] of [
      [0, -48],
      [-46, 30],
      [46, 30],
    ] as const)
      s.path(
        `M${cx} ${cy - 54}L${cx + 46} ${cy - 27}V${cy + 27}L${cx} ${cy + 54}L${cx - 46} ${cy + 27}V${cy - 27}Z`,
        s.linear(
          [
            [0, '#ffdc7a'],
            [1, '#e89c22'],
          ],
          [0, 0, 0, 1],
        ),
        { stroke: '#fff1c4', width: 6 },
      )
  })

const egg: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.path(
      'M-90 10C-100 -60 -30 -100 20 -80C90 -80 120 -10 84 40C60 100 -20 90 -46 72C-80 66 -90 40 -90 10Z',
      '#ffffff',
    )
    s.ellipse(
      4,
      0,
      46,
      42,
      s.radial([
        [0, '#ffe07a'],
        [0.7, '#f9b52c'],
        [1, '#ea9618'],
      ]),
    )
    fruit.gloss(s, -10, -16, 12, 7, -30, 0.8)
  })

const meat: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path('M-96 0C-96 -60 -20 -90 40 -70C100 -50 110 30 60 60C10 92 -96 80 -96 0Z', '#ffeadb')
    s.path(
      'M-80 0C-80 -48 -16 -74 36 -56C86 -40 94 24 50 48C8 74 -80 62 -80 0Z',
      s.radial([
        [0, light(colour, 0.25)],
        [1, colour],
      ]),
    )
    s.path('M-50 0q20 -20 40 0t44 -6M-30 30q20 -14 40 0t40 -6', 'none', {
      stroke: '#ffeadb',
      width: 8,
      opacity: 0.8,
    })
  })

const fish: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-100 0C-60 -60 20 -64 60 -14L104 -50C96 -16 96 16 104 50L60 14C20 64 -60 60 -100 0Z',
      s.linear(
        [
          [0, dark(colour, 0.1)],
          [1, light(colour, 0.5)],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.ellipse(-58, -8, 9, 9, '#ffffff')
    s.ellipse(-58, -8, 5, 5, '#222')
    s.path('M-26 -34Q-8 0 -26 34', 'none', { stroke: '#ffffff', width: 6, opacity: 0.6 })
  })

const rice: Unit = (s, x, y, r) =>
  at(s, x, y, r, () => {
    s.path(
      'M-90 10C-80 -60 -40 -86 0 -86C40 -86 80 -60 90 10Z',
      s.linear(
        [
          [0, '#ffffff'],
          [1, '#efe9da'],
        ],
        [0, 0, 0, 1],
      ),
    )
    for (let i = 0; i < 20; i++)
      s.ellipse(-60 + ((i * 41) % 120), -56 + ((i * 29) % 60), 8, 4, '#ffffff', {
        stroke: '#dfd6c0',
        width: 2,
        transform: `rotate(${((i * 37) % 90) - 45} ${-60 + ((i * 41) % 120)} ${-56 + ((i * 29) % 60)})`,
      })
    s.path(
      'M-104 6H104C98 64 60 92 0 92C-60 92 -98 64 -104 6Z',
      s.linear([
        [0, '#4a6fb0'],
        [0.4, '#7fa2dc'],
        [1, '#3a5a94'],
      ]),
    )
  })

const units: Record<string, Unit> = {
  apple: tinted(fruit.apple, '#d8362f'),
  pear: tinted(fruit.pear, '#c9c24e'),
  orange: tinted(fruit.citrusHalf, '#f59a23'),
  lemon: tinted(fruit.citrusHalf, '#f4d03a'),
  lime: tinted(fruit.citrusHalf, '#8fc73e'),
  grapefruit: tinted(fruit.citrusHalf, '#ee6a5a'),
  peach: tinted(fruit.peach, '#f08a8a'),
  cherry: tinted(fruit.cherry, '#b8122f'),
  strawberry: tinted(fruit.strawberry, '#e0323f'),
  blueberry: tinted(fruit.blueberry, '#3f57a6'),
  grape: tinted(fruit.grape, '#7a3f98'),
  mango: tinted(fruit.mango, '#f7b32b'),
  pineapple: tinted(fruit.pineapple, '#f0b93a'),
  lychee: tinted(fruit.lychee, '#d84a5a'),
  melon: tinted(fruit.melonSlice, '#ee4b4b'),
  avocado: tinted(fruit.avocado, '#5f8a35'),
  tomato: tinted(veg.tomato, '#e0412f'),
  carrot: tinted(veg.carrot, '#f0862b'),
  potato: tinted(veg.potato, '#d9ae6a'),
  corn: tinted(veg.corn, '#f6c630'),
  chili: tinted(veg.chili, '#d92b26'),
  cucumber: tinted(veg.cucumber, '#5aa545'),
  onion: tinted(veg.onion, '#b86a9a'),
  garlic: tinted(veg.garlic, '#f0e6d8'),
  mushroom: tinted(veg.mushroom, '#a8744a'),
  cabbage: tinted(veg.cabbage, '#7fbf55'),
  pumpkin: tinted(veg.pumpkin, '#f08a2b'),
  bean: tinted(veg.bean, '#6fae45'),
  ginger: tinted(veg.ginger, '#d9b06a'),
  wheat,
  drop,
  splash,
  cocoa,
  coffee,
  peanut,
  pot,
  dumpling,
  bone,
  baby,
  flower,
  snow,
  bubbles,
  star,
  mountain,
  honey,
  egg,
  meat,
  fish,
  rice,
  tea: tinted(teaLeaf, '#5a9a3c'),
  leaf: tinted(teaLeaf, '#5a9a3c'),
  jasmine: tinted(flower, '#f4f0dc'),
  rose: tinted(flower, '#e8708a'),
  lavender: tinted(flower, '#9a7fd0'),
  osmanthus: tinted(flower, '#f2b632'),
  nut: tinted(nut, '#b9793f'),
  almond: tinted(nut, '#c98a4a'),
  cheese: tinted(cheese, '#f6c445'),
  cat: face('cat'),
  dog: face('dog'),
  shrimp: tinted(fish, '#ee7a55'),
  beef: tinted(meat, '#b8323a'),
  chicken: tinted(meat, '#e8a86a'),
  salmon: tinted(fish, '#f2805a'),
}

export const motifNames = Object.keys(units)

/** Draws a named small drawing around (x, y) with radius r; names are in `motifNames`. */
export function motif(s: Scene, name: string, x: number, y: number, r: number, colour: string): void {
  units[name]?.(s, x, y, r, colour)
}
