/** Single vegetables, drawn around (x, y) with radius r; also used as small drawings on labels. */
import { dark, light, mix } from './colour.js'
import { ball, gloss, leaf, type Unit } from './units-fruit.js'
import type { Scene } from './scene.js'

const at = (s: Scene, x: number, y: number, r: number, draw: () => void, turn = 0) =>
  s.group(`translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn}) scale(${(r / 100).toFixed(3)})`, draw)

export const tomato: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 -66C-40 -84 -102 -60 -100 10C-98 66 -50 92 0 92C50 92 98 66 100 10C102 -60 40 -84 0 -66Z',
      ball(s, colour),
    )
    for (let i = 0; i < 5; i++)
      s.group(`translate(0 -62) rotate(${i * 72 - 90})`, () =>
        s.path('M0 -6C18 -14 36 -10 50 2C34 8 16 10 0 6Z', '#4c8f35'),
      )
    s.line('M0 -62C0 -78 6 -86 12 -92', '#4c7f2f', 8)
    gloss(s, -50, -24, 13, 28, 30)
  })

export const carrot: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const turn of [-34, -12, 12, 34])
      s.group(`translate(0 -62) rotate(${turn})`, () =>
        s.path(
          'M-5 0C-24 -28 -16 -46 -22 -66C-4 -60 -4 -72 0 -84C6 -70 6 -60 22 -66C14 -44 24 -28 5 0Z',
          s.linear(
            [
              [0, '#79c04e'],
              [1, '#3c8a35'],
            ],
            [0, 0, 0, 1],
          ),
        ),
      )
    s.path(
      'M-42 -54C-30 -74 30 -74 42 -54C40 10 18 76 0 118C-18 76 -40 10 -42 -54Z',
      s.linear([
        [0, dark(colour, 0.15)],
        [0.28, light(colour, 0.35)],
        [0.6, colour],
        [1, dark(colour, 0.25)],
      ]),
    )
    s.line(
      'M-36 -30Q-20 -24 -6 -30M14 -6Q24 -2 32 -8M-26 18Q-12 24 0 18M4 48Q12 52 20 46',
      dark(colour, 0.4),
      4,
      0.45,
    )
  })

export const radish: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const turn of [-36, -12, 14, 36])
      s.group(`translate(0 -70) rotate(${turn})`, () => leaf(s, 0, 0, 78, -90, '#5fae45'))
    s.path(
      'M-46 -60C-34 -82 34 -82 46 -60C56 20 26 84 0 116C-26 84 -56 20 -46 -60Z',
      s.linear([
        [0, dark(colour, 0.16)],
        [0.3, light(colour, 0.8)],
        [0.65, colour],
        [1, dark(colour, 0.22)],
      ]),
    )
    s.path('M-46 -60C-34 -82 34 -82 46 -60C46 -50 -46 -50 -46 -60Z', '#a9d37f', { opacity: 0.9 })
    s.line('M-38 -10Q-22 -4 -8 -10M10 24Q22 28 30 22', dark(colour, 0.3), 4, 0.35)
  })

export const potato: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-70 -56C-30 -92 50 -80 84 -34C112 8 96 66 44 80C-8 94 -80 84 -98 34C-108 2 -96 -34 -70 -56Z',
      ball(s, colour),
    )
    for (const [px, py] of [
      [-44, -12],
      [8, -40],
      [48, 6],
      [-8, 30],
      [-54, 40],
      [34, 50],
    ] as const)
      s.path(`M${px - 9} ${py}q9 8 18 0`, 'none', { stroke: dark(colour, 0.4), width: 4, opacity: 0.5 })
    gloss(s, -40, -44, 22, 9, -26, 0.35)
  })

export const ginger: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-100 20C-104 -16 -66 -30 -44 -20C-52 -58 -20 -84 6 -66C22 -54 16 -30 18 -18C44 -50 96 -46 100 -8C104 26 66 34 52 32C60 62 34 84 8 72C-6 66 -8 46 -10 40C-36 62 -96 58 -100 20Z',
      ball(s, colour),
    )
    s.line(
      'M-60 -14Q-52 10 -60 34M-12 -50Q4 -44 16 -50M44 -20Q36 2 44 26M-6 50Q10 44 26 52',
      dark(colour, 0.4),
      4,
      0.45,
    )
  })

export const onion: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M0 -104C-8 -82 -26 -70 -52 -58C-92 -38 -102 2 -94 34C-84 76 -40 94 0 96C40 94 84 76 94 34C102 2 92 -38 52 -58C26 -70 8 -82 0 -104Z',
      ball(s, colour),
    )
    for (const bend of [-70, -36, 0, 36, 70])
      s.path(`M0 -84Q${bend * 1.5} 0 ${bend * 0.2} 94`, 'none', {
        stroke: dark(colour, 0.35),
        width: 4,
        opacity: 0.35,
      })
    s.line('M-14 96l-4 12M0 96v14M14 96l4 12', '#a98a5a', 4)
    gloss(s, -50, -14, 11, 30, 22, 0.5)
  })

export const garlic: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-10 -106C-14 -70 -40 -54 -66 -30C-104 4 -96 66 -48 80C-20 88 20 88 48 80C96 66 104 4 66 -30C40 -54 14 -70 12 -106Z',
      s.radial([
        [0, '#ffffff'],
        [0.6, colour],
        [1, dark(colour, 0.25)],
      ]),
    )
    s.path('M0 -70Q-52 10 -26 82M0 -70Q52 10 26 82M0 -70Q-4 10 0 84', 'none', {
      stroke: mix(dark(colour, 0.3), '#a05a8a', 0.4),
      width: 4,
      opacity: 0.5,
    })
  })

export const cucumber: Unit = (s, x, y, r, colour) =>
  at(
    s,
    x,
    y,
    r,
    () => {
      s.path(
        'M-118 -12C-122 -40 -96 -42 -70 -38C-10 -28 60 -30 104 -34C126 -34 128 22 104 28C40 40 -40 40 -92 28C-112 22 -116 8 -118 -12Z',
        s.linear(
          [
            [0, dark(colour, 0.05)],
            [0.3, light(colour, 0.35)],
            [0.6, colour],
            [1, dark(colour, 0.35)],
          ],
          [0, 0, 0, 1],
        ),
      )
      for (let i = 0; i < 14; i++)
        s.ellipse(-90 + i * 14, -10 + ((i * 17) % 34) - 8, 3, 3, light(colour, 0.55), { opacity: 0.7 })
      s.line('M-116 -20L-130 -30', dark(colour, 0.3), 10)
    },
    -24,
  )

export const eggplant: Unit = (s, x, y, r, colour) =>
  at(
    s,
    x,
    y,
    r,
    () => {
      s.path(
        'M-96 -34C-70 -56 -20 -40 30 -36C90 -32 120 4 108 36C96 66 40 66 -10 46C-56 28 -110 8 -96 -34Z',
        s.linear(
          [
            [0, light(colour, 0.45)],
            [0.35, colour],
            [1, dark(colour, 0.45)],
          ],
          [0, 0, 0, 1],
        ),
      )
      s.path(
        'M-70 -56C-96 -66 -116 -48 -114 -22C-112 -4 -96 6 -80 8C-84 -4 -76 -10 -62 -10C-70 -22 -62 -30 -48 -34C-62 -40 -66 -46 -70 -56Z',
        '#5c9a45',
      )
      s.line('M-108 -46L-130 -64', '#4d7f38', 12)
      gloss(s, 20, -12, 44, 8, 6, 0.4)
    },
    -18,
  )

export const pepper: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-20 -62C-62 -86 -104 -50 -92 6C-84 52 -70 88 -40 92C-24 94 -14 84 0 84C14 84 24 94 40 92C70 88 84 52 92 6C104 -50 62 -86 20 -62C10 -56 -10 -56 -20 -62Z',
      ball(s, colour),
    )
    s.path('M-24 -58C-44 -20 -40 50 -20 86M24 -58C44 -20 40 50 20 86', 'none', {
      stroke: dark(colour, 0.4),
      width: 7,
      opacity: 0.35,
    })
    s.path('M-34 -58C-20 -74 20 -74 34 -58C20 -48 -20 -48 -34 -58Z', '#4f9a3e')
    s.path('M-8 -62C-10 -84 -2 -100 16 -106L24 -94C12 -88 10 -78 10 -62Z', '#4f9a3e')
    gloss(s, -62, -20, 10, 32, 12, 0.5)
  })

export const chili: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-52 -70C-20 -84 6 -60 24 -20C44 22 72 54 112 70C70 92 10 76 -30 30C-62 -8 -76 -54 -52 -70Z',
      s.linear(
        [
          [0, light(colour, 0.35)],
          [0.5, colour],
          [1, dark(colour, 0.35)],
        ],
        [0.6, 0, 0.2, 1],
      ),
    )
    s.path('M-66 -52C-66 -76 -40 -90 -22 -76C-34 -70 -54 -62 -66 -52Z', '#4f9a3e')
    s.line('M-50 -78C-58 -92 -70 -100 -84 -104', '#4f9a3e', 11)
    s.line('M-28 -46C-10 -10 12 26 40 46', '#ffffff', 8, 0.4)
  })

export const corn: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    const cob =
      'M0 -112C-36 -100 -50 -40 -48 20C-46 70 -24 100 0 104C24 100 46 70 48 20C50 -40 36 -100 0 -112Z'
    s.path(
      cob,
      s.linear([
        [0, dark(colour, 0.2)],
        [0.35, light(colour, 0.4)],
        [1, dark(colour, 0.2)],
      ]),
    )
    s.clip(cob, () => {
      for (let row = 0; row < 13; row++)
        for (let i = -3; i <= 3; i++)
          s.rect(i * 15 - 6.5, -110 + row * 16, 13, 14, 5, light(colour, 0.3), { opacity: 0.75 })
    })
    s.path(
      'M-6 116C-70 96 -84 20 -62 -34C-48 20 -30 60 -6 116Z',
      s.linear([
        [0, '#8cc653'],
        [1, '#4d8f37'],
      ]),
    )
    s.path(
      'M6 116C70 96 84 20 62 -34C48 20 30 60 6 116Z',
      s.linear([
        [0, '#7fbc4a'],
        [1, '#3f7f30'],
      ]),
    )
  })

export const pumpkin: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const [cx, rx] of [
      [-62, 42],
      [62, 42],
      [-34, 44],
      [34, 44],
      [0, 42],
    ] as const)
      s.ellipse(cx, 14, rx, 78, ball(s, colour))
    s.path(
      'M-12 -58C-10 -84 -22 -94 -30 -100L-6 -110C6 -98 12 -80 14 -58Z',
      s.linear([
        [0, '#8fa34a'],
        [1, '#5a6e2e'],
      ]),
    )
    gloss(s, -66, -16, 10, 30, 14, 0.4)
  })

export const mushroom: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-30 0C-34 40 -40 78 -28 90C-10 102 14 102 30 90C40 78 34 40 30 0Z',
      s.linear([
        [0, '#d8c8b0'],
        [0.35, '#fffaf0'],
        [1, '#cdb898'],
      ]),
    )
    s.path('M-98 12C-100 -50 -50 -88 0 -88C50 -88 100 -50 98 12C60 34 -60 34 -98 12Z', ball(s, colour))
    s.path('M-98 12C-60 34 60 34 98 12C70 6 -70 6 -98 12Z', dark(colour, 0.4), { opacity: 0.5 })
    s.path(
      'M-40 -54l14 -8l10 14l-14 8ZM14 -64l18 6l-8 16l-16 -6ZM44 -26l16 4l-6 14l-16 -4ZM-20 -20l16 2l-4 14l-16 -2Z',
      light(colour, 0.7),
      { opacity: 0.55 },
    )
  })

export const broccoli: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.path(
      'M-34 10C-26 50 -30 80 -26 98C-8 106 14 106 28 98C30 80 26 50 36 10Z',
      s.linear([
        [0, '#93b85a'],
        [0.4, '#c6dd92'],
        [1, '#86a94e'],
      ]),
    )
    for (const [cx, cy, k] of [
      [-66, -4, 40],
      [66, -4, 40],
      [-42, -50, 42],
      [42, -50, 42],
      [0, -66, 42],
      [-22, -8, 42],
      [26, -6, 42],
      [0, -30, 40],
    ] as const) {
      s.ellipse(cx, cy, k, k * 0.9, ball(s, colour))
      for (let i = 0; i < 9; i++)
        s.ellipse(
          cx + Math.cos(i * 2.4) * k * 0.2 * Math.sqrt(i),
          cy + Math.sin(i * 2.4) * k * 0.2 * Math.sqrt(i),
          6,
          5,
          light(colour, 0.3),
          { opacity: 0.5 },
        )
    }
  })

export const cabbage: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 8, 100, 90, ball(s, dark(colour, 0.12)))
    s.path(
      'M-96 20C-96 -60 -20 -96 30 -78C-20 -50 -40 20 -16 92C-60 92 -96 62 -96 20Z',
      s.linear([
        [0, light(colour, 0.45)],
        [1, colour],
      ]),
    )
    s.path(
      'M98 14C98 -56 50 -88 10 -84C50 -40 56 30 10 96C60 92 98 60 98 14Z',
      s.linear([
        [0, light(colour, 0.25)],
        [1, dark(colour, 0.14)],
      ]),
    )
    s.path(
      'M-60 70C-50 20 -20 -40 20 -70M-46 30L-76 6M-30 -4L-56 -34M62 66C60 10 46 -30 22 -62M62 20L84 2',
      'none',
      { stroke: light(colour, 0.75), width: 5, opacity: 0.7 },
    )
  })

export const lotus: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    s.ellipse(0, 6, 98, 92, dark(colour, 0.22))
    s.ellipse(
      0,
      0,
      96,
      90,
      s.radial(
        [
          [0, '#fffaf0'],
          [0.8, colour],
          [1, dark(colour, 0.12)],
        ],
        0.5,
        0.5,
        0.55,
      ),
    )
    s.ellipse(0, 0, 13, 13, dark(colour, 0.35))
    for (let i = 0; i < 8; i++)
      s.group(`rotate(${i * 45})`, () =>
        s.ellipse(
          0,
          -52,
          15,
          22,
          s.linear(
            [
              [0, dark(colour, 0.45)],
              [1, dark(colour, 0.25)],
            ],
            [0, 0, 0, 1],
          ),
        ),
      )
  })

export const bean: Unit = (s, x, y, r, colour) =>
  at(s, x, y, r, () => {
    for (const [dy, turn] of [
      [-50, -14],
      [-8, 4],
      [36, -6],
      [74, 12],
    ] as const)
      s.group(`translate(0 ${dy}) rotate(${turn})`, () => {
        s.path(
          'M-112 0C-90 -22 -40 -20 0 -16C50 -12 90 -24 116 -6C94 20 40 22 0 20C-40 18 -92 26 -112 0Z',
          s.linear(
            [
              [0, light(colour, 0.35)],
              [1, dark(colour, 0.22)],
            ],
            [0, 0, 0, 1],
          ),
        )
        for (const px of [-66, -22, 22, 66]) s.ellipse(px, 1, 16, 9, light(colour, 0.35), { opacity: 0.6 })
      })
  })
