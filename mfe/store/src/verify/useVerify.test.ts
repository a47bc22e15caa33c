import type { BoardCard } from '@storeweave/contract'
import { errorText, type ErrorCode } from '@storeweave/contract/errors'
import { Problem, setLocale } from '@storeweave/kit'
import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { adviceOf } from './advice'
import { useVerify } from './useVerify'
import type { VerifyApi } from './verify.api'

const card = { id: 'f1', number: 'HZ001-261121-0012', state: 'ready' } as BoardCard
const verified = { card: { ...card, state: 'picked_up' as const }, verifiedAt: '2026-11-21T04:00:00Z' }
const lost = () => new Problem({ status: 0, code: 'kit.timeout' })
/** A refusal as the API words it. */
const refused = (code: ErrorCode, status: number, args = {}) =>
  new Problem({ status, code, args, title: errorText(code, 'zh-CN', args) })

const told = vi.fn()
const api = { preview: vi.fn<VerifyApi['preview']>(), confirm: vi.fn<VerifyApi['confirm']>() }
const storeId = ref<string | undefined>('store-1')
const open = () => effectScope().run(() => useVerify(() => storeId.value, told, api))!
const settled = async () => {
  for (let n = 0; n < 8; n++) await Promise.resolve()
}
beforeEach(() => {
  told.mockReset()
  api.preview.mockReset().mockResolvedValue(card)
  api.confirm.mockReset().mockResolvedValue(verified)
  storeId.value = 'store-1'
})

it('looks an order up when the eighth digit is there, gaps and full-width digits allowed', async () => {
  const verify = open()
  verify.type('2855 188')
  expect(api.preview).not.toHaveBeenCalled()
  verify.type('２８５５ 1882')
  await settled()
  expect(api.preview).toHaveBeenCalledExactlyOnceWith('store-1', '28551882')
  expect(verify.step.value).toBe('preview')
})
it('takes the text of the QR and refuses other barcodes in words', async () => {
  const verify = open()
  verify.scan('6901234567892')
  expect(verify.foreign.value).toBe(true)
  expect(told).toHaveBeenLastCalledWith('bad')
  verify.scan('SW1:28551882')
  await settled()
  expect(verify.foreign.value).toBe(false)
  expect(verify.step.value).toBe('preview')
})
it('confirms and tells the board', async () => {
  const verify = open()
  verify.type('28551882')
  await settled()
  await verify.confirm()
  expect(verify.step.value).toBe('done')
  expect(told).toHaveBeenLastCalledWith('good', verified.card)
  await verify.confirm()
  expect(api.confirm).toHaveBeenCalledOnce()
})
it('keeps its key while the outcome is unknown, and takes another one for the next order', async () => {
  api.confirm.mockRejectedValueOnce(lost())
  const verify = open()
  verify.type('28551882')
  await settled()
  await verify.confirm()
  expect(verify.step.value).toBe('preview')
  expect(adviceOf(verify.problem.value!)).toBe('again')
  await verify.confirm()
  const [first, second] = api.confirm.mock.calls.map(([key]) => key)
  expect(second).toBe(first)
  verify.reset()
  verify.type('39622907')
  await settled()
  await verify.confirm()
  expect(api.confirm.mock.calls[2]![0]).not.toBe(first)
})
it('says when a code was used, which store it is for, and for how long it is locked', async () => {
  await setLocale('zh-CN')
  const verify = open()
  api.preview.mockRejectedValueOnce(refused('fulfilment.code_used', 409, { at: '2026-11-22 08:18' }))
  verify.type('11111111')
  await settled()
  expect(verify.problem.value!.text).toContain('2026-11-22 08:18')
  api.preview.mockRejectedValueOnce(refused('fulfilment.code_elsewhere', 409, { store: '滨江星光店' }))
  verify.type('22222222')
  await settled()
  expect(verify.problem.value!.text).toContain('滨江星光店')
  api.preview.mockRejectedValueOnce(refused('fulfilment.locked', 429, { minutes: 15, seconds: 900 }))
  verify.type('33333333')
  await settled()
  expect(verify.problem.value!.text).toContain('15')
  expect(verify.lockedUntil.value).toBeGreaterThan(Date.now())
  expect(told.mock.calls).toEqual([['bad'], ['bad'], ['bad']])
})
it('never asks twice about a wrong code, however often the camera sees it', async () => {
  const verify = open()
  api.preview.mockRejectedValueOnce(refused('fulfilment.code_unknown', 404))
  verify.scan('11111111')
  await settled()
  verify.scan('11111111')
  verify.type('1111 1111')
  await settled()
  expect(api.preview).toHaveBeenCalledOnce()
  expect(verify.problem.value!.code).toBe('fulfilment.code_unknown')
})
it('drops an answer about a code that is no longer in the field', async () => {
  let answer: (found: BoardCard) => void = () => undefined
  api.preview.mockReturnValueOnce(new Promise((done) => (answer = done)))
  const verify = open()
  verify.type('28551882')
  verify.type('2855')
  answer(card)
  await settled()
  expect(verify.step.value).toBe('enter')
})
it('forgets everything when the store changes', async () => {
  const verify = open()
  verify.type('28551882')
  await settled()
  storeId.value = 'store-2'
  await settled()
  expect(verify.digits.value).toBe('')
  expect(verify.step.value).toBe('enter')
})
