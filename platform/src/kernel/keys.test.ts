import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfigWith, useConfig } from './config.js'
import { installationKeys } from './keys.js'

it('another data folder has other keys, and each keeps its own', () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'storeweave-keys-')))
  const keyOf = (DATA_DIR: string) => {
    useConfig(readConfigWith({ DATA_DIR, DATABASE_URL_APP: 'none', DATABASE_URL_WORKER: 'none' }))
    return installationKeys().data.get(1)!.toString('hex')
  }
  const [first, second] = folders.map(keyOf)
  expect(first).not.toBe(second)
  expect(folders.map(keyOf)).toEqual([first, second])
  for (const folder of folders) rmSync(folder, { recursive: true })
})
