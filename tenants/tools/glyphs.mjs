/**
 * Writes demo/pictures/glyphs.ts: the outlines of every sign that stands on a label, a logo or a shop front.
 * Run after labels changed, in a folder where `npm install fontkit@2` was done, with the package built:
 * `node <here>/tools/glyphs.mjs <path to NotoSansCJK-Bold.ttc>`.
 */
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { lettersUsed } from '../dist/demo/pictures/letters.js'

const fontkit = createRequire(`${process.cwd()}/`)('fontkit')
const font = fontkit.openSync(process.argv[2]).getFont('NotoSansCJKsc-Bold')
const scale = 250 / font.unitsPerEm
const short = { moveTo: 'm', lineTo: 'l', bezierCurveTo: 'c', quadraticCurveTo: 'q', closePath: 'z' }

function outlineOf(glyph) {
  let [x, y, startX, startY] = [0, 0, 0, 0]
  let d = ''
  for (const { command, args } of glyph.path.commands) {
    const letter = short[command]
    if (letter === 'z') {
      d += 'z'
      ;[x, y] = [startX, startY]
      continue
    }
    const points = args.map((n, i) => Math.round(i % 2 ? -n * scale : n * scale))
    d +=
      letter +
      points
        .map((n, i) => n - (i % 2 ? y : x))
        .join(' ')
        .replace(/ -/g, '-')
    ;[x, y] = points.slice(-2)
    if (letter === 'm') [startX, startY] = [x, y]
  }
  return d
}

const entries = lettersUsed().map((sign) => {
  const glyph = font.glyphForCodePoint(sign.codePointAt(0))
  return `${sign === ' ' ? '\\\\s' : sign}|${Math.round(glyph.advanceWidth * scale)}|${outlineOf(glyph)}`
})
const lines = []
for (let i = 0; i < entries.length; i += 4) lines.push(entries.slice(i, i + 4).join('\t'))
writeFileSync(
  new URL('../demo/pictures/glyphs.ts', import.meta.url),
  `/**
 * Outlines of signs, 250 units per em, as \`sign|advance|path\`; written by tools/glyphs.mjs.
 * Drawn after Noto Sans CJK SC Bold, (c) Adobe, SIL Open Font License 1.1.
 */
export const glyphs = \`
${lines.join('\n')}
\`
`,
)
console.log(`${entries.length} signs`)
