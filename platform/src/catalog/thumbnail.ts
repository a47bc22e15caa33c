import sharp from 'sharp'
import type { FileKind } from './file-kind.js'

const [WIDTH, HEIGHT] = [480, 300]
const NAME_MAX = 28
/** What is drawn for a kind of file: a word, and the colour of its sheet. */
const LOOKS: Record<FileKind['ending'], { word: string; colour: string }> = {
  mp4: { word: 'MP4', colour: '#3b4a6b' },
  webm: { word: 'WEBM', colour: '#3b4a6b' },
  pdf: { word: 'PDF', colour: '#8c2f2f' },
  glb: { word: '3D', colour: '#2f6b5a' },
}
const escaped = (text: string) => text.replace(/[^\p{L}\p{N} ._-]/gu, (c) => `&#${c.codePointAt(0)};`)

/** Draws a sheet with the kind and the name of a file, as WebP: nothing of the file itself is ever drawn. */
export function drawSheet(ending: FileKind['ending'], name: string): Promise<Buffer> {
  const { word, colour } = LOOKS[ending]
  const letters = [...name]
  const short = letters.length > NAME_MAX ? `${letters.slice(0, NAME_MAX - 1).join('')}…` : name
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif">
<rect width="100%" height="100%" fill="#f4f4f2"/>
<path d="M200 48h60l32 32v92h-92z" fill="#fff" stroke="${colour}" stroke-width="3" stroke-linejoin="round"/>
<path d="M260 48v32h32" fill="none" stroke="${colour}" stroke-width="3" stroke-linejoin="round"/>
<text x="246" y="140" font-size="24" font-weight="700" text-anchor="middle" fill="${colour}">${word}</text>
<text x="240" y="228" font-size="22" text-anchor="middle" fill="#333">${escaped(short)}</text>
</svg>`
  return sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer()
}
