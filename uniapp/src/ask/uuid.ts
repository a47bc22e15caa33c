/** Sixteen random bytes; the platform's own where it has them at once, else from Math.random. */
function randomBytes(): Uint8Array {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 16; i++) bytes[i] = Math.floor(Math.random() * 256)
  return bytes
}

let pool: Uint8Array | undefined

/** Fetches true random bytes for the next ids: the mini program gives them by callback only. */
function refill(): void {
  try {
    uni.getRandomValues?.({
      length: 16,
      success: ({ randomValues }: { randomValues: ArrayBuffer }) => {
        pool = new Uint8Array(randomValues)
      },
      fail: () => undefined,
    })
  } catch {
    pool = undefined // not there on this platform: the next id mixes from Math.random alone
  }
}

let last = 0
let sequence = 0

/** A time-ordered id (UUID version 7); ids made within one millisecond stay in order and differ. */
export function uuidv7(now = Date.now()): string {
  const bytes = randomBytes()
  if (pool) for (let i = 0; i < 16; i++) bytes[i]! ^= pool[i]!
  pool = undefined
  refill()
  sequence = now === last ? (sequence + 1) & 0xfff : Math.floor(Math.random() * 0x800)
  last = now
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
