import { Readable } from 'node:stream'
import { createInflate } from 'node:zlib'
import { Fault } from '../kernel/fault.js'

/** Largest document, bytes: it is read whole. */
export const DOCUMENT_BYTES_MAX = 10 * 1024 * 1024
/** How much all packed parts of a document may hold together: more is a bomb. */
const UNPACKED_MAX = 256 * 1024 * 1024
const STREAMS_MAX = 20_000
const PIECE = 64 * 1024

/** A letter of a PDF name: itself, or `#` and its code. */
const letter = (c: string) =>
  `(?:${c}|#${c
    .charCodeAt(0)
    .toString(16)
    .replace(/[a-f]/, (h) => `[${h}${h.toUpperCase()}]`)})`
/** PDF names in any spelling. */
const named = (...names: string[]) =>
  new RegExp(`/(?:${names.map((name) => [...name].map(letter).join('')).join('|')})(?![A-Za-z0-9#_.-])`)

/** What runs, starts or carries something, or hides the rest (`Encrypt`). Too long to come up in packed bytes by chance. */
const ACTIVE = named(
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'Rendition',
  'RichMedia',
  'Encrypt',
  'XFA',
)
/** Short enough for that: sought in text alone. A script without the long name beside it runs nowhere. */
const SCRIPT = named('JS')
/** Objects may be packed into streams; packed otherwise than with Flate they cannot be looked into. */
const [PACKED_OBJECTS, ODD_PACKING] = [
  named('ObjStm', 'XRef'),
  named('ASCIIHexDecode', 'ASCII85Decode', 'LZWDecode', 'RunLengthDecode', 'Crypt'),
]
const [ODD_SHORT, FIRST, COUNT, PREDICTED] = [
  named('AHx', 'A85', 'LZW', 'RL'),
  named('First'),
  named('N'),
  named('DecodeParms', 'DP'),
]

/**
 * Throws `catalog.document_active` for a PDF that carries scripts, programs, attachments or a password, in the open or
 * in packed parts, and `catalog.file_invalid` for one without an end. Parts are unpacked piece by piece, never whole.
 */
export async function checkDocument(bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1')
  if (!text.slice(-1024).includes('%%EOF')) throw new Fault('catalog.file_invalid')
  refuse(ACTIVE.test(text) || (PACKED_OBJECTS.test(text) && ODD_PACKING.test(text)))
  let [left, streams, seen] = [UNPACKED_MAX, 0, 0]
  // every place that could begin a stream, wherever a dishonest one says that streams end
  for (const { index, 0: word } of text.matchAll(/(?<!end)stream[ \t]*(?:\r\n|\n|\r)/g)) {
    const head = headOf(text.slice(Math.max(seen, index - 1024), index))
    const holdsObjects = FIRST.test(head) && COUNT.test(head)
    refuse(SCRIPT.test(head) || ++streams > STREAMS_MAX)
    refuse(holdsObjects && (PREDICTED.test(head) || ODD_SHORT.test(head)))
    left -= await unpacked(bytes.subarray(index + word.length), holdsObjects, left)
    seen = index + word.length
  }
  refuse(SCRIPT.test(textAround(text)))
}

function refuse(when: boolean): void {
  if (when) throw new Fault('catalog.document_active')
}
/** The dictionary before a stream: from where its object begins. */
const headOf = (before: string) => before.slice(Math.max(0, before.lastIndexOf(' obj')))
/** The document without what lies in its streams. */
function textAround(text: string): string {
  const opening = /(?<!end)stream[ \t]*(?:\r\n|\n|\r)/g
  let [around, from] = ['', 0]
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const end = text.indexOf('endstream', opening.lastIndex)
    // one that never ends is looked for once, not from each of a million beginnings
    if (end < 0) break
    around += `${text.slice(from, found.index)} `
    from = opening.lastIndex = end + 'endstream'.length
  }
  return around + text.slice(from)
}

/** Looks through what a part unpacks to, if it is packed; answers its size. */
async function unpacked(bytes: Buffer, holdsObjects: boolean, most: number): Promise<number> {
  const isPacked = (bytes[0]! & 15) === 8 && bytes.length > 2 && bytes.readUInt16BE(0) % 31 === 0
  if (!isPacked) return 0
  let [size, tail] = [0, '']
  const inflate = Readable.from(pieces(bytes)).pipe(createInflate({ chunkSize: PIECE }))
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      refuse((size += piece.length) > most)
      const text = tail + piece.toString('latin1')
      refuse(ACTIVE.test(text) || (holdsObjects && SCRIPT.test(text)))
      tail = text.slice(-128)
    }
  } catch (error) {
    // bytes that only look packed are no part to look into; objects that break off are
    if (error instanceof Fault || holdsObjects) throw new Fault('catalog.document_active')
  }
  return size
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
