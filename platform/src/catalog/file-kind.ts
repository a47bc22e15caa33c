import type { MediaKind } from '@storeweave/contract'

/** A file that is kept as it came, not drawn again: what it is, and what its name in the store ends in. */
export interface FileKind {
  kind: Exclude<MediaKind, 'picture'>
  type: 'video/mp4' | 'video/webm' | 'application/pdf' | 'model/gltf-binary'
  ending: 'mp4' | 'webm' | 'pdf' | 'glb'
}
export const FILE_KINDS: readonly FileKind[] = [
  { kind: 'video', type: 'video/mp4', ending: 'mp4' },
  { kind: 'video', type: 'video/webm', ending: 'webm' },
  { kind: 'document', type: 'application/pdf', ending: 'pdf' },
  { kind: 'model', type: 'model/gltf-binary', ending: 'glb' },
]

/** Brands of MP4 files that browsers play; QuickTime, HEIF and others share the box but not these. */
const MP4_BRANDS = new Set(['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'dash', 'M4V '])
const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])
/** How many bytes from the beginning `sniffFile` wants. */
export const HEAD_BYTES = 64

/** What the first bytes say a file is: a PDF, a video or a model that begins as such at byte 0; undefined for all else. */
export function sniffFile(head: Buffer): FileKind | undefined {
  const text = head.toString('latin1', 0, HEAD_BYTES)
  const type =
    text.slice(4, 8) === 'ftyp' && MP4_BRANDS.has(text.slice(8, 12))
      ? 'video/mp4'
      : head.subarray(0, 4).equals(EBML) && /\x42\x82.{1,8}?webm/s.test(text)
        ? 'video/webm'
        : /^%PDF-[12]\.\d/.test(text)
          ? 'application/pdf'
          : text.startsWith('glTF')
            ? 'model/gltf-binary'
            : undefined
  return FILE_KINDS.find((kind) => kind.type === type)
}
