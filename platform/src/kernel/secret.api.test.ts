import { createCipheriv, randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, type TestTenant } from '../../test/world.js'
import { TenancyService } from '../tenancy/index.js'
import { addDataKey, installationKeys, rereadKeys } from './keys.js'
import { seal, unseal } from './secret.js'

let w: World
let t: TestTenant
beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
})
afterAll(() => w.stop())
const keyFolder = () => join(w.config.dataDir, 'keys')
const stored = async () =>
  (
    await w.facts("select providers ->> 'sealed' as sealed from tenant_settings where tenant_id = $1", [
      t.ref.id,
    ])
  )[0]!['sealed'] as string

/** As texts were sealed before they named their key. */
function sealedLongAgo(value: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', installationKeys().data.get(1)!, iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
}

describe('sealed texts', () => {
  it('name their key, hide what they hold, and open again', () => {
    const text = seal({ secret: 'hush' })
    expect(text).toMatch(/^v2\.1\.[A-Za-z0-9+/]+=*$/)
    expect(Buffer.from(text.slice(5), 'base64').includes('hush')).toBe(false)
    expect(unseal(text)).toEqual({ secret: 'hush' })
    expect(seal({ secret: 'hush' })).not.toBe(text)
  })
  it('are refused when one bit or the name of the key was changed', () => {
    const text = seal('hush')
    const raw = Buffer.from(text.slice(5), 'base64')
    raw[raw.length - 1]! ^= 1
    for (const bad of [
      `v2.1.${raw.toString('base64')}`,
      text.replace('v2.1.', 'v1.'),
      'v2.1.',
      '',
      'x',
      'v3.1.AAAA',
    ])
      expect(() => unseal(bad), bad).toThrow()
    expect(() => unseal(text.replace('v2.1.', 'v2.7.'))).toThrow('data key 7')
  })
  it('keys are for their owner alone', () => {
    for (const name of readdirSync(keyFolder()))
      expect([name, statSync(join(keyFolder(), name)).mode & 0o077]).toEqual([name, 0])
  })
})

describe('a new key', () => {
  it('seals what is new and opens what is old; the timed work moves the rest, then the old key can go', async () => {
    const credentials = await t.run(() => w.get(TenancyService).settings())
    await w.facts('update tenant_settings set providers = $2 where tenant_id = $1', [
      t.ref.id,
      JSON.stringify({ sealed: sealedLongAgo(credentials.providers) }),
    ])
    const old = seal('kept elsewhere')
    expect(addDataKey()).toBe(2)
    expect([seal('x').slice(0, 5), unseal(old)]).toEqual(['v2.2.', 'kept elsewhere'])
    expect((await stored()).slice(0, 3)).toBe('v1.')
    await w.advance(6_000)
    const moved = await stored()
    expect([moved.slice(0, 5), unseal(moved)]).toEqual(['v2.2.', credentials.providers])
    await w.advance(6_000)
    expect(await stored()).toBe(moved)

    rmSync(join(keyFolder(), 'data.key'))
    rereadKeys()
    expect(unseal(moved)).toEqual(credentials.providers)
    expect(() => unseal(old)).toThrow('data key 1')
  })
})
