// What must be true when everything has ended: by SQL, by the provider's books, and by what people were told.

/** Less than the five minutes by which a signature may be off. */
const LATER_MS = 200_000

/** Resolves once nothing is under way any more: jobs, payments, refunds, orders that wait for money. */
export async function drained(house) {
  await house.outside('control/release', {})
  const rests = {
    'jobs of the worker': 'select key, attempts, last_error from graphile_worker.jobs',
    'orders to be paid': `select id, expires_at from orders where status = 'to_pay'`,
    'payments under way': `select id, state from payments where state in ('created', 'pending')`,
    // those that were tried in vain wait up to an hour: their next try comes now
    'refunds under way': `
      with sooner as (update refunds set updated_at = updated_at - interval '1 hour'
        where state in ('due', 'sent') and updated_at > now() - interval '30 minutes')
      select id, state, tries from refunds where state in ('due', 'sent')`,
  }
  for (const [what, sql] of Object.entries(rests))
    await house.until(what, async () => (await house.database.rows(sql)).length === 0)
  // the provider comes back later and later: minutes are shown to it, and what is due then must be taken
  await house.outside('control/clock', { advanceMs: LATER_MS })
  await house.until('callbacks that are due', async () => {
    const { deliveries } = await house.outside('control/deliveries')
    const { now } = await house.outside('control')
    return !deliveries.some((one) => one.state === 'waiting' && one.dueAt <= now)
  })
}

/** Each entry a statement of what must not be: its rows are the faults. */
const FAULTS = {
  'on hand is the sum of the movements': `
    select s.sku_id, s.on_hand, sum(m.quantity) from stock_levels s
      left join stock_movements m on m.location_id = s.location_id and m.sku_id = s.sku_id
     group by s.location_id, s.sku_id, s.on_hand having s.on_hand <> coalesce(sum(m.quantity), 0)`,
  'every movement begins where one other ended': `
    select m.sku_id, m.before from stock_movements m where m.kind <> 'opening'
       and (select count(*) from stock_movements p where p.location_id = m.location_id and p.sku_id = m.sku_id and p.after = m.before) <> 1`,
  'reserved is the sum of what is held': `
    select s.sku_id, s.reserved from stock_levels s
      left join reservations r on r.location_id = s.location_id and r.sku_id = s.sku_id and r.state = 'held'
     group by s.location_id, s.sku_id, s.reserved having s.reserved <> coalesce(sum(r.quantity), 0)`,
  'goods are held for exactly the orders that wait to be collected': `
    select o.id, o.status, r.state from orders o join reservations r on r.order_id = o.id
     where (r.state = 'held') <> (o.status in ('to_pay', 'preparing', 'ready'))`,
  'an order that was handed over took its goods once, no other took any': `
    select o.id, o.status, count(m.id) from orders o left join stock_movements m on m.ref = 'sale:' || o.id
     group by o.id, o.status
    having count(m.id) <> (case when o.status = 'completed' then (select count(distinct sku_id) from order_lines l where l.order_id = o.id) else 0 end)`,
  'what left is what was bought': `
    select l.order_id, l.sku_id from order_lines l join stock_movements m on m.ref = 'sale:' || l.order_id and m.sku_id = l.sku_id where m.quantity <> -l.quantity`,
  'an order is paid by its payments': `
    select o.id, o.paid, sum(p.amount) from orders o left join payments p on p.order_id = o.id and p.state = 'paid'
      and not exists (select from refunds r where r.payment_id = p.id and r.reason = 'duplicate')
     group by o.id, o.paid having o.paid <> coalesce(sum(p.amount), 0)`,
  'an order got back what its refunds brought': `
    select o.id, o.refunded, sum(r.amount) from orders o left join refunds r on r.order_id = o.id and r.state = 'done' and r.reason <> 'duplicate'
     group by o.id, o.refunded having o.refunded <> coalesce(sum(r.amount), 0)`,
  'every payment and every refund stands in the ledger once': `
    select p.id from payments p where p.state = 'paid' and p.amount > 0
      and (select count(*) from ledger_transfers t where t.ref = p.id::text and t.kind in ('payment', 'payment_unapplied') and t.amount = p.amount) <> 1
    union all
    select r.id from refunds r where r.state = 'done'
      and (select count(*) from ledger_transfers t where t.ref = r.id::text and t.kind = 'refund' and t.amount = r.amount) <> 1`,
  'the ledger holds nothing else': `
    select t.id, t.kind, t.ref from ledger_transfers t where not exists (select from payments p where p.id::text = t.ref and p.state = 'paid')
      and not exists (select from refunds r where r.id::text = t.ref and r.state = 'done')`,
  'all accounts together hold nothing, and no money is left without a purpose': `
    with b as (select account, sum(amount) as balance from (
      select debit_account as account, amount from ledger_transfers union all select credit_account, -amount from ledger_transfers) x group by account)
    select account, balance from b where account = 'unapplied' and balance <> 0 union all select 'all', sum(balance) from b having sum(balance) <> 0`,
  'the money in the accounts is what orders were paid less what went back': `
    select a, b from (select (select coalesce(sum(paid - refunded), 0) from orders) as a,
      (select coalesce(sum(case when debit_account like 'provider:%' or debit_account like 'cash:%' then amount else 0 end
         - case when credit_account like 'provider:%' or credit_account like 'cash:%' then amount else 0 end), 0) from ledger_transfers) as b) x where a <> b`,
  'no key of a request hangs': `select who, key from idempotency_keys where status is null`,
  'every order was announced once': `
    select o.id, count(e.id) from orders o left join outbox e on e.name = 'selling.order_placed' and e.payload ->> 'orderId' = o.id::text group by o.id having count(e.id) <> 1`,
  'every completion was announced once': `
    select o.id, o.status, count(e.id) from orders o left join outbox e on e.name = 'selling.order_paid' and e.payload ->> 'orderId' = o.id::text
     group by o.id, o.status having count(e.id) <> (select count(*) from order_timeline t where t.order_id = o.id and t.event in ('order.paid', 'order.revived'))
        or count(e.id) > 1`,
  'every verification used its code once and was announced once': `
    select c.order_id, c.state, count(e.id) from verification_codes c left join outbox e on e.name = 'fulfilment.verified' and e.payload ->> 'orderId' = c.order_id::text
     group by c.id, c.order_id, c.state having count(e.id) <> (case when c.state = 'used' then 1 else 0 end)`,
  'nothing happened twice to an order': `
    select order_id, event, count(*) from order_timeline where event not like 'refund.%' and event <> 'payment.duplicate' group by order_id, event having count(*) > 1`,
  'order numbers have no gap: a sale that was undone left no trace': `
    select c.last, count(o.id) from order_counters c left join orders o on o.store_id = c.store_id and o.trading_day = c.trading_day group by c.store_id, c.trading_day, c.last having c.last <> count(o.id)`,
}

/** Holds all books against each other: `[{ name, found }]`, `found` being words for each fault. */
export async function balance(house, people, board) {
  const results = []
  for (const [name, sql] of Object.entries(FAULTS))
    results.push({ name, found: (await house.database.rows(sql)).map((row) => JSON.stringify(row)) })
  const orders = await house.database.rows(
    'select o.id, o.number, o.payable, o.payment, o.status, o.paid from orders o order by id',
  )
  results.push(...(await providerBooks(house)), ...toldBooks(people.told, orders))
  const seen = () => orders.every(({ id }) => board.known.has(id))
  await house.until('the board knows every order', seen, 30_000).catch(() => undefined)
  const unseen = orders.filter(({ id }) => !board.known.has(id)).map(({ id }) => id)
  results.push({ name: 'the board that listened knows every order', found: unseen })
  return results
}

/** The provider's payments and refunds, one by one, are ours. */
async function providerBooks(house) {
  const { database } = house
  const { orders, refunds } = await house.outside('control/orders')
  const theirs = orders.filter((one) => one.paidAt).map((one) => `${one.outTradeNo} ${one.total}`)
  const ours = await database.rows(
    `select out_trade_no || ' ' || amount as fact from payments where state = 'paid' and method <> 'cash'`,
  )
  const back = refunds
    .filter((one) => one.status === 'SUCCESS')
    .map((one) => `${one.outRefundNo} ${one.refund}`)
  const ourBack = await database.rows(
    `select out_refund_no || ' ' || amount as fact from refunds where state = 'done'`,
  )
  const { deliveries } = await house.outside('control/deliveries')
  const refused = deliveries
    .flatMap((one) => one.attempts.map((attempt) => ({ outTradeNo: one.outTradeNo, ...attempt })))
    .filter(({ status, forgery }) =>
      forgery ? status >= 200 && status < 300 : status >= 400 && status !== 503,
    )
  return [
    {
      name: 'no true callback was refused and no forged one taken',
      found: refused.map((one) => JSON.stringify(one)),
    },
    { name: 'what the provider was paid is what we were paid', found: unlike(theirs, ours) },
    { name: 'what the provider sent back is what we sent back', found: unlike(back, ourBack) },
  ]
}

function unlike(theirs, ours) {
  const mine = ours.map((row) => row.fact)
  return [
    ...theirs.filter((fact) => !mine.includes(fact)).map((fact) => `only the provider has ${fact}`),
    ...mine.filter((fact) => !theirs.includes(fact)).map((fact) => `only we have ${fact}`),
  ]
}

/** What people were told holds, and nothing is there that nobody wished for. */
function toldBooks(told, orders) {
  const byId = new Map(orders.map((order) => [order.id, order]))
  const lost = [...told.placed].filter(([id, { number, payable }]) => {
    const order = byId.get(id)
    return !order || order.number !== number || Number(order.payable) !== payable
  })
  const unpaid = [...told.paid].filter((id) => byId.get(id)?.payment === 'unpaid')
  const unverified = [...told.verified].filter((id) => byId.get(id)?.status !== 'completed')
  return [
    { name: 'no order that was acknowledged is lost or another', found: lost.map(([id]) => id) },
    { name: 'no payment that was acknowledged is lost', found: unpaid },
    { name: 'no verification that was acknowledged is lost', found: unverified },
    { name: 'no code was verified by two', found: told.verifiedTwice },
    {
      name: 'nothing is there that was refused',
      found: [...told.refused.keys()].filter((id) => byId.has(id)),
    },
    {
      name: 'nothing is there that nobody wished for',
      found: orders.map((o) => o.id).filter((id) => !told.wished.has(id)),
    },
    { name: 'nobody saw an answer that no client should see', found: told.unwell },
  ]
}
