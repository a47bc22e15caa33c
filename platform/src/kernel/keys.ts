import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config.js'

interface Keys {
  tokenPrivate: KeyObject
  tokenPublic: KeyObject
  data: Buffer
}
let keys: Keys | undefined

/** The installation's own keys: Ed25519 for tokens, 32 bytes for data at rest. Made on first start, kept in the data folder for its owner alone. */
export function installationKeys(): Keys {
  if (keys) return keys
  const folder = join(config().dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pem = kept(join(folder, 'token.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const data = kept(join(folder, 'data.key'), () => randomBytes(32).toString('base64'))
  const tokenPrivate = createPrivateKey(pem)
  return (keys = {
    tokenPrivate,
    tokenPublic: createPublicKey(tokenPrivate),
    data: Buffer.from(data, 'base64'),
  })
}

function kept(file: string, make: () => string): string {
  try {
    // 'wx' decides a race of two starting processes: the loser reads what the winner wrote
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
