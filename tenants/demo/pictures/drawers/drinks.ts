import { dark, light } from '../colour.js'
import { badge, print } from '../label.js'
import { letter } from '../lettering.js'
import { motif } from '../motifs.js'
import { band, box, outline, shadow, shine, turned, type Profile } from '../solids.js'
import type { Drawer } from './drawer.js'
import type { Scene } from '../scene.js'

function cap(s: Scene, cx: number, y: number, half: number, height: number, colour: string): void {
  turned(
    s,
    cx,
    [
      [y, half],
      [y + height, half],
    ],
    colour,
    0.5,
    0.12,
  )
  for (let i = -3; i <= 3; i++)
    s.line(`M${cx + (i * half) / 4} ${y + 10}V${y + height - 4}`, dark(colour, 0.4), 3, 0.3)
  s.ellipse(cx, y, half, half * 0.22, light(colour, 0.35))
}

/** A clear bottle with something in it. */
function clearBottle(s: Scene, profile: Profile, liquid: string, level: number, see = 0.82): void {
  const d = outline(480, profile, 0.08)
  s.path(
    d,
    s.linear([
      [0, '#bcd3e2', 0.9],
      [0.2, '#f6fbff', 0.8],
      [0.6, '#e2eff7', 0.75],
      [1, '#a9c4d6', 0.95],
    ]),
  )
  s.clip(d, () =>
    s.rect(
      200,
      level,
      560,
      640,
      0,
      s.linear([
        [0, dark(liquid, 0.25)],
        [0.12, liquid],
        [0.3, light(liquid, 0.45)],
        [0.6, liquid],
        [1, dark(liquid, 0.3)],
      ]),
      { opacity: see },
    ),
  )
  s.clip(d, () => s.ellipse(480, level, 160, 12, light(liquid, 0.5), { opacity: 0.8 }))
}

const water: Drawer = (s, d) => {
  shadow(s, 480, 808, 190, 30)
  clearBottle(
    s,
    [
      [214, 40],
      [262, 42],
      [370, 122],
      [430, 126],
      [460, 116],
      [490, 126],
      [640, 126],
      [670, 114],
      [700, 126],
      [770, 124],
      [802, 106],
    ],
    light(d.colour, 0.6),
    270,
    0.6,
  )
  cap(s, 480, 160, 50, 52, d.colour)
  band(s, 480, 440, 128, 200, d.colour, 0.35, 0.06)
  print(s, d, { cx: 480, top: 452, width: 226, height: 190, ground: d.colour })
  shine(s, 378, 380, 14, 400, 0.6)
}

const juice: Drawer = (s, d) => {
  shadow(s, 480, 808, 210, 32)
  clearBottle(
    s,
    [
      [220, 56],
      [270, 58],
      [360, 132],
      [410, 138],
      [760, 138],
      [802, 118],
    ],
    d.colour,
    300,
  )
  cap(s, 480, 160, 64, 62, d.second)
  band(s, 480, 440, 140, 290, '#fffdf6', 0.2, 0.06)
  motif(s, d.motif, 480, 668, 92, d.second)
  letter(s, d.label.brand, 480, 486, 44, dark(d.colour, 0.4), { maxWidth: 220, spacing: 0.1 })
  letter(s, d.label.name, 480, 546, 58, dark(d.colour, 0.55), { maxWidth: 240 })
  shine(s, 364, 330, 16, 440, 0.55)
}

const soda: Drawer = (s, d) => {
  shadow(s, 480, 808, 190, 30)
  clearBottle(
    s,
    [
      [210, 38],
      [256, 40],
      [390, 128],
      [470, 136],
      [560, 112],
      [650, 132],
      [760, 130],
      [802, 98],
    ],
    d.second,
    280,
    0.9,
  )
  for (let i = 0; i < 24; i++)
    s.ellipse(390 + ((i * 53) % 190), 340 + ((i * 91) % 440), 5 + (i % 3) * 2, 5 + (i % 3) * 2, '#ffffff', {
      opacity: 0.5,
    })
  cap(s, 480, 156, 48, 52, d.colour)
  const label = 'M346 440Q480 456 614 440L596 640Q480 656 364 640Z'
  s.path(
    label,
    s.linear([
      [0, dark(d.colour, 0.2)],
      [0.25, light(d.colour, 0.3)],
      [0.6, d.colour],
      [1, dark(d.colour, 0.25)],
    ]),
  )
  print(s, d, { cx: 480, top: 452, width: 220, height: 190, ground: d.colour })
  shine(s, 372, 390, 14, 380, 0.5)
}

const teaDrink: Drawer = (s, d) => {
  shadow(s, 480, 808, 190, 30)
  clearBottle(
    s,
    [
      [214, 56],
      [264, 58],
      [340, 124],
      [380, 126],
      [770, 126],
      [802, 112],
    ],
    d.second,
    290,
    0.92,
  )
  cap(s, 480, 150, 64, 64, d.colour)
  band(s, 480, 380, 127, 360, d.colour, 0.3, 0.06)
  s.path('M353 640Q420 580 480 630T607 610V744Q480 760 353 744Z', light(d.colour, 0.75), { opacity: 0.9 })
  print(s, d, { cx: 480, top: 396, width: 224, height: 336, ground: d.colour })
  shine(s, 374, 320, 14, 450, 0.5)
}

const can: Drawer = (s, d) => {
  shadow(s, 480, 808, 200, 32)
  turned(
    s,
    480,
    [
      [210, 118],
      [250, 148],
      [760, 148],
      [802, 112],
    ],
    d.colour,
    0.5,
    0.1,
  )
  s.ellipse(
    480,
    206,
    118,
    30,
    s.linear([
      [0, '#9aa7b3'],
      [0.4, '#f4f8fb'],
      [1, '#8c99a6'],
    ]),
  )
  s.ellipse(
    480,
    206,
    102,
    22,
    s.linear(
      [
        [0, '#c3ced8'],
        [1, '#8794a1'],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(480, 212, 40, 9, '#eef3f7', { stroke: '#8a97a4', width: 4 })
  s.path('M334 560Q480 470 626 590V690Q480 620 334 700Z', d.second, { opacity: 0.9 })
  print(s, d, { cx: 480, top: 280, width: 262, height: 470, ground: d.colour })
  s.path('M374 774Q480 800 586 774L592 790Q480 824 368 790Z', '#c3ced8', { opacity: 0.8 })
  shine(s, 356, 270, 16, 480, 0.55)
}

/** Oval label with the brand, the name and an ear of what it is brewed from. */
const beerLabel: Drawer = (s, d) => {
  s.ellipse(
    480,
    620,
    112,
    122,
    s.linear(
      [
        [0, light(d.colour, 0.15)],
        [1, dark(d.colour, 0.1)],
      ],
      [0, 0, 0, 1],
    ),
    { stroke: '#f4dfa4', width: 7 },
  )
  letter(s, d.label.brand, 480, 566, 52, '#ffffff', { maxWidth: 170, spacing: 0.06 })
  letter(s, d.label.name, 480, 624, 36, '#f9e7b6', { maxWidth: 186 })
  motif(s, d.motif, 480, 690, 40, '#e2b040')
}

const beer: Drawer = (s, d) => {
  shadow(s, 480, 808, 180, 30)
  turned(
    s,
    480,
    [
      [190, 38],
      [260, 42],
      [330, 44],
      [470, 122],
      [520, 126],
      [770, 126],
      [802, 112],
    ],
    d.second,
    0.35,
    0.08,
  )
  s.rect(
    436,
    150,
    88,
    46,
    10,
    s.linear([
      [0, dark(d.colour, 0.2)],
      [0.3, light(d.colour, 0.6)],
      [1, dark(d.colour, 0.3)],
    ]),
  )
  band(s, 480, 340, 56, 60, d.colour, 0.4, 0.08)
  beerLabel(s, d)
  shine(s, 376, 500, 14, 270, 0.4)
  shine(s, 448, 230, 9, 130, 0.4)
}

const wine: Drawer = (s, d) => {
  shadow(s, 480, 808, 170, 28)
  turned(
    s,
    480,
    [
      [140, 36],
      [330, 38],
      [450, 112],
      [490, 114],
      [780, 114],
      [802, 104],
    ],
    d.second,
    0.3,
    0.08,
  )
  turned(
    s,
    480,
    [
      [130, 40],
      [290, 42],
    ],
    d.colour,
    0.4,
    0.12,
  )
  band(s, 480, 530, 115, 210, '#fbf6ea', 0.15, 0.06)
  s.line('M390 556Q480 566 570 556M390 716Q480 726 570 716', '#b89a55', 4)
  letter(s, d.label.brand, 480, 592, 46, dark(d.colour, 0.4), { maxWidth: 180, spacing: 0.16 })
  letter(s, d.label.name, 480, 644, 32, dark(d.colour, 0.2), { maxWidth: 186 })
  motif(s, d.motif, 480, 694, 28, d.colour)
  shine(s, 386, 480, 12, 290, 0.4)
}

const teaBox: Drawer = (s, d) => {
  shadow(s, 520, 806, 330, 42)
  box(s, 220, 330, 440, 470, 110, d.colour)
  s.rect(270, 380, 340, 370, 16, light(d.colour, 0.9), { opacity: 0.94 })
  s.rect(284, 394, 312, 342, 10, 'none', { stroke: d.second, width: 4 })
  print(s, d, { cx: 440, top: 400, width: 300, height: 328, ground: light(d.colour, 0.9) })
}

const tin: Drawer = (s, d) => {
  shadow(s, 480, 808, 230, 34)
  turned(
    s,
    480,
    [
      [330, 170],
      [800, 170],
    ],
    d.colour,
    0.4,
    0.1,
  )
  turned(
    s,
    480,
    [
      [240, 176],
      [344, 178],
    ],
    light(d.colour, 0.15),
    0.5,
    0.1,
  )
  s.ellipse(
    480,
    240,
    176,
    36,
    s.linear([
      [0, light(d.colour, 0.5)],
      [1, light(d.colour, 0.1)],
    ]),
  )
  s.ellipse(480, 238, 130, 24, 'none', { stroke: light(d.colour, 0.65), width: 4 })
  s.rect(378, 400, 204, 350, 16, '#fffaf0', { opacity: 0.95 })
  s.rect(388, 410, 184, 330, 10, 'none', { stroke: d.second, width: 3 })
  print(s, d, { cx: 480, top: 416, width: 186, height: 322, ground: '#fffaf0' })
  shine(s, 328, 370, 16, 400, 0.45)
}

const powderCan: Drawer = (s, d) => {
  shadow(s, 480, 808, 240, 34)
  turned(
    s,
    480,
    [
      [270, 184],
      [800, 184],
    ],
    d.colour,
    0.4,
    0.09,
  )
  turned(
    s,
    480,
    [
      [230, 190],
      [290, 190],
    ],
    '#f4f7fa',
    0.6,
    0.09,
  )
  s.ellipse(480, 230, 190, 36, '#ffffff')
  s.path('M296 620Q480 520 664 650V792Q480 826 296 792Z', light(d.colour, 0.82), { opacity: 0.95 })
  badge(s, d.label.brand, 480, 380, 210, 72, '#ffffff')
  letter(s, d.label.name, 480, 490, 66, '#ffffff', { maxWidth: 310 })
  if (d.label.note) letter(s, d.label.note, 480, 556, 36, '#ffffff', { maxWidth: 250 })
  motif(s, d.motif, 480, 690, 92, d.second)
  shine(s, 314, 310, 16, 460, 0.5)
}

export const drinks: Record<string, Drawer> = {
  water,
  juice,
  soda,
  tea_drink: teaDrink,
  can,
  beer,
  wine,
  tea_box: teaBox,
  tin,
  powder_can: powderCan,
}
