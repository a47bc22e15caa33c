import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGREED, World, type TestTenant } from '../../test/world.js'

describe('shopper sign-in', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    other = await w.aTenant()
  })
  afterAll(() => w.stop())
  const lastCode = (phone: string) => /\d{6}/.exec(w.sandbox.control.sms(phone)[0]!.text)![0]

  it('by WeChat: the same person is the same member, at another tenant another', async () => {
    const first = await t.api.post('/shop/auth/wechat', { code: 'code-amy-1', agreed: AGREED })
    const again = await t.api.post('/shop/auth/wechat', { code: 'code-amy-2', agreed: AGREED })
    const elsewhere = await other.api.post('/shop/auth/wechat', { code: 'code-amy-3', agreed: AGREED })
    expect(first.body.member).toEqual({
      id: expect.any(String),
      name: '',
      phone: null,
      avatarUrl: null,
      hasWechat: true,
    })
    expect(again.body.member.id).toBe(first.body.member.id)
    expect(elsewhere.body.member.id).not.toBe(first.body.member.id)
  })

  it('422 for a WeChat code that is wrong or was used', async () => {
    await t.api.post('/shop/auth/wechat', { code: 'code-bob-1', agreed: AGREED })
    for (const code of ['code-bob-1', 'nonsense'])
      expect((await t.api.post('/shop/auth/wechat', { code })).body.code).toBe('members.wechat_refused')
  })

  it('by phone: the code that was sent signs in once', async () => {
    const phone = '13800000001'
    expect((await t.api.post('/shop/auth/sms', { phone })).status).toBe(204)
    const code = lastCode(phone)
    const signed = await t.api.post('/shop/auth/sms/verify', { phone, code, agreed: AGREED })
    expect(signed.body.member).toMatchObject({ phone, hasWechat: false })
    expect((await t.api.as(signed.body.accessToken).get('/shop/me')).body.phone).toBe(phone)
    expect((await t.api.post('/shop/auth/sms/verify', { phone, code })).body.code).toBe('members.code_wrong')
  })

  it('429 for a second message within a minute; the code lives five minutes and five tries', async () => {
    const phone = '13800000002'
    await t.api.post('/shop/auth/sms', { phone })
    const tooOften = await t.api.post('/shop/auth/sms', { phone })
    expect([tooOften.status, tooOften.body.code, w.sandbox.control.sms(phone).length]).toEqual([
      429,
      'members.sms_too_often',
      1,
    ])
    const code = lastCode(phone)
    const wrong = code === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i++)
      expect((await t.api.post('/shop/auth/sms/verify', { phone, code: wrong })).status).toBe(422)
    expect((await t.api.post('/shop/auth/sms/verify', { phone, code })).status).toBe(422)
    w.shift(61_000)
    await t.api.post('/shop/auth/sms', { phone })
    w.shift(300_001)
    expect((await t.api.post('/shop/auth/sms/verify', { phone, code: lastCode(phone) })).status).toBe(422)
  })

  it('a code of one tenant is worth nothing at another', async () => {
    const phone = '13800000003'
    await t.api.post('/shop/auth/sms', { phone })
    expect((await other.api.post('/shop/auth/sms/verify', { phone, code: lastCode(phone) })).body.code).toBe(
      'members.code_wrong',
    )
  })

  it('refreshes, rotates, and ends with sign-out', async () => {
    const signed = (await t.api.post('/shop/auth/wechat', { code: 'code-cat-1', agreed: AGREED })).body
    const next = await t.api.post('/shop/auth/refresh', { refreshToken: signed.refreshToken })
    expect(next.body.member.id).toBe(signed.member.id)
    expect((await t.api.post('/shop/auth/sign-out', { refreshToken: next.body.refreshToken })).status).toBe(
      204,
    )
    expect((await t.api.post('/shop/auth/refresh', { refreshToken: next.body.refreshToken })).status).toBe(
      401,
    )
    expect((await t.api.as(next.body.accessToken).get('/shop/me')).status).toBe(401)
  })

  it('binds the phone of the WeChat button, unless it is another member’s', async () => {
    const amy = await t.aShopper('dan-1')
    expect((await amy.post('/shop/me/phone', { code: 'phone-13900000009-1' })).body.phone).toBe('13900000009')
    const eve = await t.aShopper('eve-1')
    expect((await eve.post('/shop/me/phone', { code: 'phone-13900000009-2' })).body.code).toBe(
      'members.phone_taken',
    )
    expect((await eve.get('/shop/me')).body.phone).toBe(null)
  })

  it('a shopper is no staff, and staff no shopper', async () => {
    const shopper = await t.aShopper()
    const owner = await t.aPerson('owner')
    expect([
      (await shopper.get('/people')).status,
      (await shopper.get('/me')).status,
      (await owner.get('/shop/me')).status,
      (await t.api.get('/shop/me')).status,
    ]).toEqual([403, 403, 403, 401])
  })

  it('a refused message leaves no wait behind', async () => {
    w.sandbox.control.on({ kind: 'sms-down', times: 1 })
    expect((await t.api.post('/shop/auth/sms', { phone: '13800000004' })).status).toBe(503)
    expect((await t.api.post('/shop/auth/sms', { phone: '13800000004' })).status).toBe(204)
  })
})
