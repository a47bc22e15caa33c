import { promisify } from 'node:util'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Fault } from '../kernel/fault.js'

const ENTRIES_MAX = 2_000
const UNPACKED_MAX = 600 * 1024 * 1024
/** A part that unpacks to more than this may be so many times larger than it was packed. */
const SUSPECT_BYTES = 8 * 1024 * 1024
const RATIO_MAX = 200

/** A packed file whose parts are read one by one, each as it unpacks. */
export interface Package {
  names: ReadonlySet<string>
  open(name: string): Promise<Readable>
  close(): void
}

/**
 * Opens a ZIP file of this machine by its directory. Throws `sheets.packed_too_tight` for too many parts or bytes, said
 * or real, and for parts packed suspiciously tight; `sheets.not_a_sheet` for what is no ZIP or encrypted.
 */
export async function openPackage(file: string): Promise<Package> {
  const zip = await openZip(file).catch(notAZip)
  const entries = new Map<string, yauzl.Entry>()
  let unpacked = 0
  try {
    if (zip.entryCount > ENTRIES_MAX) throw new Fault('sheets.packed_too_tight')
    for (const entry of await entriesOf(zip).catch(notAZip)) {
      unpacked += entry.uncompressedSize
      const tight = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      if (unpacked > UNPACKED_MAX || (entry.uncompressedSize > SUSPECT_BYTES && tight > RATIO_MAX))
        throw new Fault('sheets.packed_too_tight')
      entries.set(entry.fileName.replace(/^\//, ''), entry)
    }
  } catch (error) {
    zip.close()
    throw error
  }
  return {
    names: new Set(entries.keys()),
    close: () => zip.close(),
    open: async (name) => {
      const entry = entries.get(name)
      if (!entry || entry.isEncrypted()) throw new Fault('sheets.not_a_sheet')
      return promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip))(entry).catch(notAZip)
    },
  }
}

// sizes are held against the bytes that really come: a part that says less than it holds ends with an error
const openZip = (file: string): Promise<yauzl.ZipFile> =>
  promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(file, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  })

const entriesOf = (zip: yauzl.ZipFile): Promise<yauzl.Entry[]> =>
  new Promise((done, fail) => {
    const entries: yauzl.Entry[] = []
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => done(entries))
    zip.on('error', fail)
    zip.readEntry()
  })

const notAZip = (): never => {
  throw new Fault('sheets.not_a_sheet')
}
