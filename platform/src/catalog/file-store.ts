import { randomBytes } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { config } from '../kernel/config.js'

/** Where files lie. Paths are made by the platform (`<tenant>/<media>-<width>.webp`), never from user text. */
export interface FileStore {
  put(path: string, bytes: Buffer): Promise<void>
  /** The bytes, or undefined where there is no such file. */
  get(path: string): Promise<Buffer | undefined>
  /** Puts a copy of a file of this machine, which is never whole in memory. */
  putFile(path: string, file: string): Promise<void>
  /** Size in bytes, or undefined where there is no such file. */
  size(path: string): Promise<number | undefined>
  /** The bytes from `start` to `end`, both included, as they come. The file must be there. */
  read(path: string, start: number, end: number): Promise<Readable>
  /** Takes a file away; one that isn't there is gone already. */
  remove(path: string): Promise<void>
}

const isMissing = (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR'
const unlessMissing = (error: NodeJS.ErrnoException): undefined => {
  if (!isMissing(error)) throw error
}

/** Files in a folder of this machine. */
export function localFiles(root: string): FileStore {
  /** A reader sees the whole file or none. */
  const place = async (path: string, write: (draft: string) => Promise<void>) => {
    const target = join(root, path)
    await mkdir(dirname(target), { recursive: true })
    const draft = `${target}.${randomBytes(6).toString('hex')}.part`
    await write(draft)
    await rename(draft, target)
  }
  return {
    put: (path, bytes) => place(path, (draft) => writeFile(draft, bytes)),
    putFile: (path, file) => place(path, (draft) => copyFile(file, draft)),
    get: (path) => readFile(join(root, path)).catch(unlessMissing),
    size: (path) => stat(join(root, path)).then(({ size }) => size, unlessMissing),
    read: (path, start, end) => Promise.resolve(createReadStream(join(root, path), { start, end })),
    remove: (path) => rm(join(root, path), { force: true }),
  }
}

const TIMEOUT_MS = 10_000
/** For files that are not whole in memory. */
const LONG_TIMEOUT_MS = 300_000

type S3 = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }
type Ask = (
  path: string,
  init: RequestInit,
  what: string,
  timeoutMs?: number,
) => Promise<Response | undefined>

/** How a bucket is asked: signed, without redirects. Throws when it refuses; answers undefined to a read or a removal of what isn't there. */
function askerOf(s3: S3): Ask {
  const client = new AwsClient({
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    region: s3.region,
    service: 's3',
    retries: 2,
  })
  return async (path, init, what, timeoutMs = TIMEOUT_MS) => {
    const answer = await client.fetch(`${s3.endpoint.replace(/\/$/, '')}/${s3.bucket}/${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (answer.status === 404 && (what === 'a read' || what === 'a removal')) return undefined
    if (!answer.ok) throw new Error(`file store answered ${answer.status} to ${what}`)
    return answer
  }
}

/** Files in a bucket that speaks the S3 protocol. */
export function s3Files(s3: S3): FileStore {
  const ask = askerOf(s3)
  return {
    async put(path, bytes) {
      const headers = { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' }
      await ask(path, { method: 'PUT', body: new Uint8Array(bytes), headers }, 'a write')
    },
    async get(path) {
      const answer = await ask(path, {}, 'a read')
      return answer && Buffer.from(await answer.arrayBuffer())
    },
    async putFile(path, file) {
      const headers = { 'content-type': 'application/octet-stream' }
      await ask(path, { method: 'PUT', body: await openAsBlob(file), headers }, 'a write', LONG_TIMEOUT_MS)
    },
    async size(path) {
      const answer = await ask(path, { method: 'HEAD' }, 'a read')
      return answer && Number(answer.headers.get('content-length'))
    },
    async read(path, start, end) {
      const answer = await ask(
        path,
        { headers: { range: `bytes=${start}-${end}` } },
        'a part',
        LONG_TIMEOUT_MS,
      )
      if (answer?.status !== 206) throw new Error(`file store answered ${answer?.status} to a part`)
      return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>)
    },
    async remove(path) {
      await ask(path, { method: 'DELETE' }, 'a removal')
    },
  }
}

/** The store of this installation: the bucket when one is configured, else a folder under the data directory. */
export function openFileStore(): FileStore {
  const { s3, dataDir } = config()
  return s3 ? s3Files(s3) : localFiles(join(dataDir, 'media'))
}
