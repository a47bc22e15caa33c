import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { config } from '../kernel/config.js'

/** Where files lie. Paths are made by the platform (`<tenant>/<media>-<width>.webp`), never from user text. */
export interface FileStore {
  put(path: string, bytes: Buffer): Promise<void>
  /** The bytes, or undefined where there is no such file. */
  get(path: string): Promise<Buffer | undefined>
}

/** Files in a folder of this machine. */
export function localFiles(root: string): FileStore {
  return {
    async put(path, bytes) {
      const target = join(root, path)
      await mkdir(dirname(target), { recursive: true })
      // a reader sees the whole file or none
      const draft = `${target}.${randomBytes(6).toString('hex')}.part`
      await writeFile(draft, bytes)
      await rename(draft, target)
    },
    get: (path) =>
      readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw error
      }),
  }
}

const TIMEOUT_MS = 10_000

/** Files in a bucket that speaks the S3 protocol. */
export function s3Files(s3: {
  endpoint: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
}): FileStore {
  const client = new AwsClient({
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    region: s3.region,
    service: 's3',
    retries: 2,
  })
  const urlOf = (path: string) => `${s3.endpoint.replace(/\/$/, '')}/${s3.bucket}/${path}`
  return {
    async put(path, bytes) {
      const body = new Uint8Array(bytes)
      const answer = await client.fetch(urlOf(path), {
        method: 'PUT',
        body,
        headers: { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (!answer.ok) throw new Error(`file store answered ${answer.status} to a write`)
    },
    async get(path) {
      const answer = await client.fetch(urlOf(path), {
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Error(`file store answered ${answer.status} to a read`)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

/** The store of this installation: the bucket when one is configured, else a folder under the data directory. */
export function openFileStore(): FileStore {
  const { s3, dataDir } = config()
  return s3 ? s3Files(s3) : localFiles(join(dataDir, 'media'))
}
