import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { installationKeys } from './keys.js'

/** Seals a JSON value for storage (AES-256-GCM, key of the installation). */
export function seal(value: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', installationKeys().data, iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
}

/** Opens what `seal` made. Throws when it was altered or sealed under another key. */
export function unseal<T>(sealed: string): T {
  const raw = Buffer.from(sealed.replace(/^v1\./, ''), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', installationKeys().data, raw.subarray(0, 12))
  decipher.setAuthTag(raw.subarray(12, 28))
  return JSON.parse(
    Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8'),
  ) as T
}

/** SHA-256 as hex: for tokens and codes that are stored only as their hash. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
