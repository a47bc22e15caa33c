import type { Media } from '@storeweave/contract'
import sharp from 'sharp'
import { tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'

/** The widths every picture is kept in; a smaller original is kept as it is under each name. */
export const WIDTHS = [240, 480, 960] as const
/** One more for large screens, of originals that are wider; in its place others show their widest. */
export const LARGE = 1440
/** All that may lie in the file store of one picture. */
export const EVERY_WIDTH = [...WIDTHS, LARGE] as const
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

/** The same for a page of one product, with the width for large screens: its address answers for every picture. */
export function largeOf(mediaId: string, alt: string): Media {
  const media = pictureOf(mediaId, alt)!
  const url = `/media/${pathOf(tenantId(), mediaId, LARGE)}`
  return { ...media, variants: [...media.variants, { width: LARGE, url }] }
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

/** A part of a picture that stands upright, in its pixels. */
export interface Crop {
  left: number
  top: number
  width: number
  height: number
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

/**
 * Decodes a picture, turns it upright, cuts out the part that is asked for and renders it in its widths as WebP, without
 * metadata. Throws `catalog.picture_invalid`, and `request.invalid` for a part that isn't in the picture.
 */
export async function render(bytes: Buffer, crop?: Crop): Promise<Rendered> {
  const kind = sniff(bytes)
  if (!kind) throw new Fault('catalog.picture_invalid')
  return inTurn(() => draw(bytes, kind, crop))
}

async function draw(bytes: Buffer, kind: string, crop: Crop | undefined): Promise<Rendered> {
  try {
    const source = sharp(bytes, { limitInputPixels: SIDE_MAX * SIDE_MAX, failOn: 'error' })
    const { width, height, format, autoOrient } = await source.metadata()
    if (format !== kind || width > SIDE_MAX || height > SIDE_MAX)
      throw new Error('not the picture it says it is')
    const whole = { left: 0, top: 0, ...autoOrient }
    const part = crop ?? whole
    if (!isWithin(part, whole)) throw outside()
    const upright = crop ? source.rotate().extract(crop) : source.rotate()
    const variants = []
    for (const w of part.width > WIDTHS.at(-1)! ? EVERY_WIDTH : WIDTHS)
      variants.push({
        width: w,
        bytes: await upright
          .clone()
          .resize({ width: w, withoutEnlargement: true })
          .webp({ quality: QUALITY })
          .toBuffer(),
      })
    return { width: part.width, height: part.height, variants }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('catalog.picture_invalid', { reason: (error as Error).message.slice(0, 120) })
  }
}

const isWithin = (part: Crop, whole: Crop): boolean =>
  part.width > 0 &&
  part.height > 0 &&
  part.left + part.width <= whole.width &&
  part.top + part.height <= whole.height
const outside = () =>
  new Fault('request.invalid', {}, [{ path: 'crop', code: 'outside', message: 'not a part of the picture' }])
