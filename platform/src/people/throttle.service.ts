import { Injectable } from '@nestjs/common'
import { aside } from '../kernel/audit.js'
import { addressCaller, isAllowed, noteBlock } from '../kernel/callers.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { networkOf } from '../kernel/network.js'
import { scope } from '../kernel/scope.js'
import { digest } from '../kernel/secret.js'
import { ThrottleRepo, type TryKey, type TryKind } from './throttle.repo.js'

const MINUTES_15 = 900
const LIMITS: Record<TryKind, { free: number; waitSeconds: number }> = {
  pair: { free: 10, waitSeconds: MINUTES_15 },
  device: { free: 10, waitSeconds: MINUTES_15 },
  proof: { free: 10, waitSeconds: MINUTES_15 },
  // a shop's people share one address
  address: { free: 50, waitSeconds: MINUTES_15 },
  // whoever guesses from many addresses at once is slowed down, never the name shut: one try in half a minute is left
  login: { free: 10, waitSeconds: 30 },
}
const keyOf = (kind: TryKind, value: string): TryKey => ({ kind, key: digest(value), ...LIMITS[kind] })

/** Slows guessing of passwords and codes down: by name and address together, by address, by name, by device. */
@Injectable()
export class ThrottleService {
  constructor(private readonly tries: ThrottleRepo) {}

  /** What a sign-in is counted by. A device the person used before is counted by itself alone, so that nobody else's guessing holds it up. */
  signInKeys(login: string, address: string, knownDevice: string | undefined): TryKey[] {
    if (knownDevice) return [keyOf('device', `${login} ${knownDevice}`)]
    const network = networkOf(address)
    return [keyOf('address', network), keyOf('login', login), keyOf('pair', `${login} ${network}`)]
  }

  /** The hash of a browser's token where this person signed in with it before. */
  async knownDevice(personId: string, token: string | undefined): Promise<string | undefined> {
    const hash = digest(token ?? '')
    return (await transaction(() => this.tries.isKnown(personId, hash))) ? hash : undefined
  }
  /** Remembers a browser that somebody signed in with. */
  know(personId: string, token: string): Promise<number> {
    return transaction(() => this.tries.know(personId, digest(token)))
  }

  /** What a second proof (password or code) of a person who is known already is counted by. */
  proofKeys = (personId: string): TryKey[] => [keyOf('proof', personId)]

  /** Counts a try before it is checked, so that a thousand at once are no more than ten. Throws `request.too_many`. */
  async admit(keys: readonly TryKey[]): Promise<void> {
    const { tenant, act } = scope()
    const caller = addressCaller(act?.address ?? '')
    // an address may be let through, never the guessing of one name
    const counted = (await isAllowed(tenant, caller)) ? keys.filter(({ kind }) => kind !== 'address') : keys
    await aside(async () => {
      if ((await this.tries.count(counted)) === counted.length) return
      const seconds = await this.tries.waitSeconds(counted)
      noteBlock(tenant, 'sign_in', caller, seconds)
      // the fault rolls the other keys' counts back: a refused try costs nobody anything
      throw new Fault('request.too_many', { seconds })
    })
  }

  /** Takes the try back after it turned out right. */
  release(keys: readonly TryKey[]): Promise<number> {
    return aside(() => this.tries.release(keys))
  }
}
