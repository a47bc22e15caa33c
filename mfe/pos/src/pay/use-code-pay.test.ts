import 'fake-indexeddb/auto'
import type { PostSale, Sale } from '@storeweave/contract'
import { Problem, uuidv7 } from '@storeweave/kit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { tabLocks } from '../device/locks'
import { TillDb } from '../device/till-db'
import { openJournal, type Journal, type ReceiptData } from '../journal/journal'
import type { SaleCalls } from '../journal/journal.api'
import { isPayCode, useCodePay, type CodePay } from './use-code-pay'

const CODE = '134567890123456789'
const sale = (state: Sale['state']) => Promise.resolve({ state, number: 'S1' } as Sale)
const fails = (status: number, code: string) => Promise.reject(new Problem({ status, code }))

let tries = 0
let journal: Journal
let calls: { [K in keyof SaleCalls]: ReturnType<typeof vi.fn<SaleCalls[K]>> }
let paid: ReturnType<typeof vi.fn<(id: string) => void>>
let id: string
let pay: CodePay
const makeEntry = () => {
  const body = { soldAt: new Date().toISOString(), tender: { kind: 'wechat_code' } } as PostSale
  return Promise.resolve({ id, localNumber: 'T-1', body, receipt: {} as ReceiptData })
}
const stateOf = async () => (await journal.get(id))?.state

beforeEach(() => {
  journal = openJournal(new TillDb(`pay-${tries++}`))
  calls = {
    put: vi.fn(() => sale('unpaid')),
    get: vi.fn(() => sale('paid')),
    charge: vi.fn(() => sale('paid')),
    cancel: vi.fn(() => sale('cancelled')),
  }
  paid = vi.fn()
  id = uuidv7()
  pay = useCodePay({ journal, calls, locks: tabLocks(), paid, pause: () => Promise.resolve() })
})

describe('a payment by code', () => {
  it('knows a payment code from a barcode', () => {
    expect(isPayCode(CODE)).toBe(true)
    expect(isPayCode('6901234567892')).toBe(false)
    expect(isPayCode('164567890123456789')).toBe(false)
  })

  it('writes the sale down, posts it, charges, and is done', async () => {
    calls.put.mockImplementation(async () => {
      expect(await stateOf()).toBe('waiting')
      return sale('unpaid')
    })
    await pay.charge(CODE, makeEntry)
    expect(calls.charge.mock.calls).toEqual([[id, CODE]])
    expect(paid).toHaveBeenCalledWith(id)
    expect(await journal.get(id)).toMatchObject({ state: 'synced', number: 'S1' })
  })

  it('asks again while the shopper confirms, also through a lost network, and charges only once', async () => {
    calls.charge.mockImplementation(() => sale('paying'))
    calls.get
      .mockImplementationOnce(() => sale('paying'))
      .mockImplementationOnce(() => fails(0, 'kit.offline'))
      .mockImplementationOnce(() => sale('paid'))
    await pay.charge(CODE, makeEntry)
    expect(calls.get).toHaveBeenCalledTimes(3)
    expect(calls.charge).toHaveBeenCalledTimes(1)
    expect(await stateOf()).toBe('synced')
  })

  it('does not take a lost answer for a refusal', async () => {
    calls.charge.mockImplementation(() => fails(0, 'kit.timeout'))
    await pay.charge(CODE, makeEntry)
    expect(calls.charge).toHaveBeenCalledTimes(1)
    expect(paid).toHaveBeenCalledWith(id)
  })

  it.each([
    [0, 'kit.timeout'],
    [502, 'payments.provider_failed'],
  ])('asks what became of a charge after %i %s', async (status, code) => {
    calls.charge.mockImplementation(() => fails(status, code))
    calls.get.mockImplementationOnce(() => sale('unpaid'))
    await pay.charge(CODE, makeEntry)
    expect(pay.state.value).toBe('refused')
    expect(paid).not.toHaveBeenCalled()
  })

  it('says why it was refused and takes another code for the same sale', async () => {
    calls.charge.mockImplementationOnce(() => fails(422, 'payments.provider_refused'))
    await pay.charge(CODE, makeEntry)
    expect(pay.state.value).toBe('refused')
    expect(pay.problem.value?.code).toBe('payments.provider_refused')
    expect(pay.held.value).toBe(true)
    await pay.charge(CODE, makeEntry)
    expect(calls.put).toHaveBeenCalledTimes(1)
    expect(calls.charge.mock.calls.map(([sent]) => sent)).toEqual([id, id])
    expect(pay.held.value).toBe(false)
    expect(await stateOf()).toBe('synced')
  })

  it('is called off on the server and kept as cancelled', async () => {
    calls.charge.mockImplementationOnce(() => fails(422, 'payments.provider_refused'))
    await pay.charge(CODE, makeEntry)
    expect(await pay.leave()).toBe('cancelled')
    expect(calls.cancel).toHaveBeenCalledWith(id)
    expect(await stateOf()).toBe('cancelled')
  })

  it('stays open when giving up could not reach the server, or the shopper paid in that moment', async () => {
    calls.charge.mockImplementation(() => fails(422, 'payments.provider_refused'))
    await pay.charge(CODE, makeEntry)
    calls.cancel.mockImplementationOnce(() => fails(0, 'kit.offline'))
    expect(await pay.leave()).toBe('open')
    expect(await stateOf()).toBe('waiting')

    id = uuidv7()
    await pay.charge(CODE, makeEntry)
    calls.cancel.mockImplementationOnce(() => fails(409, 'selling.already_paid'))
    expect(await pay.leave()).toBe('paid')
    expect(await stateOf()).toBe('synced')
  })
})
