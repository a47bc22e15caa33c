import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openidOf, pngNotes, type Sandbox } from './index.js'
import { aSandboxAndShop, type Shop } from './testing/merchant.js'

let sandbox: Sandbox
let shop: Shop
let close: () => Promise<void>
let token: string
beforeAll(async () => {
  ;({ sandbox, shop, close } = await aSandboxAndShop())
})
afterAll(() => close())

interface Told {
  errcode: number
  openid: string
  session_key: string
  access_token: string
  phone_info: unknown
}
const get = async (path: string, params: Record<string, string>): Promise<Told> =>
  (await fetch(`${sandbox.url}${path}?${new URLSearchParams(params)}`)).json() as Promise<Told>
const post = (path: string, body: unknown, accessToken = token) =>
  fetch(`${sandbox.url}${path}?access_token=${accessToken}`, { method: 'POST', body: JSON.stringify(body) })
const told = async (answer: Promise<Response>): Promise<Told> => (await answer).json() as Promise<Told>
const app = () => ({ appid: shop.settings.wechat.appId, secret: shop.settings.wechat.secret })
const login = (code: string, change: Record<string, string> = {}) =>
  get('/sns/jscode2session', { ...app(), js_code: code, grant_type: 'authorization_code', ...change })

beforeEach(async () => {
  token = (await told(post('/cgi-bin/stable_token', { ...app(), grant_type: 'client_credential' })))
    .access_token
})

describe('jscode2session', () => {
  it('gives one person one openid per app, whatever the visit', async () => {
    const first = await login('code-alice-1')
    const second = await login('code-alice-2')
    expect(first.openid).toMatch(/^o[\w-]{27}$/)
    expect(second.openid).toBe(first.openid)
    expect(second.session_key).not.toBe(first.session_key)
    expect((await login('code-bob-1')).openid).not.toBe(first.openid)
    expect(first.openid).toBe(openidOf(shop.settings.wechat.appId, 'alice'))
    expect(first.openid).not.toBe(openidOf('wx0000000000000000', 'alice'))
  })

  it('refuses a used code, a bad one, a wrong secret and an unknown app', async () => {
    await login('code-carol-1')
    expect((await login('code-carol-1')).errcode).toBe(40163)
    expect((await login('anything')).errcode).toBe(40029)
    expect((await login('code-carol-2', { secret: 'wrong' })).errcode).toBe(40125)
    expect((await login('code-carol-2', { appid: 'wx0000000000000000' })).errcode).toBe(40013)
    expect((await login('code-carol-2')).openid).toBeDefined()
  })
})

describe('access tokens', () => {
  it('stable: the same one until it ends; plain: a new one, the former good for five minutes', async () => {
    const ask = () => get('/cgi-bin/token', { ...app(), grant_type: 'client_credential' })
    const phone = (n: string, t: string) =>
      told(post('/wxa/business/getuserphonenumber', { code: `phone-13812345678-${n}` }, t))
    const fresh = (await ask()).access_token
    expect(fresh).not.toBe(token)
    expect((await phone('a', token)).errcode).toBe(0)
    sandbox.control.advance(301_000)
    expect((await phone('b', token)).errcode).toBe(42001)
    expect((await phone('c', fresh)).errcode).toBe(0)
    expect((await phone('d', 'made-up')).errcode).toBe(40001)
    sandbox.control.advance(-301_000)
  })
})

it('a phone number comes once per code', async () => {
  const ask = () => told(post('/wxa/business/getuserphonenumber', { code: 'phone-13900001111-1' }))
  expect((await ask()).phone_info).toMatchObject({ purePhoneNumber: '13900001111', countryCode: '86' })
  expect((await ask()).errcode).toBe(40029)
  expect((await told(post('/wxa/business/getuserphonenumber', { code: 'x' }))).errcode).toBe(40029)
})

describe('subscribe messages', () => {
  const message = (change: Record<string, unknown> = {}) => ({
    touser: shop.openid(),
    template_id: 'pickup-ready-template-0001',
    page: 'pages/order/index?id=1',
    data: { thing1: { value: '苹果可以取了' }, character_string2: { value: '1234 5678' } },
    ...change,
  })
  const send = (body: unknown) => told(post('/cgi-bin/message/subscribe/send', body))

  it('arrive and can be read on the page', async () => {
    expect((await send(message())).errcode).toBe(0)
    expect(sandbox.control.messages(shop.openid())[0]?.data.thing1).toBe('苹果可以取了')
    expect(await (await fetch(`${sandbox.url}/messages`)).text()).toContain('苹果可以取了')
  })

  it.each([
    ['a thing over 20 characters', { data: { thing1: { value: '果'.repeat(21) } } }, 47003],
    ['an empty value', { data: { thing1: { value: '' } } }, 47003],
    ['an unknown field', { data: { whatever1: { value: 'x' } } }, 47003],
    ['no data', { data: {} }, 47003],
    ['no template', { template_id: '' }, 40037],
    ['a stranger', { touser: 'nobody' }, 40003],
    ['a web page', { page: 'https://shop.example' }, 41030],
  ])('refuse %s', async (_what, change, errcode) => {
    expect((await send(message(change))).errcode).toBe(errcode)
  })

  it('43101 when the user refuses, by switch', async () => {
    sandbox.control.on({ kind: 'subscribe-refused', times: 1 })
    expect((await send(message())).errcode).toBe(43101)
    expect((await send(message())).errcode).toBe(0)
  })
})

describe('mini-program codes', () => {
  const draw = (body: unknown) => post('/wxa/getwxacodeunlimit', body)

  it('are pictures that differ by scene', async () => {
    const answer = await draw({ scene: 'o=12345678', page: 'pages/order/index', width: 430 })
    expect(answer.headers.get('content-type')).toBe('image/png')
    const png = Buffer.from(await answer.arrayBuffer())
    expect(png.readUInt32BE(16)).toBe(430)
    expect(pngNotes(png)).toMatchObject({ scene: 'o=12345678', page: 'pages/order/index' })
    const at = png.indexOf('IDAT')
    const pixels = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    expect(pixels).toHaveLength(431 * 430)
    const other = Buffer.from(await (await draw({ scene: 'o=12345679', width: 430 })).arrayBuffer())
    expect(other.subarray(at).equals(png.subarray(at))).toBe(false)
  })

  it.each([
    ['a scene over 32 characters', { scene: 'x'.repeat(33) }, 40169],
    ['a scene with Chinese', { scene: '订单' }, 40097],
    ['a page with a leading slash', { scene: 'a', page: '/pages/index' }, 41030],
    ['a width too small', { scene: 'a', width: 100 }, 40097],
  ])('refuse %s', async (_what, body, errcode) => {
    expect((await told(draw(body))).errcode).toBe(errcode)
  })
})

it('shipping information is taken for a paid order of this payer, in order of time', async () => {
  await shop.sell('shipped-order')
  const upload = (change: Record<string, unknown> = {}) =>
    told(
      post('/wxa/sec/order/upload_shipping_info', {
        order_key: {
          order_number_type: 1,
          mchid: shop.settings.wechatPay.mchId,
          out_trade_no: 'shipped-order',
        },
        logistics_type: 4,
        delivery_mode: 1,
        shipping_list: [{ item_desc: '阿克苏苹果 1kg' }],
        upload_time: '2026-11-21T10:00:00.000+08:00',
        payer: { openid: shop.openid() },
        ...change,
      }),
    )
  expect((await upload({ payer: { openid: shop.openid('bob') } })).errcode).toBe(10060031)
  expect((await upload({ shipping_list: [{}] })).errcode).toBe(10060008)
  const unknown = { order_number_type: 2, transaction_id: '42000000' }
  expect((await upload({ order_key: unknown })).errcode).toBe(10060001)
  expect((await upload()).errcode).toBe(0)
  expect((await upload()).errcode).toBe(10060023)
})
