/** Sample pictures: a plain silhouette of what kind of thing it is, until the brand puts its own there. */
import type { SeedPicture } from '@storeweave/platform/provision'
import sharp from 'sharp'
import type { Preset, PresetGood, Shape } from './shapes.js'

const SIDE = 960
const WIDTHS = [240, 480, SIDE]
const QUALITY = 82

/** Each in a square of 100, in two colours: the body's and that of what stands out on it. */
const DRAWN: Record<Shape, (body: string, mark: string) => string> = {
  bottle: (body, mark) =>
    `<path fill="${body}" d="M43 12h14v14c8 4 11 9 11 18v36c0 5-3 8-8 8H40c-5 0-8-3-8-8V44c0-9 3-14 11-18z"/><path fill="${mark}" d="M42 8h16v9H42zM32 52h36v22H32z"/>`,
  box: (body, mark) =>
    `<path fill="${body}" d="M18 32l32-14 32 14v40L50 86 18 72z"/><path fill="${mark}" d="M18 32l32 14 32-14-32-14zM48 46h4v40h-4z"/>`,
  bag: (body, mark) =>
    `<path fill="${body}" d="M26 24h48l6 60c0 3-2 5-5 5H25c-3 0-5-2-5-5z"/><path fill="${mark}" d="M26 24h48l1 9H25zM34 50h32v20H34z"/>`,
  jar: (body, mark) =>
    `<path fill="${body}" d="M26 34h48c3 0 5 2 5 5v40c0 5-4 8-8 8H29c-4 0-8-3-8-8V39c0-3 2-5 5-5z"/><path fill="${mark}" d="M25 16h50v16H25zM21 52h58v18H21z"/>`,
  tube: (body, mark) =>
    `<path fill="${body}" d="M34 10h32l-3 64H37z"/><path fill="${mark}" d="M40 76h20v14H40zM36 34h28l-1 18H37z"/>`,
  cup: (body, mark) =>
    `<path fill="${body}" d="M28 30h44l-6 54c0 3-2 4-5 4H39c-3 0-5-1-5-4z"/><path fill="${mark}" d="M25 22h50v8H25zM56 8h4l-3 14h-4zM31 48h38l-2 20H33z"/>`,
  bowl: (body, mark) =>
    `<path fill="${body}" d="M14 48h72c0 20-12 34-26 36H40C26 82 14 68 14 48z"/><path fill="${mark}" d="M22 46c4-14 14-18 28-18s24 4 28 18z"/>`,
  shirt: (body, mark) =>
    `<path fill="${body}" d="M38 16c4 6 20 6 24 0l22 10-8 20-9-4v44H33V42l-9 4-8-20z"/><path fill="${mark}" d="M38 16c4 6 20 6 24 0l3 2c-6 9-24 9-30 0z"/>`,
  dress: (body, mark) =>
    `<path fill="${body}" d="M40 12h4c2 5 10 5 12 0h4l5 26-5 10 16 38c-16 5-36 5-52 0l16-38-5-10z"/><path fill="${mark}" d="M40 44h20v6H40z"/>`,
  fruit: (body, mark) =>
    `<circle fill="${body}" cx="50" cy="56" r="32"/><path fill="${mark}" d="M50 28c0-10 8-16 18-16 0 10-8 16-18 16zM48 18h4v14h-4z"/>`,
}

/** The drawing of a good as SVG. */
export const drawingOf = ({ shape, colour }: Pick<PresetGood, 'shape' | 'colour'>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="-15 -15 130 130"><path fill="#f4f1ec" d="M-15-15h130v130H-15z"/><ellipse cx="50" cy="91" rx="34" ry="5" fill="#00000014"/>${DRAWN[shape](colour, '#ffffffa6')}</svg>`

/** Renders the pictures of all goods; a good's picture has the good's key. */
export async function renderPictures(
  { goods }: Preset,
  keep: (picture: SeedPicture) => Promise<void>,
): Promise<void> {
  for (const good of goods) {
    const drawn = Buffer.from(drawingOf(good))
    const variants = await Promise.all(
      WIDTHS.map(async (width) => ({
        width,
        bytes: await sharp(drawn).resize(width).webp({ quality: QUALITY }).toBuffer(),
      })),
    )
    await keep({ key: good.key, alt: good.name.zh, width: SIDE, height: SIDE, variants })
  }
}
