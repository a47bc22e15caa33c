import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { installationKeys, rereadKeys } from './keys.js'

/** What everything sealed with the newest key begins with: `v2.<number of the key>.`. */
export const newestSeal = (): string => `v2.${Math.max(...installationKeys().data.keys())}.`

/** Seals a JSON value for storage (AES-256-GCM) with the newest key of the installation; the text names the key. */
export function seal(value: unknown): string {
  const head = newestSeal()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(head), iv).setAAD(Buffer.from(head))
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return head + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

/** Opens what `seal` made with any key that is still there. Throws when it was altered or its key is gone. */
export function unseal<T>(sealed: string): T {
  const [, head = '', body = ''] = /^(v1\.|v2\.\d+\.)(.*)$/s.exec(sealed) ?? []
  const raw = Buffer.from(body, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(head), raw.subarray(0, 12))
  if (head !== 'v1.') decipher.setAAD(Buffer.from(head)) // texts of the first format named no key: it was number 1
  decipher.setAuthTag(raw.subarray(12, 28))
  return JSON.parse(
    Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8'),
  ) as T
}

function keyOf(head: string): Buffer {
  const number = head === 'v1.' ? 1 : Number(head.split('.')[1])
  // a key made by another process since is met here for the first time
  const key = installationKeys().data.get(number) ?? rereadKeys().data.get(number)
  if (!key) throw new Error(`sealed with data key ${number}, which is not in the key folder`)
  return key
}

/** SHA-256 as hex: for tokens and codes that are stored only as their hash. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
