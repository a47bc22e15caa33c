import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { installationKeys, rereadKeys } from './keys.js'

/** A key for one purpose, drawn from the installation's data key of that number; undefined where there is no such key. */
function keyFor(purpose: string, number: number): Buffer | undefined {
  // a key made by another process since is met here for the first time
  const key = installationKeys().data.get(number) ?? rereadKeys().data.get(number)
  return key && Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
}
const sealOf = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Signs a text for one purpose with the newest key of the installation: `<number of the key>.<HMAC-SHA-256, base64url>`. */
export function sign(purpose: string, text: string): string {
  const number = Math.max(...installationKeys().data.keys())
  return `${number}.${sealOf(keyFor(purpose, number)!, text).toString('base64url')}`
}

/** Whether `sign` made this signature for the text, with any key that is still there. */
export function isSigned(purpose: string, text: string, signature: string): boolean {
  const [, number, seal = ''] = /^(\d{1,4})\.([\w-]{43})$/.exec(signature) ?? []
  const key = number && keyFor(purpose, Number(number))
  return !!key && timingSafeEqual(sealOf(key, text), Buffer.from(seal, 'base64url'))
}
