import { dark, light, mix } from '../colour.js'
import type { Scene } from '../scene.js'
import { shadow, tray } from '../solids.js'
import { ball, gloss } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

function board(s: Scene): void {
  shadow(s, 480, 790, 400, 60)
  s.rect(
    90,
    600,
    780,
    170,
    60,
    s.linear(
      [
        [0, '#b98350'],
        [1, '#8f5f38'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.rect(
    90,
    580,
    780,
    160,
    60,
    s.linear(
      [
        [0, '#e8bd8a'],
        [0.5, '#dcab74'],
        [1, '#cf9a62'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.line('M150 630H560M300 660H800M180 700H470M560 706H780', '#b98350', 4, 0.35)
}

function garnish(s: Scene, x: number, y: number): void {
  for (const turn of [-70, -40, -10, 20])
    s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      s.line('M0 0L70 0', '#4f9e3a', 6)
      for (let i = 1; i < 6; i++)
        s.path(`M${i * 13} 0l10 -22l8 20ZM${i * 13} 0l10 22l8 -20Z`, i % 2 ? '#5fae45' : '#4a9638')
    })
}

const marbling = (s: Scene, colour: string, seed: number) => {
  for (let i = 0; i < 12; i++) {
    const x = 250 + ((i * 97 + seed * 31) % 460)
    const y = 390 + ((i * 59 + seed * 17) % 240)
    s.path(`M${x} ${y}q26 -22 54 -4q26 18 60 -6`, 'none', {
      stroke: light(colour, 0.72),
      width: 7,
      opacity: 0.65,
    })
  }
}

const steak: Drawer = (s, d) => {
  board(s)
  const d1 =
    'M190 520C180 400 300 330 440 350C560 300 740 330 780 450C810 560 740 660 600 670C480 690 400 650 330 660C240 660 196 610 190 520Z'
  s.group('translate(0 22)', () => s.path(d1, dark(d.colour, 0.35)))
  s.path(
    d1,
    s.linear(
      [
        [0, '#fff1e4'],
        [1, '#f3d9c4'],
      ],
      [0, 0, 0, 1],
    ),
  )
  const inner =
    'M222 520C216 424 312 364 440 384C560 336 708 360 742 456C768 548 712 628 596 638C480 656 400 622 330 630C258 628 226 590 222 520Z'
  s.path(
    inner,
    s.radial([
      [0, light(d.colour, 0.3)],
      [0.6, d.colour],
      [1, dark(d.colour, 0.16)],
    ]),
  )
  s.clip(inner, () => marbling(s, d.colour, d.random.int(0, 9)))
  garnish(s, 690, 690)
}

const belly: Drawer = (s, d) => {
  board(s)
  for (let i = 0; i < 3; i++)
    s.group(`translate(${-70 + i * 70} ${-60 + i * 66})`, () => {
      s.rect(190, 396, 580, 150, 30, dark('#e9b9a0', 0.2))
      s.rect(190, 380, 580, 150, 30, '#f8dcc8')
      const layers = ['#fbeade', d.colour, '#fff0e6', light(d.colour, 0.2), '#fbe6d8', d.colour]
      layers.forEach((layer, j) =>
        s.path(
          `M192 ${394 + j * 23}Q330 ${382 + j * 23 + (i % 2) * 10} 480 ${396 + j * 23}T768 ${390 + j * 23}V${416 + j * 22}Q620 ${408 + j * 22} 480 ${418 + j * 22}T192 ${414 + j * 22}Z`,
          layer,
        ),
      )
      s.rect(190, 380, 580, 26, 13, '#c98a68', { opacity: 0.8 })
      s.rect(200, 410, 560, 14, 7, '#ffffff', { opacity: 0.25 })
    })
  garnish(s, 180, 720)
}

const mince: Drawer = (s, d) => {
  tray(s, 480, 640, 370, 140, '#f2f2ee')
  s.path(
    'M180 640C190 480 330 360 480 360C630 360 770 480 780 640C700 730 260 730 180 640Z',
    s.radial([
      [0, light(d.colour, 0.25)],
      [0.6, d.colour],
      [1, dark(d.colour, 0.25)],
    ]),
  )
  for (let i = 0; i < 170; i++) {
    const a = i * 2.39996
    const k = Math.sqrt(i / 170)
    const x = 480 + Math.cos(a) * k * 276
    const y = 570 + Math.sin(a) * k * 112 - (1 - k * k) * 130
    const tone =
      i % 6 === 0
        ? light(d.colour, 0.62)
        : i % 3 === 0
          ? dark(d.colour, 0.14)
          : mix(d.colour, '#ffffff', (i % 4) * 0.1)
    s.line(`M${(x - 14).toFixed(0)} ${y.toFixed(0)}q${14 - (i % 5) * 6} -20 ${30 - (i % 7) * 5} -2`, tone, 17)
  }
  garnish(s, 690, 690)
}

const ribs: Drawer = (s, d) => {
  board(s)
  for (let i = 0; i < 5; i++) {
    const x = 210 + i * 116
    s.rect(
      x + 14,
      340 - (i % 2) * 14,
      44,
      90,
      20,
      s.linear([
        [0, '#e6d6bd'],
        [0.4, '#fffaf0'],
        [1, '#d6c3a2'],
      ]),
    )
    s.path(
      `M${x} ${420 - (i % 2) * 14}C${x - 14} 500 ${x - 10} 600 ${x + 6} 670C${x + 40} 690 ${x + 80} 684 ${x + 96} 664C${x + 110} 590 ${x + 100} 490 ${x + 88} ${416 - (i % 2) * 14}C${x + 60} 396 ${x + 20} 398 ${x} ${420 - (i % 2) * 14}Z`,
      s.linear([
        [0, dark(d.colour, 0.12)],
        [0.3, light(d.colour, 0.35)],
        [0.7, d.colour],
        [1, dark(d.colour, 0.2)],
      ]),
    )
    s.path(`M${x + 22} 460q20 60 4 150M${x + 60} 450q18 80 6 170`, 'none', {
      stroke: light(d.colour, 0.7),
      width: 8,
      opacity: 0.6,
    })
  }
  garnish(s, 790, 700)
}

const drumstick: Drawer = (s, d) => {
  board(s)
  for (const [x, y, turn] of [
    [350, 450, -14],
    [610, 470, 12],
    [480, 590, 0],
  ] as const)
    s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      s.path(
        'M-20 96C-14 130 -16 160 -34 180C-26 204 -6 200 0 190C10 204 32 200 34 180C18 160 16 130 22 96Z',
        s.linear([
          [0, '#e6d6bd'],
          [0.4, '#fffaf0'],
          [1, '#cdb78f'],
        ]),
      )
      s.path(
        'M0 -150C-90 -150 -140 -70 -126 10C-112 84 -54 110 0 114C54 110 112 84 126 10C140 -70 90 -150 0 -150Z',
        ball(s, d.colour),
      )
      gloss(s, -56, -64, 20, 52, 24, 0.4)
      s.line('M30 -60q30 40 16 90M-10 20q20 30 6 60', dark(d.colour, 0.3), 6, 0.25)
    })
  garnish(s, 770, 710)
}

const bird: Drawer = (s, d) => {
  tray(s, 480, 650, 370, 130, '#f2f2ee')
  s.path(
    'M200 560C190 420 320 320 480 320C640 320 770 420 760 560C750 670 640 700 480 700C320 700 210 670 200 560Z',
    ball(s, d.colour),
  )
  for (const side of [-1, 1])
    s.group(`translate(480 0) scale(${side} 1)`, () => {
      s.path(
        'M120 470C210 410 300 480 280 590C262 660 170 690 110 640C70 600 70 510 120 470Z',
        ball(s, light(d.colour, 0.08)),
      )
      s.rect(
        226,
        610,
        40,
        110,
        20,
        s.linear([
          [0, '#fff6e0'],
          [1, '#d8c29a'],
        ]),
        { transform: 'rotate(-34 246 660)' },
      )
    })
  gloss(s, 400, 420, 60, 26, -20, 0.4)
  garnish(s, 210, 690)
}

const fish: Drawer = (s, d) => {
  tray(s, 480, 640, 390, 130, '#dfe9ef')
  for (let i = 0; i < 26; i++)
    s.rect(
      150 + ((i * 83) % 640),
      600 + ((i * 47) % 110),
      54,
      34,
      8,
      s.linear([
        [0, '#ffffff', 0.9],
        [1, '#bfdcea', 0.8],
      ]),
      { transform: `rotate(${(i * 37) % 60} ${180 + ((i * 83) % 640)} 620)` },
    )
  const body =
    'M140 520C220 400 380 350 540 390C640 414 690 470 730 500C770 470 810 420 860 410C844 470 844 560 864 630C810 620 770 580 730 556C680 590 620 650 520 664C360 684 220 630 140 520Z'
  s.path(
    body,
    s.linear(
      [
        [0, dark(d.colour, 0.35)],
        [0.4, d.colour],
        [0.7, light(d.colour, 0.55)],
        [1, '#ffffff'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M380 386C420 320 520 310 590 350C570 380 570 390 566 400Z', dark(d.colour, 0.25))
  s.clip(body, () => {
    for (let i = 0; i < 9; i++)
      for (let j = 0; j < 7; j++)
        s.path(`M${310 + i * 46} ${400 + j * 38 + (i % 2) * 19}q26 18 0 38`, 'none', {
          stroke: dark(d.colour, 0.3),
          width: 4,
          opacity: 0.3,
        })
  })
  s.path('M290 440Q340 530 290 620', 'none', { stroke: dark(d.colour, 0.4), width: 8, opacity: 0.5 })
  s.ellipse(220, 500, 24, 24, '#ffffff')
  s.ellipse(220, 500, 14, 14, '#20202a')
  s.ellipse(226, 494, 5, 5, '#ffffff')
  garnish(s, 690, 700)
}

const shrimp: Drawer = (s, d) => {
  tray(s, 480, 640, 390, 140, '#dfe9ef')
  for (const [x, y, k, turn] of [
    [340, 450, 1, -10],
    [620, 470, 0.95, 24],
    [330, 640, 0.9, 8],
    [610, 640, 1, -24],
  ] as const)
    s.group(`translate(${x} ${y}) rotate(${turn}) scale(${k})`, () => {
      s.path(
        'M-120 60C-150 -40 -70 -120 30 -110C110 -100 150 -40 130 30C124 60 96 70 84 50C92 0 70 -34 20 -34C-30 -34 -56 0 -50 50C-60 84 -100 90 -120 60Z',
        s.linear(
          [
            [0, light(d.colour, 0.4)],
            [0.6, d.colour],
            [1, dark(d.colour, 0.2)],
          ],
          [0, 0, 0.4, 1],
        ),
      )
      for (const a of [-120, -88, -56, -24, 6])
        s.group(`translate(8 -10) rotate(${a})`, () => s.line('M54 0Q86 4 104 -2', '#ffffff', 6, 0.6))
      s.path(
        'M-120 60L-170 96L-128 104L-110 140L-84 84Z',
        s.linear([
          [0, d.colour],
          [1, dark(d.colour, 0.25)],
        ]),
      )
      s.ellipse(96, -34, 9, 9, '#2a1a22')
      s.line('M120 -40C170 -70 200 -40 220 -80M124 -20C170 -30 190 0 220 -20', d.colour, 5)
    })
}

const shell: Drawer = (s, d) => {
  tray(s, 480, 640, 390, 140, '#dfe9ef')
  for (const [x, y, k] of [
    [300, 520, 110],
    [480, 470, 120],
    [660, 520, 110],
    [380, 630, 118],
    [580, 632, 118],
  ] as const)
    s.group(`translate(${x} ${y}) scale(${k / 100})`, () => {
      s.path('M0 70C-70 60 -110 0 -90 -46C-60 -90 60 -90 90 -46C110 0 70 60 0 70Z', ball(s, d.colour))
      for (const bend of [-70, -40, -12, 12, 40, 70])
        s.path(`M0 66Q${bend * 1.2} 10 ${bend} -66`, 'none', {
          stroke: dark(d.colour, 0.35),
          width: 5,
          opacity: 0.4,
        })
      s.path('M-92 -36Q0 -70 92 -36', 'none', { stroke: light(d.colour, 0.5), width: 6, opacity: 0.6 })
    })
}

const egg: Drawer = (s, d) => {
  shadow(s, 480, 800, 380, 50)
  const one = (x: number, y: number, k: number) => {
    s.path(
      `M${x} ${y - 118 * k}C${x + 56 * k} ${y - 118 * k} ${x + 88 * k} ${y - 20 * k} ${x + 84 * k} ${y + 28 * k}C${x + 78 * k} ${y + 84 * k} ${x - 78 * k} ${y + 84 * k} ${x - 84 * k} ${y + 28 * k}C${x - 88 * k} ${y - 20 * k} ${x - 56 * k} ${y - 118 * k} ${x} ${y - 118 * k}Z`,
      s.radial([
        [0, light(d.colour, 0.75)],
        [0.5, d.colour],
        [1, dark(d.colour, 0.25)],
      ]),
    )
    gloss(s, x - 30 * k, y - 50 * k, 12 * k, 26 * k, 20, 0.5)
  }
  s.path(
    'M110 500H850L880 600H80Z',
    s.linear(
      [
        [0, dark(d.second, 0.25)],
        [1, dark(d.second, 0.1)],
      ],
      [0, 0, 0, 1],
    ),
  )
  for (let i = 0; i < 4; i++) one(210 + i * 180, 510, 0.88)
  for (let i = 0; i < 4; i++) one(210 + i * 180, 610, 1)
  s.path(
    'M70 600Q120 560 165 620Q210 660 255 620Q300 580 345 620Q390 660 435 620Q480 580 525 620Q570 660 615 620Q660 580 705 620Q750 660 795 620Q840 560 890 600L850 780Q480 810 110 780Z',
    s.linear(
      [
        [0, light(d.second, 0.3)],
        [1, dark(d.second, 0.14)],
      ],
      [0, 0, 0, 1],
    ),
  )
}

export const fresh: Record<string, Drawer> = {
  steak,
  belly,
  mince,
  ribs,
  drumstick,
  bird,
  fish,
  shrimp,
  shell,
  egg,
}
