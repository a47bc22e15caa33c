/** Single fruits, drawn around (x, y) with radius r; also used as small drawings on labels. */
import { dark, light, mix } from './colour.js'
import type { Scene } from './scene.js'

export type Unit = (s: Scene, x: number, y: number, r: number, colour: string) => void

const at = (s: Scene, x: number, y: number, r: number, draw: () => void) =>
  s.group(`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(r / 100).toFixed(3)})`, draw)

/** Fill of a ball, lit from the upper left. */
export const ball = (s: Scene, colour: string) =>
  s.radial([
    [0, light(colour, 0.5)],
    [0.35, light(colour, 0.12)],
    [0.7, colour],
    [1, dark(colour, 0.3)],
  ])

export const gloss = (s: Scene, x: number, y: number, rx: number, ry: number, turn = -30, opacity = 0.55) =>
  s.ellipse(0, 0, rx, ry, '#ffffff', { opacity, transform: `translate(${x} ${y}) rotate(${turn})` })

export function leaf(s: Scene, x: number, y: number, length: number, turn: number, colour = '#4f9e3a'): void {
  const l = length
  s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
    s.path(
      `M0 0C${l * 0.2} ${-l * 0.42} ${l * 0.75} ${-l * 0.36} ${l} 0C${l * 0.75} ${l * 0.26} ${l * 0.25} ${l * 0.28} 0 0Z`,
      s.linear(
        [
          [0, light(colour, 0.25)],
          [1, dark(colour, 0.25)],
        ],
        [0, 0, 0.6, 1],
      ),
    )
    s.line(`M${l * 0.05} 0Q${l * 0.5} ${-l * 0.08} ${l * 0.92} 0`, light(colour, 0.5), l * 0.03, 0.7)
  })
}

export const apple: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 -72C-30 -98 -98 -88 -98 -10C-98 58 -52 100 -22 98C-10 97 -6 92 0 92C6 92 10 97 22 98C52 100 98 58 98 -10C98 -88 30 -98 0 -72Z',
      ball(s, colour),
    )
    s.path('M-20 60C-30 10 -26 -40 -8 -66C-2 -40 2 30 -4 80Z', mix(colour, '#ffe08a', 0.6), { opacity: 0.22 })
    s.path('M-34 -70C-16 -50 16 -50 34 -70C18 -62 -18 -62 -34 -70Z', dark(colour, 0.5), { opacity: 0.5 })
    s.line('M0 -62C0 -84 6 -100 16 -112', '#6b4326', 9)
    leaf(s, 10, -90, 62, -18)
    gloss(s, -52, -34, 15, 30, 24)
  })

export const pear: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 -96C-34 -96 -42 -62 -50 -28C-58 2 -86 20 -84 52C-82 88 -46 102 0 102C46 102 82 88 84 52C86 20 58 2 50 -28C42 -62 34 -96 0 -96Z',
      ball(s, colour),
    )
    for (let i = 0; i < 26; i++)
      s.ellipse(((i * 47) % 130) - 62, ((i * 31) % 120) - 30, 2.2, 2.2, dark(colour, 0.4), { opacity: 0.35 })
    s.line('M0 -92C2 -108 8 -118 18 -126', '#6b4326', 8)
    gloss(s, -42, 20, 13, 30, 14)
  })

export const citrus: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 4, 99, 95, ball(s, colour))
    for (let i = 0; i < 40; i++) {
      const a = i * 2.4
      const d = 14 * Math.sqrt(i)
      s.ellipse(Math.cos(a) * d, 4 + Math.sin(a) * d, 2.4, 2, dark(colour, 0.45), { opacity: 0.28 })
    }
    s.path('M-16 -82L0 -92L16 -82L6 -76L0 -68L-6 -76Z', '#5d8f34')
    leaf(s, 4, -84, 70, -14)
    gloss(s, -44, -40, 24, 13, -38, 0.5)
  })

export const citrusHalf: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 4, 100, 100, dark(colour, 0.12))
    s.ellipse(0, 0, 98, 97, ball(s, colour))
    s.ellipse(0, 0, 88, 87, light(colour, 0.82))
    for (let i = 0; i < 10; i++) {
      s.group(`rotate(${i * 36})`, () => {
        s.path(
          'M0 -8C-20 -34 -27 -64 -18 -76C-10 -82 10 -82 18 -76C27 -64 20 -34 0 -8Z',
          s.linear(
            [
              [0, light(colour, 0.18)],
              [1, light(colour, 0.45)],
            ],
            [0, 0, 0, 1],
          ),
        )
        s.line('M-7 -66L-4 -46M8 -62L5 -40', '#ffffff', 3, 0.5)
      })
    }
    s.ellipse(0, 0, 8, 8, light(colour, 0.85))
  })

export const peach: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    leaf(s, -6, -70, 84, 196, '#5aa443')
    leaf(s, 6, -72, 84, -20, '#5aa443')
    s.path(
      'M0 -84C-58 -96 -100 -52 -96 6C-92 66 -40 92 0 100C40 92 92 66 96 6C100 -52 58 -96 0 -84Z',
      s.radial(
        [
          [0, light(colour, 0.62)],
          [0.45, mix(colour, '#ffd9a0', 0.35)],
          [0.8, colour],
          [1, dark(colour, 0.2)],
        ],
        0.3,
        0.42,
        0.8,
      ),
    )
    s.path('M0 -84C28 -50 30 40 0 100C16 40 12 -40 0 -84Z', dark(colour, 0.3), { opacity: 0.35 })
    gloss(s, -48, -34, 14, 30, 28, 0.4)
  })

export const cherry: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.line('M-44 20C-40 -40 -10 -80 26 -104M50 34C52 -30 44 -70 26 -104', '#6f9a3c', 6)
    leaf(s, 26, -102, 62, 14)
    for (const [cx, cy] of [
      [-46, 42],
      [50, 54],
    ] as const) {
      s.path(
        `M${cx} ${cy - 42}C${cx - 50} ${cy - 60} ${cx - 62} ${cy + 46} ${cx} ${cy + 48}C${cx + 62} ${cy + 46} ${cx + 50} ${cy - 60} ${cx} ${cy - 42}Z`,
        ball(s, colour),
      )
      gloss(s, cx - 22, cy - 12, 8, 16, 28)
    }
  })

export const strawberry: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 102C-44 84 -88 16 -78 -34C-70 -70 -30 -74 0 -62C30 -74 70 -70 78 -34C88 16 44 84 0 102Z',
      ball(s, colour),
    )
    for (let row = 0; row < 5; row++)
      for (let i = 0; i < 5 - (row > 2 ? row - 2 : 0); i++)
        s.ellipse(
          (i - (4 - (row > 2 ? row - 2 : 0)) / 2) * 30 + (row % 2) * 8,
          -30 + row * 26,
          4,
          6,
          '#ffe39a',
          { opacity: 0.95 },
        )
    s.path(
      'M0 -52C-26 -40 -50 -42 -70 -56C-48 -64 -38 -74 -20 -72C-24 -86 -14 -98 0 -104C14 -98 24 -86 20 -72C38 -74 48 -64 70 -56C50 -42 26 -40 0 -52Z',
      s.linear(
        [
          [0, '#7ac04a'],
          [1, '#3f8a34'],
        ],
        [0, 0, 0, 1],
      ),
    )
    gloss(s, -46, -10, 9, 24, 14, 0.4)
  })

export const blueberry: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    const one = (cx: number, cy: number, k: number) => {
      s.ellipse(cx, cy, k, k, ball(s, colour))
      s.path(
        `M${cx - k * 0.34} ${cy - k * 0.3}l${k * 0.22} ${-k * 0.2}l${k * 0.16} ${k * 0.16}l${k * 0.24} ${-k * 0.14}l0 ${k * 0.3}l${k * 0.16} ${k * 0.2}l${-k * 0.3} ${k * 0.1}l${-k * 0.16} ${k * 0.24}l${-k * 0.2} ${-k * 0.2}l${-k * 0.28} ${-k * 0.06}Z`,
        dark(colour, 0.5),
      )
      gloss(s, cx - k * 0.4, cy - k * 0.5, k * 0.2, k * 0.1, -36, 0.5)
    }
    one(-42, 30, 52)
    one(48, 38, 48)
    one(4, -40, 54)
  })

export const grape: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.line('M0 -86C4 -104 14 -116 26 -124', '#7a5a2e', 8)
    leaf(s, 2, -92, 74, 188, '#5f9f3a')
    const rows = [[-66, -22, 22, 66], [-48, 0, 48], [-72, -26, 26, 72], [-46, 0, 46], [-24, 24], [0]]
    rows.forEach((row, j) =>
      row.forEach((cx) => {
        s.ellipse(cx * 1.02, -62 + j * 33, 30, 31, ball(s, colour))
        gloss(s, cx * 1.02 - 10, -74 + j * 33, 7, 4, -36, 0.65)
      }),
    )
  })

export const mango: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-62 -66C-10 -112 84 -70 96 0C104 58 62 96 14 92C-40 88 -104 56 -100 0C-98 -30 -84 -46 -62 -66Z',
      s.radial([
        [0, light(colour, 0.55)],
        [0.4, colour],
        [0.8, mix(colour, '#f08030', 0.45)],
        [1, dark(mix(colour, '#e06a28', 0.6), 0.2)],
      ]),
    )
    s.path('M60 -58C92 -30 100 30 66 72C84 24 84 -16 60 -58Z', '#e2552e', { opacity: 0.35 })
    s.line('M-64 -68L-74 -86', '#6b4326', 9)
    gloss(s, -46, -24, 13, 34, 44, 0.45)
  })

export const kiwi: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 3, 98, 90, '#7b5a34')
    s.ellipse(
      0,
      0,
      92,
      84,
      s.radial(
        [
          [0, light(colour, 0.75)],
          [0.28, light(colour, 0.5)],
          [0.36, colour],
          [0.8, dark(colour, 0.12)],
          [1, light(colour, 0.3)],
        ],
        0.5,
        0.5,
        0.52,
      ),
    )
    for (let i = 0; i < 24; i++)
      s.group(`rotate(${i * 15})`, () => s.ellipse(0, -36 - (i % 2) * 9, 3.4, 7.5, '#2a1f1a'))
    s.ellipse(0, 0, 21, 18, light(colour, 0.86))
  })

export const pineapple: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const turn of [-52, -26, 26, 52, 0])
      s.group(`translate(0 -44) rotate(${turn})`, () =>
        s.path(
          'M-15 0C-18 -46 -8 -74 2 -92C10 -66 18 -40 15 0Z',
          s.linear(
            [
              [0, '#7cbf5e'],
              [1, '#2f7d3d'],
            ],
            [0, 0, 0, 1],
          ),
        ),
      )
    const d = 'M0 -56C-52 -56 -64 -10 -62 28C-60 76 -36 102 0 102C36 102 60 76 62 28C64 -10 52 -56 0 -56Z'
    s.path(d, ball(s, colour))
    s.clip(d, () => {
      for (let i = -6; i < 8; i++) {
        s.line(`M${-90 + i * 26} -70L${40 + i * 26} 110`, dark(colour, 0.5), 4, 0.4)
        s.line(`M${90 - i * 26} -70L${-40 - i * 26} 110`, dark(colour, 0.5), 4, 0.4)
      }
    })
    gloss(s, -32, -6, 8, 30, 10, 0.35)
  })

export const dragonfruit: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const [px, py, turn] of [
      [-50, -64, -120],
      [0, -84, -90],
      [48, -66, -58],
      [-78, -4, -150],
      [78, -6, -28],
      [-60, 52, 150],
      [62, 50, 26],
    ] as const)
      leaf(s, px * 0.8, py * 0.8, 52, turn, '#9cc45a')
    s.ellipse(0, 4, 82, 92, ball(s, colour))
    s.path('M-40 -20Q-20 -50 0 -16M8 20Q34 -12 54 22M-52 44Q-28 14 -8 48', 'none', {
      stroke: light(colour, 0.4),
      width: 7,
      opacity: 0.6,
    })
    gloss(s, -36, -38, 10, 24, 28, 0.45)
  })

export const avocado: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    const d =
      'M0 -98C-34 -98 -46 -56 -56 -22C-66 8 -84 24 -82 54C-78 92 -42 104 0 104C42 104 78 92 82 54C84 24 66 8 56 -22C46 -56 34 -98 0 -98Z'
    s.path(d, dark(colour, 0.35))
    s.group('scale(0.92)', () =>
      s.path(
        d,
        s.radial(
          [
            [0, '#fbf3b0'],
            [0.6, '#e9eb96'],
            [0.92, '#a9c95a'],
            [1, colour],
          ],
          0.5,
          0.6,
          0.6,
        ),
      ),
    )
    s.ellipse(0, 44, 40, 42, ball(s, '#8a5a34'))
    gloss(s, -14, 28, 8, 14, 34, 0.5)
  })

export const melon: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 4, 100, 94, ball(s, colour))
    s.clip('M-100 4A100 94 0 1 0 100 4A100 94 0 1 0 -100 4Z', () => {
      for (const bend of [-96, -58, -20, 20, 58, 96])
        s.path(`M0 -96Q${bend * 1.5} 0 0 104`, 'none', { stroke: dark(colour, 0.5), width: 15, opacity: 0.5 })
    })
    s.line('M0 -88C-2 -106 8 -112 20 -112', '#7c8a3c', 9)
    gloss(s, -48, -40, 26, 14, -40, 0.4)
  })

export const netmelon: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 4, 104, 84, ball(s, colour))
    s.clip('M-104 4A104 84 0 1 0 104 4A104 84 0 1 0 -104 4Z', () => {
      for (let i = -8; i < 9; i++) {
        s.line(`M${i * 24 - 60} -90Q${i * 24 + 10} 0 ${i * 24 + 50} 100`, light(colour, 0.6), 3.4, 0.65)
        s.line(`M${i * 24 + 60} -90Q${i * 24 - 14} 10 ${i * 24 - 50} 100`, light(colour, 0.6), 3.4, 0.65)
      }
    })
    s.line('M0 -78V-100M-22 -102H22', '#7c8a3c', 10)
  })

export const melonSlice: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path('M-104 -30A104 104 0 0 0 104 -30Z', '#3f8f3e')
    s.path('M-96 -30A96 96 0 0 0 96 -30Z', '#e6f3c8')
    s.path(
      'M-86 -32A86 86 0 0 0 86 -32Z',
      s.linear(
        [
          [0, light(colour, 0.2)],
          [1, dark(colour, 0.06)],
        ],
        [0, 0, 0, 1],
      ),
    )
    for (const [px, py] of [
      [-52, -10],
      [-26, 8],
      [0, -8],
      [26, 10],
      [52, -12],
      [-30, 30],
      [4, 30],
      [34, 30],
    ] as const)
      s.ellipse(px, py, 4, 7, '#2c1a1a')
  })

export const lychee: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 0, 92, 94, ball(s, colour))
    for (let i = 0; i < 46; i++) {
      const a = i * 2.4
      const d = 13 * Math.sqrt(i)
      s.path(`M${Math.cos(a) * d - 8} ${Math.sin(a) * d + 4}l8 -11l8 11Z`, dark(colour, 0.4), {
        opacity: 0.35,
      })
    }
    leaf(s, 0, -84, 60, -30)
    gloss(s, -40, -40, 18, 10, -40, 0.4)
  })
