import type { Sale } from '@storeweave/contract'
import { asProblem, type Problem } from '@storeweave/kit'
import { ref, shallowRef, type Ref } from 'vue'
import type { Locks } from '../device/locks'
import { unreachable } from '../device/use-network'
import { saleLock } from '../journal/drain'
import type { Journal, NewEntry } from '../journal/journal'
import { callOff, type SaleCalls } from '../journal/journal.api'

/** `ready`: waits for a code. `asking`: the network broke in between, the outcome is asked for. */
export type CodeState = 'ready' | 'charging' | 'confirming' | 'asking' | 'cancelling' | 'refused'
export interface CodePayParts {
  journal: Journal
  calls: SaleCalls
  locks: Locks
  told?: (thrown?: unknown) => void
  pause?: (ms: number) => Promise<void>
  /** The sale is paid and written down as such. */
  paid: (id: string) => void
}
/** `open`: nobody knows yet whether the shopper was charged; the journal goes on asking. */
export type Left = 'cancelled' | 'paid' | 'open'

const ASK_AGAIN_MS = 2_000
const CODE = /^1[0-5]\d{16}$/
const plainPause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** True for the 18 digits of a WeChat payment code. */
export const isPayCode = (code: string): boolean => CODE.test(code)

/**
 * Takes a payment by the shopper's code. The sale is in the journal before anything is sent, and while its outcome is
 * unknown the server is asked again: nothing here ever assumes that a payment failed because an answer did.
 */
export function useCodePay(parts: CodePayParts) {
  const { journal, calls, told = () => undefined, pause = plainPause } = parts
  const state = ref<CodeState>('ready')
  const problem = shallowRef<Problem>()
  /** True from the moment the sale is written down until its outcome is known or left to the journal. */
  const held = ref(false)
  // `sent`: the server may know the sale; `posted`: it said so.
  let open: { id: string; sent: boolean; posted: boolean; release: () => void } | undefined
  let watching = 0

  async function hold(entry: NewEntry): Promise<void> {
    await new Promise<void>((acquired) => {
      void parts.locks.alone(
        saleLock(entry.id),
        () =>
          new Promise<void>((release) => {
            open = { id: entry.id, sent: false, posted: false, release }
            acquired()
          }),
      )
    })
    await journal.write(entry)
  }

  /** Charges the shopper; `makeEntry` gives the sale the first time. A refused charge may be tried with another code. */
  async function charge(authCode: string, makeEntry: () => Promise<NewEntry>): Promise<void> {
    if (state.value !== 'ready' && state.value !== 'refused') return
    state.value = 'charging'
    held.value = true
    problem.value = undefined
    const mine = ++watching
    try {
      const entry = open ? (await journal.get(open.id))! : await makeEntry()
      if (!open) await hold(entry)
      if (!open!.posted) {
        const sale = await post(entry)
        if (sale.state === 'paid') return await settle(sale)
      }
      await take(mine, await calls.charge(open!.id, authCode))
    } catch (thrown) {
      await failed(mine, thrown)
    }
  }

  async function post(entry: NewEntry): Promise<Sale> {
    open!.sent = true
    const sale = await calls.put(entry.id, entry.body)
    open!.posted = true
    return sale
  }

  async function failed(mine: number, thrown: unknown): Promise<void> {
    told(thrown)
    // Given up meanwhile: what became of it is the journal's to find out.
    if (mine !== watching) return
    const fault = asProblem(thrown)
    const unknown = unreachable(fault) || fault.status >= 500
    if (open?.posted && (unknown || fault.code === 'till.paying')) {
      state.value = fault.code === 'till.paying' ? 'confirming' : 'asking'
      return watch(mine)
    }
    problem.value = fault
    state.value = 'refused'
    held.value = open !== undefined
  }

  async function take(mine: number, sale: Sale): Promise<void> {
    if (mine !== watching || !open) return
    told()
    if (sale.state === 'paid') return settle(sale)
    if (sale.state === 'paying') {
      state.value = 'confirming'
      return watch(mine)
    }
    problem.value = undefined
    state.value = 'refused'
  }

  async function watch(mine: number): Promise<void> {
    await pause(ASK_AGAIN_MS)
    if (mine !== watching || !open) return
    try {
      await take(mine, await calls.get(open.id))
    } catch (thrown) {
      if (mine === watching) await failed(mine, thrown)
    }
  }

  async function settle(sale: Sale): Promise<void> {
    const { id } = open!
    await journal.synced(id, sale)
    letGo()
    parts.paid(id)
  }

  /** Nothing is written down: there is nothing to call off, unless it is just being written. */
  function giveUp(): Left {
    if (held.value) return 'open'
    state.value = 'ready'
    problem.value = undefined
    return 'cancelled'
  }

  function letGo(): void {
    watching++
    open?.release()
    open = undefined
    held.value = false
    state.value = 'ready'
    problem.value = undefined
  }

  /** Gives the payment up. A shopper who paid in that moment has paid; one who is paying keeps the sale open. */
  async function leave(): Promise<Left> {
    if (!open) return giveUp()
    const { id, sent } = open
    const before = state.value
    watching++
    state.value = 'cancelling'
    try {
      const sale = sent ? await callOff(calls, id) : undefined
      told()
      if (sale?.state === 'paid') {
        await settle(sale)
        return 'paid'
      }
      await journal.cancelled(id)
    } catch (thrown) {
      told(thrown)
      const { code, status } = asProblem(thrown)
      // The server never took the sale, so there is nothing to call off.
      if (status === 404) await journal.cancelled(id)
      if (code === 'till.paying') {
        state.value = before === 'refused' ? 'confirming' : before
        void watch(++watching)
        return 'open'
      }
    }
    const known = (await journal.get(id))?.state === 'cancelled'
    letGo()
    return known ? 'cancelled' : 'open'
  }
  return { state, problem, held: held as Readonly<Ref<boolean>>, charge, leave, busy: () => held.value }
}
export type CodePay = ReturnType<typeof useCodePay>
