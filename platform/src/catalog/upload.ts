import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { clock } from '../kernel/clock.js'
import { config } from '../kernel/config.js'
import { Fault } from '../kernel/fault.js'
import { HEAD_BYTES } from './file-kind.js'

/** A file as it came, on this machine's disk. */
export interface Upload {
  file: string
  bytes: number
  /** Its first bytes. */
  head: Buffer
}
const folder = () => join(config().dataDir, 'uploads')
const HOUR_MS = 3_600_000

/**
 * Writes a body to a file of this machine piece by piece, runs the work with it and takes it away again, whatever
 * happens. Throws `request.too_large` as soon as more than `most` bytes came, `catalog.file_empty` for none.
 */
export async function withUpload<T>(
  body: Readable,
  most: number,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const file = join(folder(), `${randomBytes(12).toString('hex')}.part`)
  try {
    const { bytes, head } = await write(body, file, most)
    if (bytes === 0) throw new Fault('catalog.file_empty')
    return await work({ file, bytes, head })
  } finally {
    await rm(file, { force: true })
  }
}

async function write(body: Readable, file: string, most: number): Promise<{ bytes: number; head: Buffer }> {
  const out = await open(file, 'wx', 0o600)
  let bytes = 0
  let head = Buffer.alloc(0)
  try {
    // the connection must outlive a refusal, or nobody could be told of it
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > most) throw new Fault('request.too_large')
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece]).subarray(0, HEAD_BYTES)
      await out.writeFile(piece)
    }
  } finally {
    await out.close()
  }
  return { bytes, head }
}

/** Takes away what a process that was killed left behind: uploads begun more than an hour ago. */
export async function clearUploads(): Promise<number> {
  const names = await readdir(folder()).catch(() => [])
  let gone = 0
  for (const name of names) {
    const file = join(folder(), name)
    const begun = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    )
    if (begun > clock.now().getTime() - HOUR_MS) continue
    await rm(file, { force: true })
    gone++
  }
  return gone
}
