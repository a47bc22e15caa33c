import { dark, inkOn, light } from '../colour.js'
import { badge, print, printWide } from '../label.js'
import { letter } from '../lettering.js'
import { motif } from '../motifs.js'
import type { Scene } from '../scene.js'
import { box, pouch, shadow, shine, standBag, turned } from '../solids.js'
import { ball, gloss } from '../units-fruit.js'
import type { Drawer } from './drawer.js'

const tissueBox: Drawer = (s, d) => {
  shadow(s, 520, 800, 380, 46)
  s.path(
    'M380 420C350 300 420 220 470 190C480 240 540 230 560 180C620 240 640 330 600 430Z',
    s.linear(
      [
        [0, '#ffffff'],
        [1, '#dde5ec'],
      ],
      [0, 0, 0.6, 1],
    ),
  )
  s.path('M470 190C460 290 480 360 460 430M560 180C540 290 560 360 550 430', 'none', {
    stroke: '#cfd9e2',
    width: 6,
  })
  box(s, 150, 470, 560, 310, 150, d.colour)
  s.path('M330 438L690 430Q640 446 560 448H380Z', dark(d.colour, 0.3), { opacity: 0.4 })
  printWide(s, d, { cx: 430, top: 490, width: 520, height: 270, ground: d.colour })
}

const softPack: Drawer = (s, d) => {
  shadow(s, 480, 806, 370, 46)
  s.path(
    'M130 480C120 400 170 380 240 384H720C790 380 840 400 830 480L846 740Q846 796 780 796H180Q114 796 114 740Z',
    s.linear(
      [
        [0, light(d.colour, 0.45)],
        [0.3, light(d.colour, 0.12)],
        [1, dark(d.colour, 0.16)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path('M130 480Q480 520 830 480', 'none', { stroke: '#ffffff', width: 5, opacity: 0.5 })
  s.path(
    'M330 400C330 300 420 240 450 210C470 260 530 250 556 200C620 270 640 330 630 400Q480 440 330 400Z',
    s.linear(
      [
        [0, '#ffffff'],
        [1, '#d9e2ea'],
      ],
      [0, 0, 0.5, 1],
    ),
  )
  s.ellipse(480, 404, 170, 26, light(d.colour, 0.65), { opacity: 0.7 })
  printWide(s, d, { cx: 480, top: 510, width: 640, height: 260, ground: d.colour })
}

function rollOf(s: Scene, x: number, y: number, k: number): void {
  turned(
    s,
    x,
    [
      [y - k, k * 0.92],
      [y + k, k * 0.92],
    ],
    '#fafcfd',
    0.5,
    0.16,
  )
  s.ellipse(x, y - k, k * 0.92, k * 0.3, '#ffffff', { stroke: '#d9e2ea', width: 4 })
  s.ellipse(x, y - k, k * 0.34, k * 0.11, '#c9ab86')
}

const rolls: Drawer = (s, d) => {
  shadow(s, 480, 806, 350, 44)
  for (const x of [270, 480, 690]) rollOf(s, x, 380, 104)
  for (const x of [270, 480, 690]) rollOf(s, x, 620, 118)
  s.path(
    'M140 420Q480 380 820 420L836 770Q480 830 124 770Z',
    s.linear(
      [
        [0, light(d.colour, 0.4), 0.85],
        [0.4, d.colour, 0.93],
        [1, dark(d.colour, 0.15), 0.95],
      ],
      [0, 0, 0.4, 1],
    ),
  )
  printWide(s, d, { cx: 480, top: 470, width: 600, height: 270, ground: d.colour })
  s.path('M170 430Q150 600 170 760Q210 600 200 428Z', '#ffffff', { opacity: 0.4 })
}

const jug: Drawer = (s, d) => {
  shadow(s, 480, 808, 280, 38)
  s.path(
    'M330 300C400 280 520 270 580 300C690 330 730 420 730 520V760Q730 804 680 804H290Q240 804 240 760V480C240 390 270 330 330 300Z',
    s.linear([
      [0, dark(d.colour, 0.2)],
      [0.14, light(d.colour, 0.15)],
      [0.28, light(d.colour, 0.4)],
      [0.55, d.colour],
      [1, dark(d.colour, 0.28)],
    ]),
  )
  s.path(
    'M610 380C660 400 676 450 672 520C668 560 620 560 616 524C614 470 604 440 576 420Z',
    light(d.colour, 0.86),
    { opacity: 0.9 },
  )
  turned(
    s,
    420,
    [
      [180, 72],
      [296, 78],
    ],
    d.second,
    0.5,
    0.14,
  )
  s.ellipse(420, 180, 72, 17, light(d.second, 0.35))
  s.path('M270 540Q430 500 600 570V750Q430 780 270 750Z', '#ffffff', { opacity: 0.93 })
  letter(s, d.label.brand, 440, 592, 50, dark(d.colour, 0.25), { maxWidth: 260, spacing: 0.1 })
  letter(s, d.label.name, 420, 656, 58, dark(d.colour, 0.5), { maxWidth: 290 })
  motif(s, d.motif, 430, 720, 42, d.second)
  motif(s, 'bubbles', 400, 420, 74, d.colour)
  shine(s, 262, 420, 16, 340, 0.5)
}

/** Nozzle and neck of a pump bottle. */
const pumpHead: Drawer = (s, d) => {
  s.path(
    'M466 250V180H380Q356 180 350 204L336 232L356 238Q372 206 392 208H440V250Z',
    s.linear([
      [0, light(d.second, 0.4)],
      [1, dark(d.second, 0.2)],
    ]),
  )
  s.rect(
    430,
    160,
    130,
    36,
    18,
    s.linear([
      [0, light(d.second, 0.5)],
      [1, d.second],
    ]),
  )
  s.rect(
    480,
    190,
    30,
    70,
    4,
    s.linear([
      [0, dark(d.second, 0.2)],
      [0.4, light(d.second, 0.6)],
      [1, dark(d.second, 0.2)],
    ]),
  )
  turned(
    s,
    495,
    [
      [250, 64],
      [310, 66],
    ],
    d.second,
    0.5,
    0.12,
  )
}

const pump: Drawer = (s, d) => {
  shadow(s, 480, 808, 220, 32)
  pumpHead(s, d)
  turned(
    s,
    490,
    [
      [306, 72],
      [380, 166],
      [420, 172],
      [770, 172],
      [804, 152],
    ],
    d.colour,
    0.45,
    0.07,
  )
  s.path('M336 470H644V750Q490 774 336 750Z', light(d.colour, 0.88), { opacity: 0.92 })
  print(s, d, { cx: 490, top: 476, width: 290, height: 274, ground: light(d.colour, 0.88) })
  shine(s, 340, 400, 16, 370, 0.5)
}

const spray: Drawer = (s, d) => {
  shadow(s, 490, 808, 200, 30)
  s.path(
    'M400 190C400 150 440 140 500 140H590Q620 142 616 180L604 250H470L456 250C430 300 420 330 396 340L380 326C404 300 408 260 400 190Z',
    s.linear(
      [
        [0, light(d.second, 0.35)],
        [1, dark(d.second, 0.2)],
      ],
      [0, 0, 1, 1],
    ),
  )
  s.rect(372, 166, 44, 34, 8, dark(d.second, 0.3))
  turned(
    s,
    530,
    [
      [246, 60],
      [300, 62],
    ],
    dark(d.second, 0.1),
    0.4,
    0.12,
  )
  turned(
    s,
    500,
    [
      [296, 66],
      [400, 128],
      [470, 150],
      [600, 132],
      [780, 150],
      [804, 138],
    ],
    d.colour,
    0.5,
    0.08,
  )
  s.ellipse(500, 610, 116, 150, '#ffffff', { opacity: 0.93 })
  print(s, d, { cx: 500, top: 482, width: 200, height: 262, ground: '#ffffff' })
  shine(s, 376, 460, 14, 300, 0.5)
}

const bottle: Drawer = (s, d) => {
  shadow(s, 480, 808, 210, 32)
  turned(
    s,
    480,
    [
      [330, 84],
      [370, 150],
      [430, 170],
      [640, 158],
      [770, 168],
      [804, 146],
    ],
    d.colour,
    0.5,
    0.08,
  )
  turned(
    s,
    480,
    [
      [196, 76],
      [340, 90],
    ],
    d.second,
    0.5,
    0.14,
  )
  s.ellipse(480, 196, 76, 17, light(d.second, 0.4))
  print(s, d, { cx: 480, top: 420, width: 280, height: 350, ground: d.colour })
  shine(s, 344, 410, 16, 360, 0.55)
}

/** A squeezed tube with its seam and cap. */
const tubeBody: Drawer = (s, d) => {
  s.path(
    'M190 440L700 400Q724 400 724 420V540Q724 560 700 560L190 540Z',
    s.linear(
      [
        [0, light(d.colour, 0.75)],
        [0.35, '#ffffff'],
        [0.6, light(d.colour, 0.7)],
        [1, light(d.colour, 0.3)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.rect(
    160,
    428,
    44,
    124,
    6,
    s.linear(
      [
        [0, '#d5dee6'],
        [0.4, '#ffffff'],
        [1, '#b9c6d2'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.path(
    'M724 430L790 440V524L724 534Z',
    s.linear(
      [
        [0, light(d.second, 0.45)],
        [0.6, d.second],
        [1, dark(d.second, 0.25)],
      ],
      [0, 0, 0, 1],
    ),
  )
}

const tube: Drawer = (s, d) => {
  shadow(s, 480, 800, 300, 36)
  s.group('rotate(-16 480 520)', () => {
    box(s, 170, 610, 620, 120, 60, d.colour)
    letter(s, d.label.brand, 290, 670, 50, inkOn(d.colour), { maxWidth: 180, spacing: 0.06 })
    letter(s, d.label.name, 540, 670, 62, inkOn(d.colour), { maxWidth: 300 })
    tubeBody(s, d)
    s.path('M330 434Q470 490 640 402L700 400Q724 400 724 420V470Q520 530 330 546Z', d.colour, {
      opacity: 0.9,
    })
    letter(s, d.label.brand, 580, 482, 46, inkOn(d.colour), { maxWidth: 160 })
    motif(s, d.motif, 280, 490, 42, d.second)
  })
}

const brush: Drawer = (s, d) => {
  shadow(s, 480, 806, 240, 34)
  s.rect(
    260,
    170,
    440,
    630,
    34,
    s.linear([
      [0, light(d.colour, 0.75)],
      [1, light(d.colour, 0.5)],
    ]),
  )
  s.rect(290, 300, 380, 470, 24, '#ffffff', { opacity: 0.6 })
  letter(s, d.label.brand, 480, 226, 58, dark(d.colour, 0.35), { maxWidth: 320, spacing: 0.1 })
  letter(s, d.label.name, 480, 276, 36, dark(d.colour, 0.25), { maxWidth: 340 })
  for (const [x, c] of [
    [400, d.colour],
    [560, d.second],
  ] as const) {
    s.path(
      `M${x - 16} 480L${x - 22} 740Q${x} 764 ${x + 22} 740L${x + 16} 480Q${x} 460 ${x - 16} 480Z`,
      s.linear([
        [0, light(c, 0.5)],
        [0.5, c],
        [1, dark(c, 0.25)],
      ]),
    )
    s.rect(
      x - 28,
      330,
      56,
      160,
      24,
      s.linear([
        [0, light(c, 0.5)],
        [0.5, c],
        [1, dark(c, 0.25)],
      ]),
    )
    for (let i = 0; i < 6; i++)
      s.rect(x - 44, 344 + i * 22, 50, 15, 5, i % 2 ? '#ffffff' : light(c, 0.6), {
        stroke: '#d5dee6',
        width: 2,
      })
  }
  s.path('M300 190Q280 480 300 780Q340 480 330 190Z', '#ffffff', { opacity: 0.5 })
}

const soap: Drawer = (s, d) => {
  shadow(s, 480, 800, 340, 44)
  box(s, 150, 560, 470, 230, 130, d.second)
  printWide(s, d, { cx: 385, top: 570, width: 440, height: 210, ground: d.second })
  s.path(
    'M330 440C330 390 380 360 480 350C640 336 800 370 810 430C820 500 760 540 600 556C440 566 336 520 330 440Z',
    ball(s, d.colour),
  )
  s.path(
    'M400 438C400 410 480 396 580 394C680 394 740 416 740 440C740 474 660 492 570 494C470 494 400 470 400 438Z',
    'none',
    { stroke: light(d.colour, 0.6), width: 6 },
  )
  letter(s, d.label.brand, 570, 446, 50, dark(d.colour, 0.3), { maxWidth: 220, opacity: 0.6 })
  motif(s, 'bubbles', 240, 400, 90, d.colour)
}

const diapers: Drawer = (s, d) => {
  shadow(s, 480, 810, 370, 46)
  s.path(
    'M170 270Q480 230 790 270L816 770Q816 806 770 806H190Q144 806 144 770Z',
    s.linear([
      [0, dark(d.colour, 0.1)],
      [0.2, light(d.colour, 0.4)],
      [0.6, d.colour],
      [1, dark(d.colour, 0.2)],
    ]),
  )
  s.path('M330 270C340 180 620 180 630 270', 'none', { stroke: light(d.colour, 0.3), width: 26 })
  s.path('M150 640Q480 500 812 660V770Q812 806 770 806H190Q144 806 144 770Z', light(d.colour, 0.85), {
    opacity: 0.95,
  })
  badge(s, d.label.brand, 480, 340, 270, 84, '#ffffff')
  letter(s, d.label.name, 480, 452, 92, inkOn(d.colour), { maxWidth: 520 })
  if (d.label.note) letter(s, d.label.note, 250, 730, 96, d.second, { maxWidth: 180 })
  motif(s, d.motif, 500, 670, 122, d.second)
  s.path('M190 300Q170 540 190 770Q232 540 226 296Z', '#ffffff', { opacity: 0.4 })
}

const puree: Drawer = (s, d) => {
  shadow(s, 480, 820, 230, 34)
  turned(
    s,
    480,
    [
      [170, 46],
      [250, 50],
    ],
    d.second,
    0.5,
    0.14,
  )
  s.ellipse(480, 170, 46, 11, light(d.second, 0.4))
  standBag(s, 290, 250, 380, 552, d.colour)
  print(s, d, { cx: 480, top: 320, width: 320, height: 460, ground: d.colour })
}

const petBag: Drawer = (s, d) => {
  shadow(s, 490, 822, 310, 42)
  s.path('M720 260L776 240V780L724 806Z', dark(d.colour, 0.4))
  standBag(s, 220, 200, 510, 604, d.colour)
  badge(s, d.label.brand, 475, 322, 250, 76, '#ffffff')
  letter(s, d.label.name, 475, 426, 82, inkOn(d.colour), { maxWidth: 420 })
  if (d.label.note) letter(s, d.label.note, 475, 496, 40, inkOn(d.colour), { maxWidth: 380 })
  s.ellipse(475, 660, 176, 136, light(d.colour, 0.82))
  motif(s, d.motif, 475, 656, 112, d.second)
}

const flatTin: Drawer = (s, d) => {
  for (const [x, y] of [
    [480, 560],
    [480, 380],
  ] as const) {
    shadow(s, x, y + 204, 300, 40, 0.25)
    turned(
      s,
      x,
      [
        [y, 250],
        [y + 180, 250],
      ],
      d.colour,
      0.45,
      0.08,
    )
    s.ellipse(
      x,
      y,
      256,
      52,
      s.linear([
        [0, '#a9b5c0'],
        [0.4, '#f6f9fb'],
        [1, '#98a5b2'],
      ]),
    )
    s.ellipse(
      x,
      y,
      226,
      42,
      s.linear(
        [
          [0, '#d5dee6'],
          [1, '#aebac5'],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.ellipse(x + 110, y + 4, 50, 12, '#f6f9fb', { stroke: '#93a1ae', width: 5 })
  }
  letter(s, d.label.brand, 400, 500, 50, inkOn(d.colour), { maxWidth: 180, spacing: 0.08 })
  printWide(s, d, { cx: 480, top: 600, width: 420, height: 160, ground: d.colour })
  motif(s, d.motif, 600, 500, 44, d.second)
}

const towel: Drawer = (s, d) => {
  shadow(s, 480, 806, 340, 44)
  for (let i = 0; i < 3; i++) {
    const c = [d.colour, light(d.colour, 0.4), d.second][i]!
    const y = 640 - i * 140
    s.path(
      `M160 ${y}Q160 ${y - 20} 190 ${y - 20}H770Q800 ${y - 20} 800 ${y}V${y + 130}Q800 ${y + 160} 770 ${y + 160}H190Q160 ${y + 160} 160 ${y + 130}Z`,
      s.linear(
        [
          [0, light(c, 0.35)],
          [0.5, c],
          [1, dark(c, 0.22)],
        ],
        [0, 0, 0, 1],
      ),
    )
    s.line(`M170 ${y + 60}H790M170 ${y + 76}H790`, light(c, 0.6), 6, 0.7)
    for (let j = 0; j < 30; j++)
      s.ellipse(180 + ((j * 73) % 600), y + 6 + ((j * 31) % 130), 3, 3, light(c, 0.6), { opacity: 0.5 })
  }
  badge(s, d.label.brand, 480, 700, 200, 60, '#ffffff')
  gloss(s, 260, 350, 60, 12, -4, 0.3)
}

/** A clear pack with print: garbage bags, gloves, cloths, wet wipes. */
const homePack: Drawer = (s, d) => {
  shadow(s, 480, 820, 300, 40)
  pouch(s, 220, 250, 520, 560, light(d.colour, 0.5), d.colour)
  s.rect(280, 360, 400, 350, 26, d.colour)
  print(s, d, { cx: 480, top: 372, width: 360, height: 330, ground: d.colour })
}

export const home: Record<string, Drawer> = {
  tissue_box: tissueBox,
  soft_pack: softPack,
  rolls,
  jug,
  pump,
  spray,
  bottle,
  tube,
  brush,
  soap,
  diapers,
  puree,
  pet_bag: petBag,
  flat_tin: flatTin,
  towel,
  home_pack: homePack,
}
