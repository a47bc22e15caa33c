import { dark, inkOn, light, luminance } from '../colour.js'
import type { Scene } from '../scene.js'
import { shadow } from '../solids.js'
import type { Drawer, Drawn } from './drawer.js'

/** Cloth lit from the left, with a little shade at the right seam. */
export function cloth(s: Scene, colour: string): string {
  const pale = luminance(colour) > 0.7
  return s.linear([
    [0, dark(colour, pale ? 0.06 : 0.1)],
    [0.22, light(colour, 0.16)],
    [0.5, colour],
    [0.8, dark(colour, pale ? 0.05 : 0.1)],
    [1, dark(colour, pale ? 0.14 : 0.22)],
  ])
}

export const seam = (s: Scene, d: string, colour: string, width = 4, opacity = 0.4) =>
  s.line(d, dark(colour, 0.45), width, opacity)

export function folds(s: Scene, colour: string, lines: string): void {
  s.line(lines, dark(colour, 0.4), 10, 0.13)
  s.group('translate(-9 0)', () => s.line(lines, '#ffffff', 7, 0.16))
}

export function hanger(s: Scene, y = 170): void {
  s.path(
    `M480 ${y}C480 ${y - 34} 524 ${y - 38} 520 ${y - 70}C516 ${y - 98} 462 ${y - 96} 462 ${y - 66}`,
    'none',
    { stroke: '#b9a88f', width: 9 },
  )
  s.path(
    `M480 ${y - 4}L700 ${y + 84}Q712 ${y + 104} 690 ${y + 104}H270Q248 ${y + 104} 260 ${y + 84}Z`,
    'none',
    { stroke: '#c9a06c', width: 16 },
  )
}

const patterns: Record<string, (s: Scene, d: Drawn) => void> = {
  stripe(s, d) {
    for (let y = 150; y < 860; y += 46) s.rect(80, y, 800, 17, 0, d.second, { opacity: 0.85 })
  },
  pinstripe(s, d) {
    for (let x = 100; x < 880; x += 30) s.rect(x, 100, 5, 780, 0, d.second, { opacity: 0.6 })
  },
  check(s, d) {
    for (let x = 110; x < 880; x += 76) s.rect(x, 80, 26, 800, 0, d.second, { opacity: 0.45 })
    for (let y = 110; y < 880; y += 76) s.rect(80, y, 800, 26, 0, d.second, { opacity: 0.45 })
  },
  dot(s, d) {
    for (let j = 0; j < 18; j++)
      for (let i = 0; i < 17; i++)
        s.ellipse(110 + i * 48 + (j % 2) * 24, 130 + j * 42, 8, 8, d.second, { opacity: 0.9 })
  },
  floral(s, d) {
    for (let i = 0; i < 64; i++) {
      // Golden-ratio steps spread evenly and never line up.
      const x = 120 + ((i * 0.61803 * 720) % 720)
      const y = 150 + i * 10.8 + ((i * 53) % 40)
      for (let k = 0; k < 5; k++)
        s.ellipse(x + Math.cos(k * 1.257) * 12, y + Math.sin(k * 1.257) * 12, 9, 9, d.second, {
          opacity: 0.9,
        })
      s.ellipse(x, y, 6, 6, '#ffe08a')
      s.ellipse(x + 26, y + 10, 10, 5, '#6f9a5c', {
        transform: `rotate(${(i * 40) % 180} ${x + 26} ${y + 10})`,
      })
    }
  },
  rib(s, d) {
    for (let x = 100; x < 880; x += 22) s.rect(x, 100, 7, 780, 3, dark(d.colour, 0.3), { opacity: 0.22 })
  },
  cable(s, d) {
    for (let x = 300; x < 700; x += 90)
      for (let y = 200; y < 840; y += 46)
        s.path(
          `M${x - 16} ${y}Q${x + 26} ${y + 14} ${x + 12} ${y + 44}M${x + 16} ${y}Q${x - 26} ${y + 14} ${x - 12} ${y + 44}`,
          'none',
          { stroke: dark(d.colour, 0.35), width: 7, opacity: 0.3 },
        )
  },
  quilt(s, d) {
    for (let y = 250; y < 860; y += 84) {
      s.line(`M80 ${y}Q480 ${y + 26} 880 ${y}`, dark(d.colour, 0.5), 6, 0.4)
      s.line(`M80 ${y + 14}Q480 ${y + 40} 880 ${y + 14}`, '#ffffff', 12, 0.18)
    }
  },
}

/** A piece of clothing: filled, patterned, cut to its outline. */
export function piece(s: Scene, d: Drawn, outline: string, pattern = d.shape): void {
  s.path(outline, cloth(s, d.colour))
  const print = patterns[pattern]
  if (print) s.clip(outline, () => print(s, d))
  s.path(outline, 'none', { stroke: dark(d.colour, 0.4), width: 3, opacity: 0.25 })
}

const tshirt: Drawer = (s, d) => {
  shadow(s, 480, 826, 300, 30, 0.22)
  hanger(s)
  piece(
    s,
    d,
    'M380 236Q480 300 580 236L690 276L850 450L730 540L684 484L694 810Q480 836 266 810L276 484L230 540L110 450L270 276Z',
  )
  s.path('M380 236Q480 318 580 236L566 228Q480 280 394 228Z', dark(d.colour, 0.16))
  s.path('M394 228Q480 204 566 228Q480 280 394 228Z', dark(d.colour, 0.32))
  seam(
    s,
    'M276 484Q266 380 282 300M684 484Q694 380 678 300M124 462L238 548M836 462L722 548M268 790Q480 816 692 790',
    d.colour,
  )
  folds(s, d.colour, 'M340 560Q370 680 340 790M620 540Q590 680 616 796M300 360Q360 430 350 500')
  if (d.motif === 'logo') {
    s.ellipse(480, 450, 74, 74, d.second)
    s.path('M444 482V420L480 462L516 420V482', 'none', { stroke: inkOn(d.second), width: 13 })
  }
}

const shirt: Drawer = (s, d) => {
  shadow(s, 480, 826, 290, 30, 0.22)
  hanger(s)
  piece(s, d, 'M250 286L180 700Q176 730 206 736L250 742L290 470Z')
  piece(s, d, 'M710 286L780 700Q784 730 754 736L710 742L670 470Z')
  piece(s, d, 'M390 232L570 232L712 288L690 480L698 806Q590 836 480 816Q370 836 262 806L270 480L248 288Z')
  s.path('M390 232Q480 260 570 232L480 330Z', dark(d.colour, 0.3))
  s.path('M392 226L350 280L420 350L480 300ZM568 226L610 280L540 350L480 300Z', light(d.colour, 0.18), {
    stroke: dark(d.colour, 0.4),
    width: 3,
  })
  s.rect(464, 310, 32, 506, 0, dark(d.colour, 0.08), { opacity: 0.5 })
  for (let i = 0; i < 6; i++)
    s.ellipse(480, 370 + i * 78, 9, 9, light(d.colour, 0.7), { stroke: dark(d.colour, 0.5), width: 2.5 })
  if (d.motif === 'bow') {
    s.path(
      'M480 320C420 270 360 300 366 350C372 390 440 380 480 336C520 380 588 390 594 350C600 300 540 270 480 320Z',
      light(d.colour, 0.14),
      { stroke: dark(d.colour, 0.4), width: 3 },
    )
    s.path('M470 340L420 540L462 530L484 360L506 530L548 540L490 340Z', light(d.colour, 0.08), {
      stroke: dark(d.colour, 0.4),
      width: 3,
    })
  } else
    s.path('M540 430H640V520L590 540L540 520Z', 'none', {
      stroke: dark(d.colour, 0.45),
      width: 4,
      opacity: 0.4,
    })
  seam(s, 'M270 480Q262 380 276 300M690 480Q698 380 684 300M184 690L256 700M776 690L704 700', d.colour)
  folds(s, d.colour, 'M340 520Q370 660 340 780M610 560Q590 680 616 786')
}

const knit: Drawer = (s, d) => {
  shadow(s, 480, 820, 300, 30, 0.22)
  hanger(s)
  const pattern = d.shape || 'rib'
  piece(s, d, 'M290 270C230 290 200 420 170 700Q168 750 206 754L262 756L300 520Z', pattern)
  piece(s, d, 'M670 270C730 290 760 420 790 700Q792 750 754 754L698 756L660 520Z', pattern)
  piece(
    s,
    d,
    'M386 236Q480 290 574 236L680 272Q700 400 690 540L700 780Q480 806 260 780L270 540Q260 400 280 272Z',
    pattern,
  )
  s.path('M376 238Q480 320 584 238L566 214Q480 250 394 214Z', dark(d.colour, 0.12), {
    stroke: dark(d.colour, 0.4),
    width: 3,
  })
  s.path(
    'M260 740Q480 766 700 740V780Q480 806 260 780ZM168 712L268 722L262 756L206 754Q168 750 168 712ZM792 712L692 722L698 756L754 754Q792 750 792 712Z',
    dark(d.colour, 0.14),
  )
  for (let x = 270; x < 700; x += 14)
    s.line(`M${x} ${746 + 14 * Math.sin(((x - 260) / 440) * Math.PI)}v32`, dark(d.colour, 0.5), 3, 0.28)
  folds(s, d.colour, 'M330 560Q360 640 334 730M630 560Q600 650 628 730')
}

const hoodie: Drawer = (s, d) => {
  knit(s, { ...d, shape: 'plain' })
  s.path(
    'M360 250C330 170 400 120 480 120C560 120 630 170 600 250Q560 330 480 340Q400 330 360 250Z',
    cloth(s, d.colour),
    { stroke: dark(d.colour, 0.4), width: 3 },
  )
  s.path(
    'M400 250C390 190 430 164 480 164C530 164 570 190 560 250Q530 300 480 306Q430 300 400 250Z',
    dark(d.colour, 0.42),
  )
  s.line('M440 316Q436 380 446 430M520 316Q526 380 514 440', '#ffffff', 9, 0.85)
  s.path('M360 600H600L640 740H320Z', dark(d.colour, 0.06), { stroke: dark(d.colour, 0.45), width: 4 })
  s.ellipse(480, 500, 46, 46, d.second)
  s.path('M458 520V482L480 508L502 482V520', 'none', { stroke: inkOn(d.second), width: 8 })
}

const jacket: Drawer = (s, d) => {
  shadow(s, 480, 826, 310, 30, 0.24)
  hanger(s, 160)
  piece(s, d, 'M270 276C210 310 186 440 160 720Q158 764 196 768L256 770L300 520Z')
  piece(s, d, 'M690 276C750 310 774 440 800 720Q802 764 764 768L704 770L660 520Z')
  piece(
    s,
    d,
    'M380 226H580L694 274Q712 420 696 560L700 800Q590 822 480 806Q370 822 260 800L264 560Q248 420 266 274Z',
  )
  s.path('M380 226Q480 250 580 226L480 470Z', light(d.second, 0.72))
  s.path(
    'M376 224L300 330L360 370L340 404L480 560L492 520L420 300ZM584 224L660 330L600 370L620 404L480 560L468 520L540 300Z',
    light(d.colour, 0.1),
    { stroke: dark(d.colour, 0.5), width: 3 },
  )
  seam(s, 'M480 556V806', d.colour, 5, 0.55)
  if (d.motif === 'patch')
    s.path('M300 640H410V750Q355 776 300 750ZM550 640H660V750Q605 776 550 750Z', dark(d.colour, 0.05), {
      stroke: dark(d.colour, 0.45),
      width: 4,
    })
  else seam(s, 'M300 640H400M560 640H660M300 656H400M560 656H660', d.colour, 5, 0.55)
  for (const y of d.motif === 'patch' ? [590, 650, 710] : [600, 680])
    s.ellipse(500, y, 12, 12, dark(d.colour, 0.5), { stroke: light(d.colour, 0.4), width: 3 })
  folds(s, d.colour, 'M330 600Q352 700 330 780M640 600Q616 700 636 780')
}

function trenchTrim(s: Scene, d: Drawn): void {
  s.path('M272 536Q480 566 688 536L692 588Q480 616 268 588Z', dark(d.colour, 0.14))
  s.rect(450, 546, 66, 60, 8, 'none', { stroke: '#c9a45c', width: 9 })
  s.path('M300 660L390 680L380 780L292 758ZM660 660L570 680L580 780L668 758Z', dark(d.colour, 0.06), {
    stroke: dark(d.colour, 0.45),
    width: 4,
  })
  for (const y of [510, 660, 750])
    for (const x of [440, 524])
      s.ellipse(x, y, 11, 11, dark(d.colour, 0.5), { stroke: light(d.colour, 0.4), width: 3 })
  s.path(
    'M300 300Q360 340 330 430L262 420Q270 350 300 300ZM660 300Q600 340 630 430L698 420Q690 350 660 300Z',
    dark(d.colour, 0.08),
    { opacity: 0.7 },
  )
}

const coat: Drawer = (s, d) => {
  shadow(s, 480, 872, 300, 30, 0.24)
  s.group('translate(0 -40)', () => {
    hanger(s, 150)
    piece(s, d, 'M290 262C230 290 210 400 196 640Q194 680 226 684L282 686L312 460Z')
    piece(s, d, 'M670 262C730 290 750 400 764 640Q766 680 734 684L678 686L648 460Z')
    piece(
      s,
      d,
      'M384 214H576L674 258Q692 380 680 500L726 890Q600 920 480 904Q360 920 234 890L280 500Q268 380 286 258Z',
    )
    s.path('M384 212Q480 236 576 212L480 400Z', light(d.second, 0.6))
    s.path(
      'M380 210L316 300L370 340L356 370L478 470V430L424 290ZM580 210L644 300L590 340L604 370L482 470V430L536 290Z',
      light(d.colour, 0.12),
      { stroke: dark(d.colour, 0.5), width: 3 },
    )
    seam(s, 'M480 470V904', d.colour, 5, 0.5)
    if (d.motif === 'trench') trenchTrim(s, d)
    else {
      seam(s, 'M300 640H400M560 640H660M300 656H400M560 656H660', d.colour, 6, 0.5)
      for (const y of [510, 620, 730])
        s.ellipse(502, y, 13, 13, dark(d.colour, 0.5), { stroke: light(d.colour, 0.4), width: 3 })
    }
    folds(s, d.colour, 'M330 620Q300 760 290 880M640 620Q666 760 676 880M410 620Q400 760 396 900')
  })
}

/** A long bias-cut dress on thin straps. */
const slip: Drawer = (s, d) => {
  shadow(s, 480, 890, 220, 24, 0.22)
  s.group('translate(0 -40)', () => {
    hanger(s, 170)
    s.line('M396 226L404 350M564 226L556 350', dark(d.colour, 0.1), 8)
    piece(
      s,
      d,
      'M396 340Q440 400 480 350Q520 400 564 340Q600 380 596 460Q590 520 606 600Q650 760 664 900Q480 950 296 900Q310 760 354 600Q370 520 364 460Q360 380 396 340Z',
    )
    s.path('M420 420Q400 640 360 890Q400 904 430 908Q450 660 446 420Z', '#ffffff', { opacity: 0.2 })
    folds(
      s,
      d.colour,
      'M480 480Q470 700 450 910M540 560Q566 740 580 900M410 380Q450 440 480 400Q520 440 552 380',
    )
  })
}

/** A long narrow dress with sleeves. */
const column: Drawer = (s, d) => {
  shadow(s, 480, 890, 200, 24, 0.22)
  s.group('translate(0 -40)', () => {
    hanger(s, 170)
    piece(s, d, 'M340 270C290 300 270 420 250 640Q250 670 276 672L312 670L360 440Z')
    piece(s, d, 'M620 270C670 300 690 420 710 640Q710 670 684 672L648 670L600 440Z')
    piece(
      s,
      d,
      'M400 240Q480 290 560 240L630 268Q620 380 612 470Q626 620 616 890Q480 920 344 890Q334 620 348 470Q340 380 330 268Z',
    )
    s.path('M394 242Q480 310 566 242L556 214Q480 250 404 214Z', dark(d.colour, 0.14))
    folds(s, d.colour, 'M400 560Q390 740 400 880M560 560Q570 740 560 880')
  })
}

const dress: Drawer = (s, d) => {
  if (d.motif === 'slip') return slip(s, d)
  if (d.motif === 'column') return column(s, d)
  shadow(s, 480, 880, 280, 28, 0.22)
  s.group('translate(0 -40)', () => {
    hanger(s, 170)
    if (d.motif === 'sleeve') {
      piece(s, d, 'M350 262C290 290 262 400 240 560Q240 590 268 594L320 560L366 420Z')
      piece(s, d, 'M610 262C670 290 698 400 720 560Q720 590 692 594L640 560L594 420Z')
    }
    piece(
      s,
      d,
      'M396 236Q420 330 480 336Q540 330 564 236L616 252Q600 360 612 420Q592 470 590 520Q680 680 740 870Q660 906 600 886Q540 920 480 892Q420 920 360 886Q300 906 220 870Q280 680 370 520Q368 470 348 420Q360 360 344 252Z',
    )
    s.path('M396 236Q420 330 480 336Q540 330 564 236', 'none', { stroke: light(d.colour, 0.4), width: 8 })
    s.path('M368 500Q480 530 592 500L594 540Q480 568 366 540Z', dark(d.colour, 0.16))
    s.path('M470 520Q440 600 452 640L470 610L486 644Q500 590 490 522Z', dark(d.colour, 0.24))
    folds(
      s,
      d.colour,
      'M400 560Q340 720 320 880M450 570Q430 740 420 900M520 570Q540 740 546 900M566 560Q630 720 650 884',
    )
  })
}

/** Bias-cut, without pleats. */
const satin: Drawer = (s, d) => {
  shadow(s, 480, 856, 240, 28, 0.22)
  piece(s, d, 'M350 190H610Q640 330 650 480Q680 680 700 830Q480 890 260 830Q280 680 310 480Q320 330 350 190Z')
  s.rect(344, 160, 272, 40, 16, cloth(s, dark(d.colour, 0.1)))
  s.path(
    'M400 230Q380 500 330 800Q380 812 420 818Q440 520 430 230ZM560 300Q590 560 600 800Q620 796 640 790Q620 520 590 300Z',
    '#ffffff',
    { opacity: 0.22 },
  )
  folds(s, d.colour, 'M480 360Q470 600 440 840M540 420Q560 640 540 840')
}

const skirt: Drawer = (s, d) => {
  if (d.motif === 'satin') return satin(s, d)
  shadow(s, 480, 836, 320, 32, 0.22)
  piece(
    s,
    d,
    'M330 220H630Q700 500 800 790Q730 830 660 806Q600 840 540 812Q480 842 420 812Q360 840 300 806Q230 830 160 790Q260 500 330 220Z',
  )
  s.rect(324, 180, 312, 56, 14, cloth(s, dark(d.colour, 0.12)))
  for (let i = 0; i < 7; i++)
    s.line(`M${366 + i * 38} 236Q${330 + i * 50} 520 ${240 + i * 80} 800`, dark(d.colour, 0.45), 6, 0.22)
  for (let i = 0; i < 7; i++)
    s.line(`M${376 + i * 38} 236Q${346 + i * 50} 520 ${262 + i * 80} 790`, '#ffffff', 8, 0.16)
  s.ellipse(600, 208, 11, 11, '#d9b86a')
}

const trousers: Drawer = (s, d) => {
  shadow(s, 480, 866, 240, 26, 0.22)
  const wide = d.motif === 'wide' ? 50 : d.motif === 'slim' ? -26 : 0
  piece(
    s,
    d,
    `M320 150H640Q670 320 ${674 + wide} 846Q${600 + wide * 0.5} 862 ${530 - wide * 0.2} 848L484 400L${430 + wide * 0.2} 848Q${360 - wide * 0.5} 862 ${286 - wide} 846Q290 320 320 150Z`,
  )
  s.path('M318 146H642L648 196Q480 210 312 196Z', dark(d.colour, 0.14))
  seam(
    s,
    'M484 200V400M484 210Q540 250 510 330L484 344M336 200Q350 260 306 280M624 200Q610 260 656 280',
    d.colour,
    5,
    0.5,
  )
  s.ellipse(484, 172, 12, 12, '#c9a45c', { stroke: '#8a6a2a', width: 3 })
  for (const x of [370, 590]) s.rect(x, 138, 18, 62, 6, dark(d.colour, 0.25))
  folds(s, d.colour, 'M400 420Q380 620 370 830M570 420Q590 620 600 830M440 380Q420 420 400 430')
  if (d.shape === 'denim') {
    s.line(
      `M334 220Q352 272 300 296M626 220Q608 272 660 296M296 ${830}L424 834M536 834L664 830`,
      '#e0a45c',
      4,
      0.9,
    )
    s.ellipse(370, 520, 60, 150, '#ffffff', { opacity: 0.14 })
    s.ellipse(590, 520, 60, 150, '#ffffff', { opacity: 0.14 })
  }
}

const shorts: Drawer = (s, d) => {
  shadow(s, 480, 790, 330, 34, 0.22)
  piece(s, d, 'M280 270H680Q720 460 770 740Q650 790 530 752L484 560L430 752Q310 790 190 740Q240 460 280 270Z')
  s.path('M276 262H684L692 322Q480 340 268 322Z', dark(d.colour, 0.14))
  seam(
    s,
    'M484 330V560M300 330Q320 400 260 430M660 330Q640 400 700 430M204 712Q320 750 424 726M536 726Q640 750 756 712',
    d.colour,
    5,
    0.5,
  )
  s.line('M470 330Q440 400 450 450M494 330Q520 390 506 440', '#ffffff', 9, 0.9)
  folds(s, d.colour, 'M350 450Q320 600 300 730M610 450Q640 600 660 730')
}

export const garments: Record<string, Drawer> = {
  tshirt,
  shirt,
  knit,
  hoodie,
  jacket,
  coat,
  dress,
  skirt,
  trousers,
  shorts,
}
