import type { Media } from '@storeweave/contract'
import sharp from 'sharp'
import { tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'

/** The widths every picture is kept in; a smaller original is kept as it is under each name. */
export const WIDTHS = [240, 480, 960] as const
/** Longest side of an upload, pixels. */
const SIDE_MAX = 8000
const QUALITY = 80

/** Where a variant lies in the file store and below `/media/`. */
export const pathOf = (tenant: string, mediaId: string, width: number): string =>
  `${tenant}/${mediaId}-${width}.webp`

/** The Media shape of a picture of the current tenant, by its id alone: every picture has every width. Null for none. */
export function pictureOf(mediaId: string | null, alt = ''): Media | null {
  if (!mediaId) return null
  const variants = WIDTHS.map((width) => ({ width, url: `/media/${pathOf(tenantId(), mediaId, width)}` }))
  return { id: mediaId, url: variants.at(-1)!.url, variants, alt }
}

/** What the first bytes say a file is. Decoders of other formats (SVG, PDF) are never reached. */
export function sniff(bytes: Buffer): 'jpeg' | 'png' | 'webp' | undefined {
  if (bytes.length < 16) return undefined
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
    ? 'webp'
    : undefined
}

export interface Rendered {
  width: number
  height: number
  variants: { width: number; bytes: Buffer }[]
}

/** How many pictures are decoded at once: each may take the memory of all its pixels. */
const AT_ONCE = 2
let busy = 0
const waiting: (() => void)[] = []
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((ready) => waiting.push(ready))
  else busy++
  try {
    return await work()
  } finally {
    // the turn goes to the next in line, or back
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** Decodes a picture and renders its variants as WebP, turned upright, without metadata. Throws `catalog.picture_invalid`. */
export async function render(bytes: Buffer): Promise<Rendered> {
  const kind = sniff(bytes)
  if (!kind) throw new Fault('catalog.picture_invalid')
  return inTurn(() => draw(bytes, kind))
}

async function draw(bytes: Buffer, kind: string): Promise<Rendered> {
  try {
    const source = sharp(bytes, { limitInputPixels: SIDE_MAX * SIDE_MAX, failOn: 'error' })
    const { width, height, format } = await source.metadata()
    if (format !== kind || width > SIDE_MAX || height > SIDE_MAX)
      throw new Error('not the picture it says it is')
    const upright = source.rotate()
    const variants = []
    for (const w of WIDTHS)
      variants.push({
        width: w,
        bytes: await upright
          .clone()
          .resize({ width: w, withoutEnlargement: true })
          .webp({ quality: QUALITY })
          .toBuffer(),
      })
    return { width, height, variants }
  } catch (error) {
    throw new Fault('catalog.picture_invalid', { reason: (error as Error).message.slice(0, 120) })
  }
}
