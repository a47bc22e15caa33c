import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CODE_ENDINGS, paySignMessage, signText, type Sandbox } from './index.js'
import { AesGcm, aSandboxAndShop, refusalOf, type Client, type Shop } from './testing/merchant.js'

let sandbox: Sandbox
let shop: Shop
let client: Client
let close: () => Promise<void>
beforeAll(async () => {
  ;({ sandbox, shop, close } = await aSandboxAndShop())
  client = shop.client()
})
afterAll(() => close())

const query = (outTradeNo: string) =>
  client.v3.pay.transactions.outTradeNo['{number}'].get({
    number: outTradeNo,
    params: { mchid: shop.settings.wechatPay.mchId },
  })
const payHttp = (body: unknown) =>
  fetch(`${sandbox.url}/sandbox/wechat-pay/pay`, { method: 'POST', body: JSON.stringify(body) })

describe('an independent client', () => {
  it('places a JSAPI order, and verifies the signed answer', async () => {
    const prepayId = await shop.place('jsapi-order-1')
    expect(prepayId).toMatch(/^wx\d{14}[0-9a-f]{18}0000$/)
    expect((await query('jsapi-order-1')).data).toMatchObject({
      trade_state: 'NOTPAY',
      amount: { total: 1990 },
    })
  })

  it('sees the order paid, by either number, with the payer', async () => {
    await shop.sell('jsapi-order-2')
    const { data } = await query('jsapi-order-2')
    expect(data).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'JSAPI',
      payer: { openid: shop.openid() },
    })
    const params = { mchid: shop.settings.wechatPay.mchId }
    const again = await client.v3.pay.transactions.id['{id}'].get({ id: data.transaction_id, params })
    expect(again.data.out_trade_no).toBe('jsapi-order-2')
  })

  it('decrypts the platform certificate, whose key signs when it is asked for', async () => {
    const { data } = await client.v3.certificates.get()
    const [{ serial_no: serial, encrypt_certificate: sealed }] = data.data
    const pem = AesGcm.decrypt(
      sealed.ciphertext,
      shop.settings.wechatPay.apiV3Key,
      sealed.nonce,
      sealed.associated_data,
    )
    const certificate = new X509Certificate(pem)
    expect(certificate.serialNumber).toBe(serial)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    const byCertificate = shop.client({ certs: { [serial]: pem } })
    const answer = await byCertificate.v3.certificates.get({ headers: { 'Wechatpay-Serial': serial } })
    expect(answer.headers['wechatpay-serial']).toBe(serial)
  })

  it('rejects an answer the sandbox forges by switch', async () => {
    sandbox.control.on({ kind: 'pay-answer-forged', times: 1 })
    await expect(shop.place('forged-answer')).rejects.toThrow(/Verify the response/)
  })

  it('fetches the bill of yesterday and finds its hash right', async () => {
    await shop.sell('billed-order-1', 12345)
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const ask = () => client.v3.bill.tradebill.get({ params: { bill_date: day, bill_type: 'ALL' } })
    expect(await refusalOf(ask())).toMatchObject({ status: 400, code: 'INVALID_REQUEST' })
    sandbox.control.advance(86_400_000)
    try {
      // The client's own clock is a day behind now, so this one request is signed by hand.
      const bill = await signedGet(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`)
      const told = (await bill.json()) as { hash_value: string; download_url: string }
      const path = told.download_url.slice(sandbox.url.length)
      const bytes = Buffer.from(await (await signedGet(path)).arrayBuffer())
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(told.hash_value)
      const lines = bytes.toString('utf8').split('\r\n')
      expect(lines[0]).toContain('交易时间,公众账号ID,商户号')
      expect(lines.find((line) => line.includes('`billed-order-1'))).toContain('`123.45')
    } finally {
      sandbox.control.advance(-86_400_000)
    }
  })
})

function signedGet(path: string): Promise<Response> {
  const { mchId, merchantSerial, merchantPrivateKeyPem } = shop.settings.wechatPay
  const timestamp = String(Math.floor(sandbox.control.now().getTime() / 1000))
  const signature = signText(`GET\n${path}\n${timestamp}\nnonce\n\n`, merchantPrivateKeyPem)
  const parts = `mchid="${mchId}",serial_no="${merchantSerial}",nonce_str="nonce",timestamp="${timestamp}"`
  return fetch(sandbox.url + path, {
    headers: { authorization: `WECHATPAY2-SHA256-RSA2048 ${parts},signature="${signature}"` },
  })
}

describe('refused requests', () => {
  it('401 SIGN_ERROR for another private key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const stranger = shop.client({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) })
    const call = stranger.v3.pay.transactions.jsapi.post(shop.order('stranger-1'))
    expect(await refusalOf(call)).toMatchObject({ status: 401, code: 'SIGN_ERROR' })
    expect(await refusalOf(query('stranger-1'))).toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST' })
  })

  it('401 SIGN_ERROR for a wrong serial, a missing header and a clock six minutes off', async () => {
    const other = shop.client({ serial: 'ABCDEF' })
    expect((await refusalOf(other.v3.certificates.get())).status).toBe(401)
    expect((await fetch(`${sandbox.url}/v3/certificates`)).status).toBe(401)
    sandbox.control.advance(360_000)
    const late = await refusalOf(client.v3.certificates.get())
    sandbox.control.advance(-360_000)
    expect(late).toMatchObject({ status: 401, code: 'SIGN_ERROR' })
  })

  it.each([
    ['a total of zero', { amount: { total: 0, currency: 'CNY' } }, 'PARAM_ERROR'],
    ['a total that is no whole number', { amount: { total: 1.5, currency: 'CNY' } }, 'PARAM_ERROR'],
    ['more than a million yuan', { amount: { total: 100_000_001, currency: 'CNY' } }, 'RULE_LIMIT'],
    ['another currency', { amount: { total: 1, currency: 'USD' } }, 'PARAM_ERROR'],
    ['a number too short', { out_trade_no: 'short' }, 'PARAM_ERROR'],
    ['a number with a blank', { out_trade_no: 'has a blank' }, 'PARAM_ERROR'],
    ['an overlong description', { description: '果'.repeat(128) }, 'PARAM_ERROR'],
    ['a notify_url with a query', { notify_url: 'https://shop.example/n?x=1' }, 'PARAM_ERROR'],
    ['a foreign app', { appid: 'wx0000000000000000' }, 'APPID_MCHID_NOT_MATCH'],
    ['a foreign openid', { payer: { openid: 'oAAAAAAAAAAAAAAAAAAAAAAAAAAA' } }, 'PARAM_ERROR'],
    ['a foreign merchant', { mchid: '1600000000' }, 'PARAM_ERROR'],
    ['a deadline in the past', { time_expire: '2020-01-01T00:00:00+08:00' }, 'PARAM_ERROR'],
  ])('%s', async (_what, change, code) => {
    const call = client.v3.pay.transactions.jsapi.post(shop.order('refused-order', 1, change))
    expect((await refusalOf(call)).code).toBe(code)
    expect((await refusalOf(query('refused-order'))).status).toBe(404)
  })

  it('the same number with another amount, a paid one, a closed one', async () => {
    await shop.place('used-number')
    expect(await refusalOf(shop.place('used-number', 5))).toMatchObject({
      status: 403,
      code: 'OUT_TRADE_NO_USED',
    })
    expect(await shop.place('used-number')).toMatch(/^wx/)
    await shop.sell('paid-number')
    expect((await refusalOf(shop.place('paid-number'))).code).toBe('ORDERPAID')
    const closing = (number: string) =>
      client.v3.pay.transactions.outTradeNo['{number}'].close.post(
        { mchid: shop.settings.wechatPay.mchId },
        { number },
      )
    expect((await refusalOf(closing('paid-number'))).code).toBe('ORDERPAID')
    expect((await closing('used-number')).status).toBe(204)
    expect((await query('used-number')).data.trade_state).toBe('CLOSED')
    expect((await refusalOf(shop.place('used-number'))).code).toBe('ORDER_CLOSED')
  })

  it('an order of another merchant does not exist for this one', async () => {
    await shop.sell('only-mine-1')
    const { Shop: Other } = await import('./testing/merchant.js')
    const rival = await Other.open(sandbox, 'rival')
    const call = rival.client().v3.pay.transactions.outTradeNo['only-mine-1'].get({
      params: { mchid: rival.settings.wechatPay.mchId },
    })
    rival.close()
    expect((await refusalOf(call)).code).toBe('ORDER_NOT_EXIST')
  })
})

describe('the shopper pays', () => {
  const signed = (prepayId: string, key = shop.settings.wechatPay.merchantPrivateKeyPem) => {
    const [appId, timeStamp, nonceStr] = [shop.settings.wechat.appId, '1700000000', 'nonce']
    const pack = `prepay_id=${prepayId}`
    const paySign = signText(paySignMessage(appId, timeStamp, nonceStr, pack), key)
    return { appId, timeStamp, nonceStr, package: pack, signType: 'RSA', paySign }
  }

  it('with the right paySign only', async () => {
    const prepayId = await shop.place('pay-sign-1')
    const wrong = await payHttp(signed(prepayId, sandbox.platform.stranger.privateKeyPem))
    expect(wrong.status).toBe(400)
    expect((await query('pay-sign-1')).data.trade_state).toBe('NOTPAY')
    expect(await (await payHttp(signed(prepayId))).json()).toMatchObject({ errMsg: 'requestPayment:ok' })
    expect((await query('pay-sign-1')).data.trade_state).toBe('SUCCESS')
    expect((await payHttp(signed(prepayId))).status).toBe(400)
  })

  it('or cancels, and nothing changes', async () => {
    const prepayId = await shop.place('cancelled-1')
    const answer = await payHttp({ prepay_id: prepayId, outcome: 'cancel' })
    expect(await answer.json()).toEqual({ errMsg: 'requestPayment:fail cancel' })
    expect((await query('cancelled-1')).data.trade_state).toBe('NOTPAY')
  })

  it('a native code by its URL, an H5 order by its page', async () => {
    const native = await client.v3.pay.transactions.native.post(shop.order('native-1'))
    expect(native.data.code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/)
    expect((await payHttp({ code_url: native.data.code_url })).status).toBe(200)
    expect((await query('native-1')).data).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'NATIVE' })
    const scene = { scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } } }
    expect((await refusalOf(client.v3.pay.transactions.h5.post(shop.order('h5-order-1')))).code).toBe(
      'PARAM_ERROR',
    )
    const h5 = await client.v3.pay.transactions.h5.post(shop.order('h5-order-1', 5, scene))
    const html = await (
      await fetch(`${h5.data.h5_url}&redirect_url=https%3A%2F%2Fshop.example%2Fdone`)
    ).text()
    expect(html).toContain('data-back="https://shop.example/done"')
    sandbox.control.pay({ outTradeNo: 'h5-order-1' })
    expect((await query('h5-order-1')).data.trade_type).toBe('MWEB')
  })

  it('not after the deadline', async () => {
    const prepayId = await shop.place('expired-1')
    sandbox.control.advance(7_200_000)
    try {
      expect(() => sandbox.control.pay({ prepayId })).toThrow('订单已过期')
    } finally {
      sandbox.control.advance(-7_200_000)
    }
  })
})

describe('payment codes', () => {
  const store = { scene_info: { store_info: { id: 'store-1' } } }
  const codepay = (outTradeNo: string, code: string) =>
    client.v3.pay.transactions.codepay.post(
      shop.order(outTradeNo, 700, { payer: { auth_code: code }, ...store }),
    )

  it('pay at once', async () => {
    const { data } = await codepay('code-1-paid', '134567890123456789')
    expect(data).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'MICROPAY', amount: { total: 700 } })
  })

  it('must be 18 digits beginning 10 to 15', async () => {
    expect((await refusalOf(codepay('code-2-bad', '164567890123456789'))).code).toBe('PARAM_ERROR')
    expect((await refusalOf(codepay('code-2-bad', '13456'))).code).toBe('PARAM_ERROR')
  })

  it('USERPAYING by ending, then paid once the shopper confirms', async () => {
    const { status, data } = await codepay('code-3-asks', `13456789012345${CODE_ENDINGS.userpaying}`)
    expect([status, data.code]).toEqual([202, 'USERPAYING'])
    expect((await query('code-3-asks')).data.trade_state).toBe('USERPAYING')
    sandbox.control.pay({ outTradeNo: 'code-3-asks' })
    expect((await query('code-3-asks')).data.trade_state).toBe('SUCCESS')
  })

  it('NOTENOUGH by ending or switch', async () => {
    const poor = codepay('code-4-poor', `13456789012345${CODE_ENDINGS.notenough}`)
    expect(await refusalOf(poor)).toMatchObject({ status: 403, code: 'NOTENOUGH' })
    sandbox.control.on({ kind: 'code-notenough', outTradeNo: 'code-5-poor', times: 1 })
    expect((await refusalOf(codepay('code-5-poor', '134567890123456789'))).code).toBe('NOTENOUGH')
  })

  it('reversed: unpaid is closed for good, paid goes back', async () => {
    const { appId: appid } = shop.settings.wechat
    const reverse = (number: string) =>
      client.v3.pay.transactions.outTradeNo['{number}'].reverse.post(
        { appid, mchid: shop.settings.wechatPay.mchId },
        { number },
      )
    sandbox.control.on({ kind: 'code-userpaying', outTradeNo: 'code-6-back', times: 1 })
    await codepay('code-6-back', '134567890123456789')
    expect((await reverse('code-6-back')).data.out_trade_no).toBe('code-6-back')
    expect(() => sandbox.control.pay({ outTradeNo: 'code-6-back' })).toThrow('订单已关闭')
    await codepay('code-7-back', '134567890123456789')
    await reverse('code-7-back')
    expect((await query('code-7-back')).data.trade_state).toBe('REVOKED')
    expect(sandbox.control.refunds()[0]).toMatchObject({ outTradeNo: 'code-7-back', refund: 700 })
  })
})
