import { clock } from '../kernel/clock.js'
import { isSigned, sign } from '../kernel/signed.js'

/** How long a signed address holds, seconds. */
export const ADDRESS_SECONDS = 3600
const PURPOSE = 'media address'
/** The tenant is part of the path. */
const signedText = (path: string, expires: string, name: string) => `${path}\n${expires}\n${name}`
const now = () => Math.floor(clock.now().getTime() / 1000)

/** When an address made now ends, in Unix seconds. */
export const addressEnd = (): number => now() + ADDRESS_SECONDS

/** The address of a private file below `/media/` until an instant in Unix seconds, with the name it is saved under. */
export function addressOf(path: string, expires: number, name: string): string {
  const signature = sign(PURPOSE, signedText(path, String(expires), name))
  return `/media/${path}?${new URLSearchParams({ expires: String(expires), name, signature }).toString()}`
}

/** Seconds for which an address still holds; 0 for one that has ended or isn't as we made it. */
export function addressHolds(path: string, query: Record<string, unknown>): number {
  const [expires, name, signature] = ['expires', 'name', 'signature'].map((key) => query[key])
  if (typeof expires !== 'string' || typeof name !== 'string' || typeof signature !== 'string') return 0
  if (!/^\d{1,12}$/.test(expires) || !isSigned(PURPOSE, signedText(path, expires, name), signature)) return 0
  return Math.max(0, Number(expires) - now())
}
