// Deaths at one exact place each: between commit and answer, between effect and note, between the provider's yes and ours.
import { isDeepStrictEqual } from 'node:util'
import { newId } from './client.mjs'
import { GOODS } from './seed.mjs'

/** Plays all scenes in a calm house; resolves to `[{ name, found }]`. What they leave behind is held against the books later. */
export async function playScenes(house, people) {
  const scenes = {
    'an order whose answer died is answered again, the same': () => orderAnswer(house, people),
    'a sale whose answer died is answered again, the same': () => saleAnswer(house, people),
    'a verification whose answer died is answered again, the same': () => codeAnswer(house, people),
    'a callback whose answer died is taken when it comes again': () => callbackAnswer(house, people),
    'an event told by a worker that died before noting it is told again and noted': () =>
      untoldEvent(house, people),
    'a refund the provider has, sent by a worker that died, is not sent twice': () =>
      lostRefund(house, people),
    'a payment code charged by an API that died is not charged twice': () => lostCharge(house, people),
  }
  const results = []
  for (const [name, play] of Object.entries(scenes)) {
    await house.calm()
    results.push({ name, found: await play() })
  }
  await house.calm()
  return results
}

/**
 * Arms a link: the answer to the next thing asked that contains `words` never arrives, and `strike(line)` runs in
 * that moment. The returned function tells what was held back.
 */
function holdAnswer(link, words, strike) {
  let meant
  let held = ''
  link.watch = (side, bytes, line) => {
    if (side === 'ask' && !meant && bytes.includes(words)) meant = line
    if (side === 'ask' || line !== meant) return false
    if (held === '') strike(line)
    held += bytes
    return true
  }
  return () => {
    link.watch = undefined
    return held
  }
}

const bodyOf = (http) =>
  JSON.parse(http.slice(http.indexOf('\r\n\r\n') + 4).replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ''))

/** Kills the API that answers a line of the front. */
const killAnswering = (house) => (line) => {
  const role = house.apis().find(({ port }) => port === line.far.remotePort)
  house.kill(role.name)
}

async function sameAnswer(house, words, ask, replays) {
  const held = holdAnswer(house.front, words, killAnswering(house))
  const answer = await ask()
  const first = held()
  if (first === '') return ['the answer was never held back']
  const faults = []
  if (!isDeepStrictEqual(bodyOf(first), answer.body)) faults.push(`${first}\n  became\n${answer.text}`)
  if (replays && !answer.replay) faults.push('it was done again instead of answered again')
  return faults
}

function orderAnswer(house, people) {
  const id = newId()
  return sameAnswer(house, 'POST /api/shop/orders ', () => place(people, id), true)
}

async function place(people, id = newId()) {
  people.told.wished.add(id)
  people.guest ??= people.shopper('guest')
  const lines = [{ skuId: people.skus.apple, quantity: 2 }]
  const order = { id, storeId: people.storeId, channel: 'h5', fulfilment: 'pickup', lines }
  const answer = await people.guest.post('/shop/orders', order)
  people.told.expect(answer, 'order', 201)
  people.told.placed.set(id, { number: answer.body.number, payable: answer.body.payable })
  return answer
}

/** Pays an order of the guest's; resolves to it as it stands when its money is known. */
async function pay(house, people, id) {
  const { body } = await people.guest.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })
  await house.outside('wechat-pay/pay', { code_url: body.codeUrl })
  return house.until('the order is paid', async () => {
    const seen = await people.guest.get(`/shop/orders/${id}`)
    return seen.body.payment === 'paid' && seen.body
  })
}

async function paidOrder(house, people) {
  const { body } = await place(people)
  return pay(house, people, body.id)
}

const saleOf = (people, id, kind) => {
  people.told.wished.add(id)
  const payable = GOODS.bread.price
  return people.staff.cashier.put(`/till/sales/${id}`, {
    ...{
      storeId: people.storeId,
      deviceId: newId(),
      soldAt: new Date().toISOString(),
      expectedPayable: payable,
    },
    lines: [{ skuId: people.skus.bread, quantity: 1 }],
    tender: kind === 'cash' ? { kind, received: payable } : { kind },
  })
}

function saleAnswer(house, people) {
  const id = newId()
  return sameAnswer(house, `PUT /api/till/sales/${id}`, () => saleOf(people, id, 'cash'), false)
}

async function codeAnswer(house, people) {
  const { id, verification } = await paidOrder(house, people)
  people.told.verified.add(id)
  const { clerk1 } = people.staff
  const verify = () => clerk1.post('/verifications', { storeId: people.storeId, code: verification.code })
  return sameAnswer(house, 'POST /api/verifications', verify, true)
}

/** Callbacks of the storm come again until much later, and one of them may be the one that is held: then once more. */
async function callbackAnswer(house, people) {
  for (;;) {
    const { body } = await place(people)
    const held = holdAnswer(house.front, 'POST /api/callbacks/', killAnswering(house))
    await pay(house, people, body.id)
    const own = await house.until('the callback is taken', () => takenCallback(house, body.id))
    if (held() === '') return ['the answer was never held back']
    if (own.attempts.length > 1) return []
    await house.calm()
  }
}

/** The provider's delivery of an order's payment, once it was taken. */
async function takenCallback(house, orderId) {
  const [{ out_trade_no: number }] = await house.database.rows(
    `select out_trade_no from payments where order_id = $1 and state = 'paid'`,
    [orderId],
  )
  const { deliveries } = await house.outside('control/deliveries')
  return deliveries.find(
    ({ kind, outTradeNo, state }) => kind === 'payment' && outTradeNo === number && state === 'done',
  )
}

async function untoldEvent(house, people) {
  let struck = false
  house.base.watch = (side, bytes) => {
    if (struck || side !== 'ask' || !bytes.includes('complete_job')) return false
    struck = true
    house.kill('worker')
    return true
  }
  await place(people)
  await house.until('a job is about to be noted', () => struck)
  house.base.watch = undefined
  const jobs = () => house.database.rows('select key from graphile_worker.jobs')
  await house.until('all events are noted', async () => (await jobs()).length === 0)
  return []
}

async function lostRefund(house, people) {
  const { id } = await paidOrder(house, people)
  const held = holdAnswer(house.world, 'POST /v3/refund/domestic/refunds', () => house.kill('worker'))
  await people.staff.manager.post(`/orders/${id}/cancel`, { reason: 'sold out' })
  await house.until('the provider has the refund', async () => (await refundsOf(house, id)).length === 1)
  await house.calm()
  const seen = await house.until('the money is back', async () => {
    const { body } = await people.guest.get(`/shop/orders/${id}`)
    return body.status === 'refunded' && body
  })
  const faults = held() === '' ? ['the answer was never held back'] : []
  if ((await refundsOf(house, id)).length !== 1) faults.push('the provider sent it twice')
  if (seen.refunded !== seen.paid) faults.push(`${seen.refunded} of ${seen.paid} went back`)
  return faults
}

async function refundsOf(house, orderId) {
  const numbers = await house.database.rows('select out_trade_no from payments where order_id = $1', [
    orderId,
  ])
  const { refunds } = await house.outside('control/orders')
  return refunds.filter((one) => numbers.some((row) => row.out_trade_no === one.outTradeNo))
}

async function lostCharge(house, people) {
  const id = newId()
  const { body } = await saleOf(people, id, 'wechat_code')
  people.told.placed.set(id, { number: body.number, payable: body.payable })
  const killBoth = () => house.apis().forEach(({ name }) => house.kill(name))
  const held = holdAnswer(house.world, 'POST /v3/pay/transactions/codepay', killBoth)
  const charged = await people.staff.cashier.post(`/till/sales/${id}/charge`, {
    authCode: '130000000000007777',
  })
  const faults = held() === '' ? ['the answer was never held back'] : []
  if (charged.body?.state !== 'paid') faults.push(charged.text)
  people.told.paid.add(id)
  const [{ count }] = await house.database.rows(
    `select count(*)::int from payments where order_id = $1 and state = 'paid'`,
    [id],
  )
  const { orders } = await house.outside('control/orders')
  const numbers = await house.database.rows('select out_trade_no from payments where order_id = $1', [id])
  const theirs = orders.filter(
    (one) => one.paidAt && numbers.some((row) => row.out_trade_no === one.outTradeNo),
  )
  if (count !== 1 || theirs.length !== 1)
    faults.push(`paid ${count} times here, ${theirs.length} times there`)
  return faults
}
