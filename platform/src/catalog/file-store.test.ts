import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localFiles, s3Files, type FileStore } from './file-store.js'

const files = new Map<string, Buffer>()
let bucket: Server, folder: string, s3: FileStore, local: FileStore
beforeAll(async () => {
  // a bucket that wants signed requests
  bucket = createServer((req, res) => {
    const signed = /^AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/auto\/s3\/aws4_request/.test(
      req.headers.authorization ?? '',
    )
    const parts: Buffer[] = []
    req
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        if (!signed) return res.writeHead(403).end()
        if (req.method === 'PUT') files.set(req.url!, Buffer.concat(parts))
        const found = files.get(req.url!)
        res.writeHead(found ? 200 : 404).end(req.method === 'GET' ? found : undefined)
      })
  })
  await new Promise<void>((ready) => bucket.listen(0, '127.0.0.1', ready))
  const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`
  s3 = s3Files({ endpoint, bucket: 'pictures', region: 'auto', accessKey: 'KEY', secretKey: 'SECRET' })
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  local = localFiles(folder)
})
afterAll(async () => {
  await new Promise((closed) => bucket.close(closed))
  rmSync(folder, { recursive: true, force: true })
})

describe.each([
  ['a folder', () => local],
  ['a bucket', () => s3],
] as const)('%s', (_, store) => {
  it('gives back what was put, the newest, and nothing for what was not', async () => {
    const bytes = Buffer.from([0, 255, 1, 254])
    expect(await store().get('t/a-240.webp')).toBeUndefined()
    await store().put('t/a-240.webp', Buffer.from('old'))
    await store().put('t/a-240.webp', bytes)
    expect(await store().get('t/a-240.webp')).toEqual(bytes)
  })
})

describe('odd cases', () => {
  it('a folder leaves no half-written files behind', () => {
    expect(readdirSync(join(folder, 't'))).toEqual(['a-240.webp'])
  })
  it('a bucket that refuses is an error, not a missing file', async () => {
    const stranger = s3Files({
      endpoint: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
      bucket: 'pictures',
      region: 'auto',
      accessKey: 'WRONG',
      secretKey: 'X',
    })
    await expect(stranger.get('t/a-240.webp')).rejects.toThrow('403')
    await expect(stranger.put('t/b-240.webp', Buffer.from('x'))).rejects.toThrow('403')
  })
})
