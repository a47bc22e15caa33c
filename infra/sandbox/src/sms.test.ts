import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from './index.js'
import { aSandboxAndShop, type Shop } from './testing/merchant.js'

let sandbox: Sandbox
let shop: Shop
let close: () => Promise<void>
beforeAll(async () => {
  ;({ sandbox, shop, close } = await aSandboxAndShop())
})
afterAll(() => close())

/** Signs by the provider's published recipe, written anew here so that it checks the sandbox's. */
function signed(params: Record<string, string>, secret = shop.settings.sms.accessKeySecret): URLSearchParams {
  const encode = (s: string) =>
    encodeURIComponent(s)
      .replaceAll('!', '%21')
      .replaceAll("'", '%27')
      .replaceAll('(', '%28')
      .replaceAll(')', '%29')
      .replaceAll('*', '%2A')
  const query = Object.keys(params)
    .sort()
    .map((k) => `${encode(k)}=${encode(params[k] ?? '')}`)
    .join('&')
  const text = `POST&%2F&${encode(query)}`
  return new URLSearchParams({
    ...params,
    Signature: createHmac('sha1', `${secret}&`).update(text).digest('base64'),
  })
}

const request = (change: Record<string, string> = {}) => ({
  AccessKeyId: shop.settings.sms.accessKeyId,
  Action: 'SendSms',
  Format: 'JSON',
  PhoneNumbers: '13800001234',
  RegionId: 'cn-hangzhou',
  SignName: shop.settings.sms.signName,
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: randomUUID(),
  SignatureVersion: '1.0',
  TemplateCode: shop.settings.sms.templateCode,
  TemplateParam: JSON.stringify({ code: '246813' }),
  Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  Version: '2017-05-25',
  ...change,
})
const send = async (body: URLSearchParams) => {
  const answer = await fetch(sandbox.url, { method: 'POST', body })
  return { status: answer.status, ...((await answer.json()) as { Code: string; BizId?: string }) }
}

it('takes a signed message and shows it, newest first', async () => {
  expect(await send(signed(request()))).toMatchObject({ status: 200, Code: 'OK', BizId: expect.any(String) })
  await send(signed(request({ TemplateParam: '{"code":"999111"}' })))
  const list = (await (await fetch(`${sandbox.url}/sms.json?phone=13800001234`)).json()) as {
    messages: { params: { code: string }; text: string }[]
  }
  expect(list.messages.map((message) => message.params.code)).toEqual(['999111', '246813'])
  expect(list.messages[1]?.text).toBe('【Storeweave】您的验证码是246813，5分钟内有效，请勿告诉他人。')
  expect(await (await fetch(`${sandbox.url}/sms`)).text()).toContain('246813')
  expect(sandbox.control.sms('13899999999')).toEqual([])
})

it.each([
  ['a wrong secret', () => signed(request(), 'wrong'), 400, 'SignatureDoesNotMatch'],
  [
    'an unknown key',
    () => signed(request({ AccessKeyId: 'LTAInobody' })),
    404,
    'InvalidAccessKeyId.NotFound',
  ],
  [
    'an old timestamp',
    () => signed(request({ Timestamp: '2020-01-01T00:00:00Z' })),
    400,
    'InvalidTimeStamp.Expired',
  ],
  ['no phone number', () => signed(request({ PhoneNumbers: '12345' })), 200, 'isv.MOBILE_NUMBER_ILLEGAL'],
  [
    'a missing variable',
    () => signed(request({ TemplateParam: '{}' })),
    200,
    'isv.TEMPLATE_MISSING_PARAMETERS',
  ],
  ['broken JSON', () => signed(request({ TemplateParam: '{' })), 200, 'isv.INVALID_JSON_PARAM'],
])('refuses %s, and nothing is sent', async (_what, body, status, code) => {
  const before = sandbox.control.sms().length
  expect(await send(body())).toMatchObject({ status, Code: code })
  expect(sandbox.control.sms()).toHaveLength(before)
})

it('refuses a changed parameter and a nonce used twice', async () => {
  const body = signed(request())
  body.set('PhoneNumbers', '13800009999')
  expect((await send(body)).Code).toBe('SignatureDoesNotMatch')
  const twice = signed(request())
  expect((await send(twice)).Code).toBe('OK')
  expect((await send(twice)).Code).toBe('SignatureNonceUsed')
})

it('is rate-limited or down by switch', async () => {
  sandbox.control.on({ kind: 'sms-limit', times: 1 })
  expect((await send(signed(request()))).Code).toBe('isv.BUSINESS_LIMIT_CONTROL')
  sandbox.control.on({ kind: 'sms-down', times: 1 })
  expect((await send(signed(request()))).status).toBe(503)
  expect((await send(signed(request()))).Code).toBe('OK')
})
