import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBucket, type Bucket } from '../../test/bucket.js'
import { localFiles, s3Files, type FileStore } from './file-store.js'

let bucket: Bucket, folder: string, s3: FileStore, local: FileStore
beforeAll(async () => {
  bucket = await startBucket()
  s3 = s3Files(bucket.s3)
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  local = localFiles(folder)
})
afterAll(async () => {
  await bucket.stop()
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
  it('takes a file from disk, knows its size and reads parts of it', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
    const file = join(folder, 'upload.part')
    writeFileSync(file, bytes)
    expect(await store().size('t/b.mp4')).toBeUndefined()
    await store().putFile('t/b.mp4', file)
    expect(await store().size('t/b.mp4')).toBe(300_000)
    expect((await buffer(await store().read('t/b.mp4', 0, 299_999))).equals(bytes)).toBe(true)
    expect(await buffer(await store().read('t/b.mp4', 5, 9))).toEqual(Buffer.from([5, 6, 7, 8, 9]))
    expect(await buffer(await store().read('t/b.mp4', 299_999, 299_999))).toEqual(bytes.subarray(-1))
  })
  it('takes a file away, also one that is gone', async () => {
    await store().put('t/gone.sheet', Buffer.from('x'))
    await store().remove('t/gone.sheet')
    await store().remove('t/gone.sheet')
    expect(await store().size('t/gone.sheet')).toBeUndefined()
  })
})

describe('odd cases', () => {
  it('a folder leaves no half-written files behind', () => {
    expect(readdirSync(join(folder, 't')).sort()).toEqual(['a-240.webp', 'b.mp4'])
  })
  it.each([
    ['key', { accessKey: 'WRONG' }],
    ['secret', { secretKey: 'WRONG' }],
    ['region', { region: 'elsewhere' }],
  ])('a bucket that refuses a %s is an error, not a missing file', async (_, wrong) => {
    const stranger = s3Files({ ...bucket.s3, ...wrong })
    await expect(stranger.get('t/a-240.webp')).rejects.toThrow('403')
    await expect(stranger.size('t/a-240.webp')).rejects.toThrow('403')
    await expect(stranger.read('t/a-240.webp', 0, 1)).rejects.toThrow('403')
    await expect(stranger.put('t/c-240.webp', Buffer.from('x'))).rejects.toThrow('403')
    expect([...bucket.files.keys()]).toEqual(['/pictures/t/a-240.webp', '/pictures/t/b.mp4'])
  })
})
