import { stepOf, totp } from '../src/people/totp.js'
import type { Client } from './client.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code an authenticator app shows for a secret at an instant, `steps` later or earlier. */
export function codeOf(secret: string, at: Date, steps = 0): string {
  const bits = [...secret].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('')
  return totp(Buffer.from(bits.match(/.{8}/g)!.map((b) => parseInt(b, 2))), stepOf(at) + steps)
}

/** Sets up somebody's second factor as their page does. */
export async function enrol(client: Client, now: () => Date) {
  const { secret, uri } = (await client.post('/account/factor')).body as { secret: string; uri: string }
  const confirmed = await client.post('/account/factor/confirm', { code: codeOf(secret, now()) })
  return { secret, uri, confirmed }
}
