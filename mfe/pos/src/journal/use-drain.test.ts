import 'fake-indexeddb/auto'
import type { PostSale, Sale } from '@storeweave/contract'
import { Problem, uuidv7 } from '@storeweave/kit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TillDb } from '../device/till-db'
import { tabLocks, type Locks } from '../device/locks'
import { makeDrain, saleLock } from './drain'
import { openJournal, type Journal, type ReceiptData } from './journal'
import type { SaleCalls } from './journal.api'

const offline = () => Promise.reject(new Problem({ status: 0, code: 'kit.offline' }))
const refusal = (status: number, code: string) => () => Promise.reject(new Problem({ status, code }))
const answer = (id: string, state: Sale['state'] = 'paid') =>
  ({ id, number: `S${id.slice(-4)}`, state }) as Sale

let count = 0
let journal: Journal
let locks: Locks
let calls: { [K in keyof SaleCalls]: ReturnType<typeof vi.fn<SaleCalls[K]>> }
const drain = () => makeDrain({ journal, calls, locks })()

/** A sale in the journal; gives its id. */
async function aSale(kind: 'cash' | 'wechat_code' = 'cash'): Promise<string> {
  const id = uuidv7(Date.now() + count++)
  const tender = kind === 'cash' ? { kind, received: 100 } : { kind }
  const body = { soldAt: new Date().toISOString(), expectedPayable: 100, tender, note: '' } as PostSale
  await journal.write({ id, localNumber: `T-${count}`, body, receipt: {} as ReceiptData })
  return id
}

beforeEach(() => {
  journal = openJournal(new TillDb(`till-${count++}`))
  locks = tabLocks()
  calls = {
    put: vi.fn((id: string) => Promise.resolve(answer(id))),
    get: vi.fn((id: string) => Promise.resolve(answer(id))),
    charge: vi.fn((id: string) => Promise.resolve(answer(id))),
    cancel: vi.fn((id: string) => Promise.resolve(answer(id, 'cancelled'))),
  }
})

describe('the journal', () => {
  it('never writes a sale over', async () => {
    const id = await aSale()
    const entry = (await journal.get(id))!
    await expect(journal.write(entry)).rejects.toThrow()
    expect((await journal.get(id))!.localNumber).toBe(entry.localNumber)
  })

  it('shows the sales of a day, and older ones only while something is open about them', async () => {
    const [synced, open] = [await aSale(), await aSale()]
    await journal.synced(synced, answer(synced))
    const today = (await journal.get(open))!.day
    expect((await journal.toShow(today)).map(({ id }) => id)).toEqual([open, synced])
    expect((await journal.toShow('2001-01-01')).map(({ id }) => id)).toEqual([open])
  })
})

describe('the drain', () => {
  it('sends every waiting sale once, oldest first, and keeps the number the server gave', async () => {
    const ids = [await aSale(), await aSale(), await aSale()]
    expect(await drain()).toBe('done')
    expect(calls.put.mock.calls.map(([id]) => id)).toEqual(ids)
    expect(await journal.get(ids[0]!)).toMatchObject({ state: 'synced', number: `S${ids[0]!.slice(-4)}` })
    await drain()
    expect(calls.put).toHaveBeenCalledTimes(3)
  })

  it('never sends a sale twice when several drains start at once', async () => {
    await aSale()
    await aSale()
    await Promise.all([drain(), drain(), drain()])
    expect(calls.put).toHaveBeenCalledTimes(2)
  })

  it('keeps id and body over every try, and the order, when there is no network', async () => {
    const [first] = [await aSale(), await aSale()]
    calls.put.mockImplementationOnce(offline)
    expect(await drain()).toBe('later')
    expect(calls.put).toHaveBeenCalledTimes(1)
    expect(await journal.waiting()).toHaveLength(2)
    expect(await drain()).toBe('done')
    expect(calls.put.mock.calls[1]).toEqual(calls.put.mock.calls[0])
    expect(calls.put.mock.calls[1]![0]).toBe(first)
  })

  it.each([
    [409, 'selling.price_changed'],
    [409, 'inventory.not_enough_stock'],
  ])(
    'makes a visible problem of %i %s, sends the others, and sends it again when asked',
    async (status, code) => {
      const [bad, good] = [await aSale(), await aSale()]
      calls.put.mockImplementationOnce(refusal(status, code))
      expect(await drain()).toBe('done')
      expect(await journal.get(bad)).toMatchObject({ state: 'problem', refusal: { code, status } })
      expect(await journal.get(good)).toMatchObject({ state: 'synced' })
      await journal.sendAgain(bad)
      await drain()
      expect(await journal.get(bad)).toMatchObject({ state: 'synced', refusal: null })
      expect(calls.put.mock.calls[2]).toEqual(calls.put.mock.calls[0])
    },
  )

  it('waits for a person to sign in again, and lets a broken answer not hold up the rest', async () => {
    const [first, second] = [await aSale(), await aSale()]
    calls.put.mockImplementationOnce(refusal(401, 'access.token_invalid'))
    expect(await drain()).toBe('later')
    calls.put.mockImplementationOnce(refusal(500, 'kit.server'))
    expect(await drain()).toBe('later')
    expect(await journal.get(first)).toMatchObject({ state: 'waiting', attempts: 2 })
    expect(await journal.get(second)).toMatchObject({ state: 'synced' })
  })
})

describe('payments by code that nobody waits for any more', () => {
  it('are found paid, called off, or never to have arrived', async () => {
    const [paid, open, lost] = [
      await aSale('wechat_code'),
      await aSale('wechat_code'),
      await aSale('wechat_code'),
    ]
    calls.get.mockImplementation((id) =>
      id === lost
        ? refusal(404, 'not_found')()
        : Promise.resolve(answer(id, id === paid ? 'paid' : 'unpaid')),
    )
    expect(await drain()).toBe('done')
    expect(calls.put).not.toHaveBeenCalled()
    expect(calls.cancel.mock.calls).toEqual([[open]])
    const states = await Promise.all([paid, open, lost].map(async (id) => (await journal.get(id))!.state))
    expect(states).toEqual(['synced', 'cancelled', 'cancelled'])
  })

  it('are left alone while they are on the screen, and while the shopper is still paying', async () => {
    const [shown, paying] = [await aSale('wechat_code'), await aSale('wechat_code')]
    calls.get.mockImplementation((id) => Promise.resolve(answer(id, 'paying')))
    calls.cancel.mockImplementation(refusal(409, 'till.paying'))
    let leave: () => void = () => undefined
    const held = locks.alone(saleLock(shown), () => new Promise<void>((done) => (leave = done)))
    await drain()
    expect(calls.get.mock.calls).toEqual([[paying]])
    expect((await journal.waiting()).map(({ id }) => id)).toEqual([shown, paying])
    leave()
    await held
  })
})
