import { dark, inkOn, light } from '../colour.js'
import { shadow } from '../solids.js'
import { gloss } from '../units-fruit.js'
import type { Drawer } from './drawer.js'
import { cloth } from './garments.js'

const sneaker: Drawer = (s, d) => {
  const one = (x: number, y: number, k: number) =>
    s.group(`translate(${x} ${y}) scale(${k})`, () => {
      shadow(s, 0, 176, 340, 34)
      s.path(
        'M-320 60C-330 -60 -300 -160 -250 -190Q-190 -170 -150 -130L40 -40C140 -10 280 0 320 60Q336 110 320 140H-310Q-326 110 -320 60Z',
        s.linear(
          [
            [0, light(d.colour, 0.25)],
            [0.5, d.colour],
            [1, dark(d.colour, 0.2)],
          ],
          [0, 0, 0.4, 1],
        ),
      )
      s.path(
        'M-330 96Q0 140 330 96Q346 160 316 172H-310Q-340 160 -330 96Z',
        s.linear(
          [
            [0, '#ffffff'],
            [1, '#d9dfe6'],
          ],
          [0, 0, 0, 1],
        ),
      )
      s.path('M-320 60C-326 -20 -316 -90 -290 -150Q-240 -60 -160 0Q-220 60 -322 96Z', light(d.second, 0.1))
      s.path(
        'M180 10C250 20 310 30 322 70Q330 90 328 98Q240 112 140 112Q120 50 180 10Z',
        light(d.colour, 0.2),
      )
      s.path('M-120 70Q-20 20 60 -36Q20 60 120 60Q0 90 -120 70Z', d.second)
      for (let i = 0; i < 5; i++)
        s.line(`M${-150 + i * 42} ${-120 + i * 22}L${-184 + i * 46} ${-70 + i * 20}`, '#ffffff', 13)
      s.path('M-250 -190Q-200 -120 -140 -122Q-180 -170 -250 -190Z', dark(d.colour, 0.45))
    })
  one(560, 370, 0.82)
  one(430, 620, 1.06)
}

const pumps: Drawer = (s, d) => {
  const one = (x: number, y: number, k: number) =>
    s.group(`translate(${x} ${y}) scale(${k})`, () => {
      shadow(s, 10, 206, 330, 28)
      s.path(
        'M-280 -170L-236 200H-214L-200 -20Z',
        s.linear([
          [0, d.colour],
          [1, dark(d.colour, 0.4)],
        ]),
      )
      s.path(
        'M-290 -180C-270 -60 -160 -30 -80 30C20 110 120 120 200 110C260 104 330 150 322 190Q200 216 90 196C0 170 -60 80 -160 10C-240 -30 -300 -90 -290 -180Z',
        s.linear(
          [
            [0, light(d.colour, 0.4)],
            [0.5, d.colour],
            [1, dark(d.colour, 0.3)],
          ],
          [0, 0, 0.3, 1],
        ),
      )
      s.path(
        'M-280 -150C-250 -60 -160 -40 -90 20C10 100 110 110 190 110C120 150 20 150 -60 70C-150 0 -250 -50 -280 -150Z',
        dark(d.colour, 0.5),
      )
      s.path('M80 196C200 216 300 210 322 190Q324 206 310 208H90Z', dark(d.colour, 0.6))
      if (d.shape === 'sling')
        s.path('M-290 -180Q-330 -60 -240 -20Q-160 0 -90 20Q-180 -40 -262 -120Z', '#f3ece4', { opacity: 0.9 })
      if (d.shape === 'sling') s.line('M-284 -170Q-190 -190 -80 26', d.colour, 16)
      gloss(s, 240, 144, 44, 10, 14, 0.6)
    })
  one(560, 360, 0.8)
  one(440, 590, 1)
}

const bag: Drawer = (s, d) => {
  shadow(s, 480, 816, 320, 40)
  s.path('M330 400C320 220 400 150 480 150C560 150 640 220 630 400', 'none', {
    stroke: dark(d.colour, 0.2),
    width: 26,
  })
  s.path('M336 400C328 230 404 160 480 160', 'none', { stroke: light(d.colour, 0.4), width: 6, opacity: 0.7 })
  s.path('M210 380H750L800 760Q804 812 752 812H208Q156 812 160 760Z', cloth(s, d.colour))
  s.path('M210 380H750L768 520Q620 610 480 610Q340 610 192 520Z', cloth(s, light(d.colour, 0.08)), {
    stroke: dark(d.colour, 0.45),
    width: 3,
  })
  s.line('M210 540Q340 592 480 592Q620 592 750 540M182 770H778', light(d.colour, 0.5), 4, 0.6)
  s.rect(
    444,
    560,
    72,
    84,
    14,
    s.linear(
      [
        [0, '#fbe8b0'],
        [0.5, '#d9b35a'],
        [1, '#a97f2c'],
      ],
      [0, 0, 1, 1],
    ),
  )
  s.rect(466, 586, 28, 30, 6, '#8a6420')
  for (const x of [330, 630]) s.ellipse(x, 402, 22, 22, '#d9b35a', { stroke: '#a97f2c', width: 6 })
  gloss(s, 280, 470, 60, 16, 12, 0.3)
}

const tote: Drawer = (s, d) => {
  shadow(s, 480, 826, 310, 38)
  s.path('M340 420C340 180 390 130 480 130C570 130 620 180 620 420', 'none', { stroke: d.second, width: 24 })
  s.path('M200 350Q480 378 760 350L790 800Q480 840 170 800Z', cloth(s, d.colour))
  s.path('M200 350Q480 378 760 350L764 400Q480 428 196 400Z', dark(d.colour, 0.12))
  s.path('M330 410L346 540M630 410L614 540', 'none', { stroke: d.second, width: 24 })
  s.ellipse(480, 620, 100, 100, 'none', { stroke: d.second, width: 9 })
  s.path('M430 662V578L480 636L530 578V662', 'none', { stroke: d.second, width: 15 })
  s.line('M240 440Q220 620 230 780M720 440Q744 620 730 780', dark(d.colour, 0.4), 9, 0.16)
}

const scarf: Drawer = (s, d) => {
  shadow(s, 480, 820, 300, 34)
  const tail = 'M520 420C560 560 560 680 540 800H700C730 660 700 520 640 400Z'
  s.path(tail, cloth(s, dark(d.colour, 0.08)))
  const front = 'M330 420C300 560 280 680 300 820H470C470 680 480 560 520 440Z'
  const stripes = (outline: string) =>
    s.clip(outline, () => {
      for (let y = 430; y < 840; y += 96) {
        s.rect(260, y, 460, 26, 0, d.second, { opacity: 0.85 })
        s.rect(260, y + 38, 460, 8, 0, d.second, { opacity: 0.7 })
      }
    })
  stripes(tail)
  s.path(front, cloth(s, d.colour))
  stripes(front)
  s.path(
    'M230 330C230 220 360 190 480 190C600 190 730 220 730 330C730 430 620 480 480 480C340 480 230 430 230 330Z',
    cloth(s, d.colour),
  )
  s.path(
    'M320 310C320 250 400 240 480 240C560 240 640 250 640 310C640 350 560 370 480 370C400 370 320 350 320 310Z',
    dark(d.colour, 0.45),
  )
  s.line('M250 370Q360 460 520 440M270 300Q330 420 500 420', light(d.colour, 0.5), 8, 0.4)
  for (let i = 0; i < 11; i++) s.line(`M${306 + i * 16} 816v44M${546 + i * 15} 798v42`, d.colour, 8)
}

const hat: Drawer = (s, d) => {
  shadow(s, 480, 770, 380, 44)
  s.path(
    'M90 640C90 560 280 530 480 530C680 530 870 560 870 640C870 740 680 770 480 770C280 770 90 740 90 640Z',
    s.linear(
      [
        [0, light(d.colour, 0.2)],
        [0.5, d.colour],
        [1, dark(d.colour, 0.25)],
      ],
      [0, 0, 0.5, 1],
    ),
  )
  s.ellipse(480, 628, 250, 70, dark(d.colour, 0.3), { opacity: 0.5 })
  s.path('M240 620C240 420 300 300 480 300C660 300 720 420 720 620Q480 690 240 620Z', cloth(s, d.colour))
  s.path('M238 550Q480 630 722 550L722 624Q480 700 238 624Z', d.second)
  for (let i = 0; i < 9; i++)
    s.line(
      `M${280 + i * 50} ${350 - Math.sin((i / 8) * Math.PI) * 46}Q${264 + i * 54} 460 ${262 + i * 55} 560`,
      dark(d.colour, 0.4),
      4,
      0.16,
    )
  gloss(s, 350, 420, 26, 80, 14, 0.3)
}

const cap: Drawer = (s, d) => {
  shadow(s, 480, 740, 360, 42)
  s.path('M200 620C190 400 320 270 500 270C680 270 760 420 750 620Q480 680 200 620Z', cloth(s, d.colour))
  s.path('M420 280Q360 440 380 640M540 272Q620 430 600 644', 'none', {
    stroke: dark(d.colour, 0.45),
    width: 5,
    opacity: 0.4,
  })
  s.path(
    'M190 610Q60 630 70 700Q90 750 260 720Q420 690 640 650Q470 600 190 610Z',
    s.linear(
      [
        [0, light(d.colour, 0.15)],
        [1, dark(d.colour, 0.28)],
      ],
      [0, 0, 0, 1],
    ),
  )
  s.ellipse(500, 270, 22, 12, dark(d.colour, 0.3))
  s.ellipse(460, 450, 62, 62, d.second)
  s.path('M430 478V424L460 458L490 424V478', 'none', { stroke: inkOn(d.second), width: 11 })
}

const belt: Drawer = (s, d) => {
  shadow(s, 480, 790, 330, 42)
  s.ellipse(480, 560, 320, 220, dark(d.colour, 0.35))
  s.ellipse(480, 550, 280, 180, '#efe7dc')
  s.path(
    'M160 500C160 380 300 290 480 290C660 290 800 380 800 500V620C800 500 660 420 480 420C300 420 160 500 160 620Z',
    dark(d.colour, 0.4),
  )
  s.path(
    'M160 560C170 700 300 780 480 780C660 780 790 700 800 560V470C790 610 660 690 480 690C300 690 170 610 160 470Z',
    cloth(s, d.colour),
  )
  s.line('M176 560C200 660 320 760 480 762C640 760 760 660 784 560', light(d.colour, 0.5), 4, 0.6)
  s.rect(400, 668, 160, 134, 22, 'none', { stroke: '#d9b35a', width: 20 })
  s.line('M400 736H520', '#b88e3a', 14)
  for (const x of [610, 664, 714]) s.ellipse(x, 716 - (x - 610) * 0.3, 9, 9, dark(d.colour, 0.6))
}

const socks: Drawer = (s, d) => {
  for (const [x, y, c] of [
    [120, -30, d.second],
    [0, 30, d.colour],
  ] as const)
    s.group(`translate(${x} ${y})`, () => {
      shadow(s, 400, 776, 240, 30, 0.22)
      s.path(
        'M330 180H540L530 480C530 520 480 560 420 620C360 690 300 780 210 770C140 760 120 690 170 640C240 580 330 520 334 440Z',
        cloth(s, c),
      )
      s.path('M326 170H544V250H328Z', dark(c, 0.18))
      for (let i = 0; i < 14; i++) s.line(`M${334 + i * 15} 178V244`, dark(c, 0.5), 3, 0.3)
      s.path(
        'M170 640Q200 612 230 590Q290 650 268 750Q240 776 210 770C140 760 120 690 170 640Z',
        light(c, 0.35),
      )
      s.path('M530 470Q524 520 470 570Q420 520 440 450Z', light(c, 0.35))
      for (const cy of [300, 350, 400]) s.rect(332, cy, 206, 16, 0, light(c, 0.5), { opacity: 0.7 })
    })
}

export const accessories: Record<string, Drawer> = { sneaker, pumps, bag, tote, scarf, hat, cap, belt, socks }
