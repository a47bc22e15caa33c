import type { GuestCart } from '@storeweave/contract'
import { uuidv7 } from '@/ask/uuid'
import { storage } from '@/device/storage'

const KEY = 'storeweave.guest-carts'
const LINES_MAX = 100
export type GuestLine = GuestCart['lines'][number]

/** A cart of one store, kept on the device until somebody signs in. `sent`: on its way to an account, not to be changed. */
interface Kept extends GuestCart {
  id: string
  sent: boolean
}

const read = (): Kept[] => (storage.get(KEY) as Kept[] | '') || []
function write(carts: Kept[]): void {
  if (carts.length) storage.set(KEY, carts)
  else storage.remove(KEY)
}

/** What a guest put into the cart of a store, newest first. */
export const guestLines = (storeId: string): GuestLine[] =>
  read().find((cart) => cart.storeId === storeId && !cart.sent)?.lines ?? []

/** Sets a line of a guest's cart; quantity 0 takes it out, and a cart takes no more lines than an order does. */
export function setGuestLine(storeId: string, line: GuestLine): void {
  const carts = read()
  const cart = carts.find((one) => one.storeId === storeId && !one.sent)
  const before = cart?.lines ?? []
  const there = before.some(({ skuId }) => skuId === line.skuId)
  const lines = there
    ? before.map((one) => (one.skuId === line.skuId ? line : one)).filter(({ quantity }) => quantity > 0)
    : [line, ...before].filter(({ quantity }) => quantity > 0).slice(0, LINES_MAX)
  const rest = carts.filter((one) => one !== cart)
  write(lines.length ? [...rest, { id: cart?.id ?? uuidv7(), storeId, lines, sent: false }] : rest)
}

/**
 * Hands every cart of the device over by `send` and forgets those that arrived. One whose answer got lost is sent again
 * next time under its id as it was, so that it counts once; one that is refused for good is forgotten.
 */
export async function handOver(
  send: (id: string, cart: GuestCart) => Promise<unknown>,
  refused: (thrown: unknown) => boolean,
): Promise<boolean> {
  if (!read().length) return false
  write(read().map((cart) => ({ ...cart, sent: true })))
  for (const { id, storeId, lines } of read()) {
    await send(id, { storeId, lines }).catch((thrown: unknown) => {
      if (!refused(thrown)) throw thrown
    })
    write(read().filter((cart) => cart.id !== id))
  }
  return true
}

/** Somebody signs out: what was on its way to their account is not for who comes next. */
export const dropSent = (): void => write(read().filter(({ sent }) => !sent))
