// The same work in plain SQL, as somebody would write it who had nothing but SQL: what the platform is measured
// against. An operation is a list of transactions, a transaction a list of statements; `:name` are pgbench's
// variables, `$T` stands for the tenant.

const PRICE = 'coalesce(sp.price, k.list_price)'
const AVAILABLE = 'greatest(0, coalesce(v.on_hand - v.reserved - v.safety, 0))'
const atStore = (
  store,
) => `left join unit_prices sp on sp.tenant_id = $T and sp.unit_id = ${store} and sp.sku_id = k.id and sp.ends_at is null
  left join stock_levels v on v.tenant_id = $T and v.location_id = ${store} and v.sku_id = k.id`
const CARD = `p.id, p.kind, p.name_zh, p.name_en, p.brand, p.unit_zh, p.unit_en, p.media_ids[1], p.popularity, p.published_at`
const cards = (from, store) => `select ${CARD}, a.* from (${from}) p cross join lateral (
   select count(*), min(${PRICE}), max(${PRICE}), min(k.list_price), min(k.unit_size), sum(${AVAILABLE}), (array_agg(k.id order by k.position, k.id))[1]
     from skus k ${atStore(store)} where k.tenant_id = $T and k.product_id = p.id and k.active) a`
const whole = (where, store) => `select p.*, a.skus from products p cross join lateral (
   select jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code, 'optionIndexes', k.option_indexes, 'price', ${PRICE}, 'listPrice', k.list_price, 'unitSize', k.unit_size, 'available', ${AVAILABLE}, 'mediaId', k.media_id) order by k.position, k.id) as skus
     from skus k ${atStore(store)} where k.tenant_id = $T and k.product_id = p.id and k.active) a
  where p.tenant_id = $T and p.state = 'published' and ${where}`

const ANY_STORE = 'bench.id(2, :s)'
const found = (word) =>
  `select product_id from product_terms where tenant_id = $T and term >= ${word} and term < ${word} || U&'\\+10FFFF'`

const putLine = (
  store,
  sku,
) => `insert into cart_lines (tenant_id, member_id, store_id, sku_id, quantity, created_at, updated_at) values ($T, bench.id(14, :m), ${store}, ${sku}, :q, now(), now())
  on conflict (tenant_id, member_id, store_id, sku_id) do update set quantity = excluded.quantity, updated_at = excluded.updated_at`
const readCart = (
  store,
) => `select c.sku_id, c.quantity, c.selected, k.product_id, k.code, p.kind, p.name_zh, p.name_en, p.unit_zh, p.unit_en, p.options, k.option_indexes, p.media_ids[1], k.list_price, ${PRICE}, k.unit_size, ${AVAILABLE}
   from cart_lines c join skus k on k.tenant_id = $T and k.id = c.sku_id join products p on p.tenant_id = $T and p.id = k.product_id ${atStore(store)}
  where c.tenant_id = $T and c.member_id = bench.id(14, :m) and c.store_id = ${store} order by c.created_at desc, c.sku_id`

const scanLine = (
  store,
) => `insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, quantity, created_at, updated_at)
  select $T, bench.id(14, :m), ${store}, k.id, case p.kind when 'weighed' then k.unit_size else 1 end, now(), now()
    from barcodes b join skus k on k.tenant_id = $T and k.id = b.sku_id and k.active join products p on p.tenant_id = $T and p.id = k.product_id and p.state = 'published'
   where b.tenant_id = $T and b.barcode = '69' || lpad((:m * 3 + :k)::text, 11, '0')
  on conflict (tenant_id, member_id, store_id, sku_id) do update set quantity = least(c.quantity + excluded.quantity, 999999), updated_at = excluded.updated_at`

const OWN_STORE = 'bench.id(2, 1 + :m % 25)'
const OWN_SKU = 'bench.id(6, :m * 3 + :k)'

const event = (id, name) =>
  `insert into outbox (tenant_id, id, name, payload, created_at) values ($T, ${id}, '${name}', jsonb_build_object('orderId', bench.id(20, :o)), now())`
const enqueue = (id) =>
  `select ctx.enqueue('deliver_event', json_build_object('eventId', ${id}), null, ${id}::text)`
const BUY_STORE = 'bench.id(2, 26 + :m % 25)'
const order = (
  store,
  sku,
) => `with n as (insert into order_counters (tenant_id, store_id, trading_day, last) values ($T, ${store}, current_date, 1) on conflict (tenant_id, store_id, trading_day) do update set last = order_counters.last + 1 returning last),
  o as (insert into orders (tenant_id, id, number, store_id, member_id, channel, fulfilment_kind, currency, goods_total, payable, quote, item_count, placed_at, expires_at, trading_day)
    select $T, bench.id(20, :o), 'P' || :o::bigint, ${store}, bench.id(14, :m), 'h5', 'pickup', 'CNY', 100, 100, '{"currency": "CNY","lines": [{"skuId": "00000006-0000-7000-8000-000000000001","quantity": 1,"unitPrice": 100,"unitSize": 1,"listPrice": 100,"gross": 100,"adjustments": [],"total": 100}],"goodsTotal": 100,"freight": 0,"rounding": 0,"adjustments": [],"payable": 100}', 1, now(), now() + interval '15 minutes', current_date from n),
  l as (insert into order_lines (tenant_id, id, order_id, position, sku_id, product_id, store_id, name_zh, unit_zh, sku_code, kind, quantity, unit_price, unit_size, list_price, total, trading_day) values ($T, bench.id(21, :o), bench.id(20, :o), 0, ${sku}, bench.id(5, 1), ${store}, '商品', '个', 'B', 'physical', 1, 100, 1, 100, 100, current_date)),
  f as (insert into fulfilments (tenant_id, id, order_id, store_id, kind, state, created_at, updated_at) values ($T, bench.id(22, :o), bench.id(20, :o), ${store}, 'pickup', 'pending', now(), now())),
  t as (insert into order_timeline (tenant_id, id, order_id, event, to_state, by_name, at) values ($T, bench.id(23, :o), bench.id(20, :o), 'order.placed', 'to_pay', 'shopper', now())),
  c as (delete from cart_lines where tenant_id = $T and member_id = bench.id(14, :m) and store_id = ${store} and sku_id = ${sku}),
  e as (${event('bench.id(24, :o)', 'selling.order_placed')})
  ${enqueue('bench.id(24, :o)')}`
const hold = (
  store,
  sku,
) => `with h as (update stock_levels set reserved = reserved + 1, updated_at = now() where tenant_id = $T and location_id = ${store} and sku_id = ${sku} and on_hand - reserved - safety >= 1 returning 1)
  insert into reservations (tenant_id, id, order_id, location_id, sku_id, quantity, created_at) select $T, bench.id(25, :o), bench.id(20, :o), ${store}, ${sku}, 1, now() from h`
const facts = (
  store,
  sku,
) => `select u.code, u.name_zh, s.status, s.services, s.time_zone, m.name, m.phone, k.product_id, k.code, p.kind, p.name_zh, p.options, ${PRICE}, k.list_price, ${AVAILABLE}
   from stores s join org_units u on u.tenant_id = $T and u.id = s.id left join members m on m.tenant_id = $T and m.id = bench.id(14, :m) join skus k on k.tenant_id = $T and k.id = ${sku} join products p on p.tenant_id = $T and p.id = k.product_id ${atStore(store)}
  where s.tenant_id = $T and s.id = ${store}`
const key = `insert into idempotency_keys (tenant_id, who, key, request_hash, created_at) values ($T, 'plain', bench.id(20, :o)::text, repeat('0', 64), now()) on conflict do nothing`
const answered = `update idempotency_keys set status = 201, response = (select to_jsonb(o) from orders o where o.tenant_id = $T and o.id = bench.id(20, :o)) where tenant_id = $T and who = 'plain' and key = bench.id(20, :o)::text`
const placed = (store, sku) => [key, facts(store, sku), order(store, sku), hold(store, sku), answered]

const PAID = `with y as (update payments set state = 'paid', provider_txn = 'T' || :o::bigint, paid_at = now(), updated_at = now() where tenant_id = $T and id = bench.id(26, :o) and state = 'pending' returning amount),
  o as (update orders set payment = 'paid', paid = payable, status = 'preparing', paid_at = now() where tenant_id = $T and id = bench.id(20, :o) and status = 'to_pay' returning 1),
  l as (update order_lines set sold_at = now() where tenant_id = $T and order_id = bench.id(20, :o)),
  t as (insert into order_timeline (tenant_id, id, order_id, event, from_state, to_state, by_name, at) values ($T, bench.id(27, :o), bench.id(20, :o), 'order.paid', 'to_pay', 'preparing', 'system', now())),
  f as (update fulfilments set state = 'preparing', paid_at = now(), updated_at = now() where tenant_id = $T and id = bench.id(22, :o) and state = 'pending'),
  v as (insert into verification_codes (tenant_id, id, fulfilment_id, order_id, store_id, code, created_at) values ($T, bench.id(28, :o), bench.id(22, :o), bench.id(20, :o), ${BUY_STORE}, lpad((:o::bigint % 100000000)::text, 8, '0'), now()) on conflict do nothing),
  g as (insert into ledger_transfers (tenant_id, id, debit_account, credit_account, amount, currency, kind, ref, order_id, at) values ($T, bench.id(29, :o), 'provider' || ':' || 'wechat_pay', 'sales', 100, 'CNY', 'payment', bench.id(26, :o)::text, bench.id(20, :o), now())),
  e as (${event('bench.id(30, :o)', 'selling.order_paid')}),
  m as (${event('bench.id(31, :o)', 'fulfilment.moved')})
  ${enqueue('bench.id(30, :o)')}, ${enqueue('bench.id(31, :o)').slice('select '.length)}`

const BUY_SKU = 'bench.id(6, :b)'

/** What pgbench runs for each operation that the platform is measured by. */
export const PLAIN = {
  list: [
    [
      cards(
        `select * from products p where p.tenant_id = $T and p.state = 'published' order by p.popularity desc, p.id desc limit 21`,
        ANY_STORE,
      ) + ' order by p.popularity desc, p.id desc',
    ],
  ],
  detail: [[whole('p.id = bench.id(5, :p)', ANY_STORE)]],
  search: [
    [
      cards(
        `select * from products p where p.tenant_id = $T and p.state = 'published' and p.id in (${found("(array['red','green','fresh','sweet','big','small','dry','cold','soft','raw'])[:w]")}) and p.id in (${found("(array['apple','pear','milk','rice','bread','tea','oil','fish','beef','egg'])[:n]")}) order by p.popularity desc, p.id desc limit 21`,
        ANY_STORE,
      ) + ' order by p.popularity desc, p.id desc',
    ],
  ],
  cart: [[putLine(OWN_STORE, OWN_SKU), readCart(OWN_STORE)]],
  scan: [[scanLine(OWN_STORE), readCart(OWN_STORE)]],
  checkout: [
    [putLine(BUY_STORE, BUY_SKU), readCart(BUY_STORE)],
    placed(BUY_STORE, BUY_SKU),
    [
      `select o.id, o.status, o.payable, o.expires_at from orders o where o.tenant_id = $T and o.id = bench.id(20, :o) for update`,
      `insert into payments (tenant_id, id, order_id, method, state, amount, currency, out_trade_no, created_at, updated_at) select $T, bench.id(26, :o), bench.id(20, :o), 'wechat_native', 'created', 100, 'CNY', 'P' || :o::bigint, now(), now() where not exists (select from payments where tenant_id = $T and order_id = bench.id(20, :o))`,
    ],
    [
      `update payments set state = 'pending', updated_at = now() where tenant_id = $T and id = bench.id(26, :o) and state = 'created'`,
    ],
    [
      `with e as (insert into provider_events (tenant_id, provider, event_id, kind, received_at) values ($T, 'plain', :o::text, 'payment', now()) on conflict do nothing returning 1) select o.id, o.status, y.id, y.amount from e, payments y join orders o on o.tenant_id = $T and o.id = y.order_id where y.tenant_id = $T and y.out_trade_no = 'P' || :o::bigint for update of o`,
      PAID,
    ],
  ],
  flash: [placed('bench.id(2, 1)', 'bench.id(6, 1)')],
  orders: [
    [
      `select o.id, o.number, o.channel, o.store_id, u.name_zh, u.name_en, o.status, o.payment, o.fulfilment_kind, o.item_count, o.payable, o.paid, o.refunded, o.currency, o.contact_name, o.contact_phone, o.placed_at, o.trading_day, f.*
    from orders o join org_units u on u.tenant_id = $T and u.id = o.store_id cross join lateral (select l.name_zh, l.name_en, l.media_id from order_lines l where l.tenant_id = $T and l.order_id = o.id order by l.position limit 1) f
   where o.tenant_id = $T order by o.id desc limit 21`,
    ],
  ],
}

/** The variables of all scripts: store, product, words, member, their SKU, a SKU to buy, an order, a quantity. */
export const VARIABLES = [
  '\\set s random(1, 50)',
  '\\set p random_zipfian(1, 5000, 1.001)',
  '\\set w random(1, 10)',
  '\\set n random(1, 10)',
  '\\set m random(1, 64)',
  '\\set k random(1, 3)',
  '\\set b random(1, 10000)',
  '\\set o random(1, 281474976710655)',
  '\\set q random(1, 5)',
]
