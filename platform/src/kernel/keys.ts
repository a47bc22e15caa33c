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
  audit: Buffer
}
let keys: Keys | undefined

/** The installation's own keys: Ed25519 for tokens, 32 bytes each for data at rest and for the seals of the audit log. Made on first start, kept in the data folder for its owner alone. */
export function installationKeys(): Keys {
  if (keys) return keys
  const folder = join(config().dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pem = kept(join(folder, 'token.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const secret = (name: string) =>
    Buffer.from(
      kept(join(folder, name), () => randomBytes(32).toString('base64')),
      'base64',
    )
  const tokenPrivate = createPrivateKey(pem)
  return (keys = {
    tokenPrivate,
    tokenPublic: createPublicKey(tokenPrivate),
    data: secret('data.key'),
    audit: secret('audit.key'),
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
