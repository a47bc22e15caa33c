import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config.js'

interface Keys {
  tokenPrivate: KeyObject
  tokenPublic: KeyObject
  /** Keys of data at rest by their number; the highest seals, all of them open. */
  data: ReadonlyMap<number, Buffer>
  audit: Buffer
}
/** One process may serve several data folders one after the other, as the tests do: each has keys of its own. */
let known: { dataDir: string; keys: Keys } | undefined

function know(keys: Keys): Keys {
  known = { dataDir: config().dataDir, keys }
  return keys
}

/** The installation's own keys: Ed25519 for tokens, 32 bytes each for data at rest and for the seals of the audit log. Made on first start, kept in the data folder for its owner alone. */
export function installationKeys(): Keys {
  if (known?.dataDir === config().dataDir) return known.keys
  const folder = keyFolder()
  const pem = kept(join(folder, 'token.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  if (dataKeys(folder).size === 0) kept(join(folder, 'data.key'), newSecret)
  const tokenPrivate = createPrivateKey(pem)
  return know({
    tokenPrivate,
    tokenPublic: createPublicKey(tokenPrivate),
    data: dataKeys(folder),
    audit: Buffer.from(kept(join(folder, 'audit.key'), newSecret), 'base64'),
  })
}

/** Reads the folder again: another process may have put a newer data key there. */
export function rereadKeys(): Keys {
  return know({ ...installationKeys(), data: dataKeys(keyFolder()) })
}

/** Puts the next data key beside the others and answers its number; what is written from now on is sealed with it. */
export function addDataKey(): number {
  const next = Math.max(...rereadKeys().data.keys()) + 1
  kept(join(keyFolder(), `data-${next}.key`), newSecret)
  rereadKeys()
  return next
}

const newSecret = () => randomBytes(32).toString('base64')

function keyFolder(): string {
  const folder = join(config().dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** `data.key` is number 1, `data-2.key` number 2 and so on. */
function dataKeys(folder: string): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (const name of readdirSync(folder)) {
    const [file, number = '1'] = /^data(?:-(\d+))?\.key$/.exec(name) ?? []
    if (!file) continue
    const key = Buffer.from(readFileSync(join(folder, file), 'utf8'), 'base64')
    if (key.length !== 32) throw new Error(`${file} in the key folder is not a key of 32 bytes`)
    found.set(Number(number), key)
  }
  return found
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
