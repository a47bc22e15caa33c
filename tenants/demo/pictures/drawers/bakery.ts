import { dark, light } from '../colour.js'
import { badge } from '../label.js'
import { motif } from '../motifs.js'
import type { Scene } from '../scene.js'
import { shadow } from '../solids.js'
import { ball, gloss } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

function plate(s: Scene, y = 730): void {
  shadow(s, 480, y + 66, 380, 46)
  s.ellipse(480, y + 18, 380, 92, '#cfd8e0')
  s.ellipse(
    480,
    y,
    380,
    92,
    s.linear(
      [
        [0, '#ffffff'],
        [1, '#e4eaf0'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(
    480,
    y + 2,
    290,
    62,
    s.linear(
      [
        [0, '#e6ecf1'],
        [1, '#fbfcfd'],
      ],
      [0, 0, 0, 1],
    ),
  )
}

const crust = (s: Scene, c: string) =>
  s.linear(
    [
      [0, light(c, 0.35)],
      [0.4, c],
      [1, dark(c, 0.3)],
    ],
    [0, 0, 0, 1],
  )

const loaf: Drawer = (s, d) => {
  shadow(s, 480, 796, 380, 46)
  s.path(
    'M120 520C90 400 200 360 300 372C420 320 620 320 700 372C820 360 880 440 846 540L830 760C700 800 260 800 140 760Z',
    crust(s, d.colour),
  )
  s.path(
    'M120 520C90 400 200 360 300 372C420 320 620 320 700 372C820 360 880 440 846 540C640 480 320 480 120 520Z',
    s.linear(
      [
        [0, light(d.colour, 0.45)],
        [1, light(d.colour, 0.02)],
      ],
      [0, 0, 0, 1],
    ),
  )
  for (const x of [270, 410, 550, 690])
    s.path(`M${x - 30} 400Q${x + 20} 430 ${x + 30} 500`, 'none', {
      stroke: light(d.colour, 0.72),
      width: 20,
      opacity: 0.8,
    })
  if (d.motif) badge(s, d.label.brand, 480, 660, 220, 66, '#fffaf0')
  for (let i = 0; i < 26; i++)
    s.ellipse(190 + ((i * 131) % 600), 410 + ((i * 53) % 80), 5, 8, light(d.second, 0.5), {
      transform: `rotate(${(i * 50) % 180} ${190 + ((i * 131) % 600)} ${410 + ((i * 53) % 80)})`,
      opacity: 0.9,
    })
}

const toast: Drawer = (s, d) => {
  shadow(s, 490, 800, 350, 44)
  for (const [x, turn] of [
    [150, -3],
    [90, 0],
    [20, 0],
  ] as const)
    s.group(`translate(${x} 0) rotate(${turn} 480 600)`, () => {
      const outer =
        'M180 430C120 350 210 290 300 310C380 270 480 270 540 310C640 290 720 350 660 430V770Q660 796 630 796H210Q180 796 180 770Z'
      s.path(outer, crust(s, d.colour))
      s.group('translate(34 42) scale(0.92)', () =>
        s.path(
          outer,
          s.radial(
            [
              [0, '#fff8e6'],
              [0.7, light(d.colour, 0.78)],
              [1, light(d.colour, 0.55)],
            ],
            0.5,
            0.5,
            0.6,
          ),
        ),
      )
    })
  for (let i = 0; i < 36; i++)
    s.ellipse(260 + ((i * 97) % 340), 400 + ((i * 61) % 350), 5, 3.5, d.colour, { opacity: 0.35 })
  badge(s, d.label.brand, 440, 700, 220, 62, d.second)
  motif(s, d.motif, 440, 530, 96, d.second)
}

const croissant: Drawer = (s, d) => {
  plate(s)
  const segs = [
    [190, 640, 78, -62],
    [270, 530, 108, -38],
    [390, 460, 132, -14],
    [560, 458, 132, 14],
    [686, 528, 108, 38],
    [766, 640, 78, 62],
  ] as const
  for (const [x, y, k, turn] of segs)
    s.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      s.ellipse(0, 20, k * 0.9, k * 1.12, dark(d.colour, 0.34))
      s.ellipse(0, 0, k * 0.94, k * 1.16, ball(s, d.colour))
      for (const bend of [-0.55, -0.2, 0.15, 0.5])
        s.path(`M${bend * k} ${-k}Q${bend * k * 1.5} 0 ${bend * k} ${k}`, 'none', {
          stroke: dark(d.colour, 0.35),
          width: 6,
          opacity: 0.3,
        })
      gloss(s, -k * 0.3, -k * 0.55, k * 0.16, k * 0.34, 20, 0.5)
    })
  s.path('M340 620Q480 560 620 620Q480 700 340 620Z', dark(d.colour, 0.4), { opacity: 0.3 })
}

const bun: Drawer = (s, d) => {
  plate(s)
  for (const [x, y, k] of [
    [330, 600, 165],
    [640, 600, 165],
    [485, 500, 178],
  ] as const) {
    s.path(
      `M${x - k} ${y + 30}C${x - k} ${y - k * 1.05} ${x + k} ${y - k * 1.05} ${x + k} ${y + 30}C${x + k} ${y + k * 0.72} ${x - k} ${y + k * 0.72} ${x - k} ${y + 30}Z`,
      s.radial([
        [0, light(d.colour, 0.5)],
        [0.4, d.colour],
        [0.85, dark(d.colour, 0.14)],
        [1, light(d.colour, 0.3)],
      ]),
    )
    for (let i = 0; i < 14; i++)
      s.ellipse(x - 60 + ((i * 37) % 120), y - 70 + ((i * 23) % 60), 6, 4, light(d.second, 0.4), {
        opacity: 0.9,
      })
    gloss(s, x - k * 0.4, y - k * 0.3, 34, 16, -30, 0.45)
  }
}

const cake: Drawer = (s, d) => {
  plate(s, 740)
  s.path('M230 430L640 360L770 470V690L350 760L230 640Z', '#000000', { opacity: 0.05 })
  s.path(
    'M210 450L600 340Q740 380 770 470L330 560Z',
    s.linear([
      [0, light(d.colour, 0.5)],
      [1, light(d.colour, 0.1)],
    ]),
  )
  s.path(
    'M330 560L770 470V680L330 770Z',
    s.linear([
      [0, '#fff3d6'],
      [1, '#f2d9a4'],
    ]),
  )
  s.path(
    'M210 450L330 560V770L210 650Z',
    s.linear([
      [0, '#f4dfb2'],
      [1, '#dcbf86'],
    ]),
  )
  for (const [a, k] of [
    [0.34, 34],
    [0.68, 30],
  ] as const) {
    s.path(
      `M330 ${560 + 210 * a}L770 ${470 + 210 * a}V${470 + 210 * a + k}L330 ${560 + 210 * a + k}Z`,
      d.colour,
    )
    s.path(
      `M210 ${450 + 200 * a}L330 ${560 + 210 * a}V${560 + 210 * a + k}L210 ${450 + 200 * a + k}Z`,
      dark(d.colour, 0.14),
    )
  }
  s.path(
    'M330 560L770 470V510Q740 560 716 520Q690 570 660 530Q634 590 600 546Q570 600 540 560Q510 620 474 574Q440 620 410 588Q370 640 330 600Z',
    light(d.colour, 0.25),
  )
  s.path('M210 450L330 560V600Q300 600 290 570Q260 570 254 536Q224 530 210 490Z', d.colour)
  for (const [x, y] of [
    [420, 440],
    [560, 420],
  ] as const)
    s.ellipse(x, y + 20, 66, 26, '#ffffff')
  motif(s, d.motif, 490, 380, 92, d.second)
}

const roll: Drawer = (s, d) => {
  plate(s)
  s.path(
    'M330 400L690 340A170 170 0 0 1 780 640L420 720Z',
    s.linear(
      [
        [0, light(d.colour, 0.35)],
        [0.5, d.colour],
        [1, dark(d.colour, 0.25)],
      ],
      [0, 0, 0.2, 1],
    ),
  )
  s.ellipse(370, 560, 172, 168, d.colour)
  s.ellipse(370, 560, 160, 156, '#fff3d6')
  s.path('M370 560C370 500 450 510 446 570C440 650 310 650 300 560C296 450 460 430 490 550', 'none', {
    stroke: d.second,
    width: 34,
  })
  s.path('M370 560C370 500 450 510 446 570C440 650 310 650 300 560C296 450 460 430 490 550', 'none', {
    stroke: light(d.second, 0.7),
    width: 20,
  })
}

const tart: Drawer = (s, d) => {
  plate(s)
  for (const [x, y] of [
    [320, 500],
    [640, 500],
    [480, 600],
  ] as const) {
    s.path(
      `M${x - 158} ${y}L${x - 120} ${y + 112}Q${x} ${y + 150} ${x + 120} ${y + 112}L${x + 158} ${y}Z`,
      crust(s, '#e2a857'),
    )
    for (let i = 0; i < 9; i++)
      s.line(`M${x - 130 + i * 33} ${y + 36}L${x - 104 + i * 26} ${y + 118}`, '#b77a32', 5, 0.4)
    s.ellipse(
      x,
      y,
      160,
      56,
      s.linear([
        [0, '#f3c77d'],
        [1, '#d59a48'],
      ]),
    )
    s.ellipse(
      x,
      y,
      132,
      42,
      s.radial([
        [0, light(d.colour, 0.4)],
        [0.7, d.colour],
        [1, dark(d.colour, 0.1)],
      ]),
    )
    s.path(
      `M${x - 60} ${y - 8}q20 -14 44 -4q10 10 -14 14q-24 2 -30 -10ZM${x + 20} ${y + 6}q26 -10 44 2q4 12 -18 12q-22 -2 -26 -14Z`,
      '#8a4a1a',
      { opacity: 0.5 },
    )
  }
}

const donut: Drawer = (s, d) => {
  plate(s)
  for (const [x, y, k] of [
    [340, 560, 1],
    [620, 560, 1],
    [480, 440, 1.02],
  ] as const) {
    s.ellipse(x, y + 26, 160 * k, 116 * k, dark('#d99a52', 0.2))
    s.ellipse(x, y, 160 * k, 120 * k, ball(s, '#e2a85e'))
    s.path(
      `M${x - 148} ${y - 10}C${x - 140} ${y - 110} ${x + 140} ${y - 110} ${x + 148} ${y - 10}C${x + 140} ${y + 50} ${x + 110} ${y + 24} ${x + 84} ${y + 56}C${x + 50} ${y + 84} ${x + 10} ${y + 44} ${x - 24} ${y + 66}C${x - 70} ${y + 90} ${x - 90} ${y + 36} ${x - 118} ${y + 40}C${x - 140} ${y + 36} ${x - 150} ${y + 10} ${x - 148} ${y - 10}Z`,
      s.linear(
        [
          [0, light(d.colour, 0.35)],
          [1, d.colour],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.ellipse(x, y - 14, 46, 30, dark('#d99a52', 0.3))
    s.ellipse(x, y - 8, 40, 24, '#f6ead6')
    for (let i = 0; i < 18; i++) {
      const a = i * 2.4
      s.rect(
        x + Math.cos(a) * (70 + (i % 4) * 16) - 8,
        y - 18 + Math.sin(a) * (44 + (i % 3) * 12) - 3,
        18,
        6,
        3,
        ['#ffffff', d.second, '#ffe08a', '#8fd0f0'][i % 4]!,
        { transform: `rotate(${i * 47} ${x + Math.cos(a) * 90} ${y - 18 + Math.sin(a) * 56})` },
      )
    }
  }
}

export const bakery: Record<string, Drawer> = { loaf, toast, croissant, bun, cake, roll, tart, donut }
