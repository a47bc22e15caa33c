// What shoppers and staff do over HTTP while the bench watches. Every answer is checked: a fast refusal is no speed.
import { createCipheriv, createSign, randomBytes, randomUUID } from 'node:crypto'
import { barcodeOf, idOf } from './fill.mjs'
import { openCaller } from './http.mjs'
import { OWNER } from './house.mjs'

const WORDS = ['red', 'green', 'fresh', 'sweet', 'big', 'small', 'dry', 'cold', 'soft', 'raw']
const NOUNS = ['apple', 'pear', 'milk', 'rice', 'bread', 'tea', 'oil', 'fish', 'beef', 'egg']
const NOUNS_LONG = [
  'apple',
  'bread',
  'noodle',
  'yogurt',
  'coffee',
  'garlic',
  'carrot',
  'potato',
  'tomato',
  'radish',
]
const BEGINNINGS = ['ni', 'niu', 'ping', 'da', 'mi', 'yj', 'xi', 'app', 'to', encodeURIComponent('牛')]
/** A word with one of its letters typed twice. */
const slipOf = (word) => {
  const at = Math.floor(Math.random() * word.length)
  return word.slice(0, at) + word[at] + word.slice(at)
}
const SIGN_INS_AT_ONCE = 8
const TRIES = 20

const upTo = (n) => 1 + Math.floor(Math.random() * n)
/** Products are looked at as shops know it: a few often, most seldom (Zipf, exponent 1). */
export const popular = (n) => Math.min(n, Math.floor(Math.exp(Math.random() * Math.log(n + 1))))
const json = JSON.stringify

/** Opens so many signed-in callers of a running API. */
export async function openCallers(api, count) {
  const callers = Array.from({ length: count }, (_, n) => ({ n: n + 1, ...openCaller(api) }))
  const owner = await signIn(callers[0], '/api/auth/sign-in', OWNER)
  for (let at = 0; at < count; at += SIGN_INS_AT_ONCE)
    await Promise.all(
      callers.slice(at, at + SIGN_INS_AT_ONCE).map(async (caller) => {
        caller.shopper = await signIn(caller, '/api/shop/auth/wechat', {
          code: `code-bench${caller.n}-${Date.now()}`,
          agreed: { version: 1, client: 'h5' },
        })
        caller.owner = owner
      }),
    )
  return callers
}

async function signIn(caller, path, body) {
  const answer = JSON.parse(await ask(caller, 200, 'POST', path, '', json(body)))
  return `authorization: Bearer ${answer.accessToken}\r\n`
}

async function ask(caller, wanted, method, path, headers, body) {
  const { status, text } = await caller.call(method, path, headers, body)
  if (status === wanted) return text
  throw new Error(`${method} ${path} answered ${status}, not ${wanted}: ${text.slice(0, 400)}`)
}

/** The operations by name: each does one thing whole for one caller. */
export function operationsOf({ house, size }) {
  const store = () => idOf('store', upTo(50))
  const product = () => idOf('product', popular(Math.min(size.skus, 10_000) / 2))
  const sku = () => upTo(Math.min(size.skus, 10_000))
  const put = (caller, storeId, skuId) =>
    ask(
      caller,
      200,
      'PUT',
      `/api/shop/cart/lines/${skuId}`,
      caller.shopper,
      json({ storeId, quantity: upTo(5) }),
    )
  return {
    list: (caller) => ask(caller, 200, 'GET', `/api/shop/products?storeId=${store()}&limit=20`),
    detail: (caller) => ask(caller, 200, 'GET', `/api/shop/products/${product()}?storeId=${store()}`),
    search: (caller) =>
      ask(
        caller,
        200,
        'GET',
        `/api/shop/products?storeId=${store()}&limit=20&q=${WORDS[upTo(10) - 1]}%20${NOUNS[upTo(10) - 1]}`,
      ),
    typo: (caller) =>
      ask(
        caller,
        200,
        'GET',
        `/api/shop/products?storeId=${store()}&limit=20&q=${slipOf(NOUNS_LONG[upTo(NOUNS_LONG.length) - 1])}`,
      ),
    suggest: (caller) =>
      ask(
        caller,
        200,
        'GET',
        `/api/shop/suggestions?storeId=${store()}&q=${BEGINNINGS[upTo(BEGINNINGS.length) - 1]}`,
      ),
    filters: (caller) =>
      ask(
        caller,
        200,
        'GET',
        `/api/shop/filters?storeId=${store()}&categoryId=${idOf('category', upTo(20))}`,
      ),
    cart: (caller) => put(caller, idOf('store', 1 + (caller.n % 25)), idOf('sku', caller.n * 3 + upTo(3))),
    scan: (caller) => {
      const storeId = idOf('store', 1 + (caller.n % 25))
      const barcode = barcodeOf(caller.n * 3 + upTo(3))
      return ask(
        caller,
        200,
        'POST',
        '/api/shop/cart/scans',
        caller.shopper,
        json({ id: newId(), storeId, barcode }),
      )
    },
    checkout: async (caller) => {
      const storeId = idOf('store', 26 + (caller.n % 25))
      const skuId = idOf('sku', sku())
      const cart = JSON.parse(await put(caller, storeId, skuId))
      const order = await placeOrder(
        caller,
        storeId,
        cart.lines.map(({ skuId: id, quantity }) => ({ skuId: id, quantity })),
        cart.quote.payable,
      )
      await payFor(caller, house, order)
    },
    flash: (caller) => placeOrder(caller, idOf('store', 1), [{ skuId: idOf('sku', 1), quantity: 1 }]),
    orders: (caller) => ask(caller, 200, 'GET', '/api/orders?limit=20', caller.owner),
  }
}

/** Looks at each product once, as a process has that has run for a while: what it keeps of them is there. */
export async function lookAround(callers, size) {
  const last = Math.min(size.skus, 10_000) / 2
  const look = async (caller, n) => {
    for (let product = 1 + n; product <= last; product += callers.length)
      await ask(
        caller,
        200,
        'GET',
        `/api/shop/products/${idOf('product', product)}?storeId=${idOf('store', upTo(50))}`,
      )
  }
  await Promise.all(callers.map(look))
}

async function placeOrder(caller, storeId, lines, expectedPayable) {
  const id = newId()
  const body = json({
    id,
    storeId,
    channel: 'h5',
    fulfilment: 'pickup',
    lines,
    fromCart: true,
    ...(expectedPayable === undefined ? {} : { expectedPayable }),
  })
  const headers = `${caller.shopper}idempotency-key: ${id}\r\n`
  for (let tries = 1; ; tries++) {
    const { status, text } = await caller.call('POST', '/api/shop/orders', headers, body)
    if (status === 201) return JSON.parse(text)
    // too many at once: the app tries again with the same key, and the wait counts
    if (status !== 503 || tries === TRIES)
      throw new Error(`an order was answered ${status}: ${text.slice(0, 400)}`)
  }
}

/** Starts the payment; then the provider's signed callback brings the money. */
async function payFor(caller, house, order) {
  const begun = await ask(
    caller,
    200,
    'POST',
    `/api/shop/orders/${order.id}/payments`,
    caller.shopper,
    json({ method: 'wechat_native' }),
  )
  const { paymentId, amount } = JSON.parse(begun)
  const { headers, body } = callback(house.account, { tradeNo: paymentId.replaceAll('-', ''), amount })
  await ask(caller, 200, 'POST', `/api/callbacks/wechat-pay/${house.tenantId}/payments`, headers, body)
}

function callback(account, { tradeNo, amount }) {
  const paid = {
    ...{ appid: account.appId, mchid: account.mchId, out_trade_no: tradeNo, trade_state: 'SUCCESS' },
    ...{ transaction_id: `4200${tradeNo.slice(0, 24)}`, success_time: new Date().toISOString() },
    amount: { total: amount, payer_total: amount, currency: 'CNY', payer_currency: 'CNY' },
  }
  const resource = { original_type: 'transaction', ...sealed(json(paid), account.apiV3Key) }
  const body = json({
    id: randomUUID(),
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    resource,
  })
  const [time, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')]
  const signer = createSign('RSA-SHA256').update(`${time}\n${nonce}\n${body}\n`, 'utf8')
  const signature = signer.sign(account.signingKey.privateKeyPem, 'base64')
  const headers = { timestamp: time, nonce, signature, serial: account.signingKey.serial }
  const lines = Object.entries(headers).map(([name, value]) => `wechatpay-${name}: ${value}\r\n`)
  return { body, headers: lines.join('') }
}

function sealed(text, apiV3Key) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'))
  cipher.setAAD(Buffer.from('transaction', 'utf8'))
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    associated_data: 'transaction',
    nonce,
  }
}

function newId() {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
