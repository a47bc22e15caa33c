// What fills the tables. $1: tenants; `:stores`, `:skus` (two a product), `:orders`: how many each. On a conflict the
// row is there from a smaller filling.

import { LATIN_NOUN, LATIN_WORD, MARKS, NAME_ZH, TERMS, WORDS } from './words.sql.mjs'

export const IDS = `
  create schema if not exists bench;
  create or replace function bench.id(kind int, n bigint) returns uuid immutable language sql as
    $$ select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  grant usage on schema bench to storeweave_app;`

/** Fifty stores carry ten thousand SKUs; of the rest of a large chain each carries a hundred. */
const STOCKED = `(select s, k from generate_series(1, least(:stores, 50)) s, generate_series(1, least(:skus, 10000)) k
   union all select s, k from generate_series(51, :stores) s, generate_series(s % 9900 + 1, s % 9900 + 100) k) stocked`
const T = 'from unnest($1::uuid[]) t'
const STORES = 'generate_series(1, :stores) s'
const SKUS = 'generate_series(1, :skus) k'
const END = 'on conflict do nothing'

export const ORG = [
  `insert into org_units (tenant_id, id, parent_id, kind, code, name_zh, name_en, created_at, updated_at)
   select t, bench.id(1, 1), (select id from org_units where tenant_id = t and kind = 'hq'), 'region', 'B-R', '华东', 'East', now(), now() ${T} ${END}`,
  `insert into org_units (tenant_id, id, parent_id, kind, code, name_zh, name_en, created_at, updated_at)
   select t, bench.id(2, s), bench.id(1, 1), 'store', 'B' || s, '门店' || s, 'Store ' || s, now(), now() ${T}, ${STORES} ${END}`,
  `insert into stores (tenant_id, id, kind, status, address, lat, lng, wgs_lat, wgs_lng, services, hours, created_at, updated_at)
   select t, bench.id(2, s), 'store', 'open', '西湖大道 ' || s || ' 号', 30 + s % 100 * 0.01, 120 + s / 100 * 0.01, 30, 120, '{pickup}',
          (select jsonb_agg(jsonb_build_object('weekday', d, 'from', '00:00', 'to', '24:00')) from generate_series(0, 6) d), now(), now() ${T}, ${STORES} ${END}`,
  `update stores s set unit_ids = array[s.id, bench.id(1, 1), (select id from org_units where tenant_id = s.tenant_id and kind = 'hq')]
    where s.tenant_id = any($1::uuid[]) and s.unit_ids = '{}' and exists (select from org_units o where o.tenant_id = s.tenant_id and o.id = s.id and o.parent_id = bench.id(1, 1))`,
  `insert into locations (tenant_id, id, kind, store_id, name_zh, name_en, created_at)
   select t, bench.id(2, s), 'store', bench.id(2, s), '门店' || s, 'Store ' || s, now() ${T}, ${STORES} ${END}`,
  `insert into members (tenant_id, id, name, phone, created_at, updated_at)
   select t, bench.id(14, m), '顾客' || m, '139' || lpad(m::text, 8, '0'), now(), now() ${T}, generate_series(1, 1000) m ${END}`,
]

const PRODUCTS = 'generate_series(1, :skus / 2) p'

export const CATALOGUE = [
  `insert into categories (tenant_id, id, name_zh, name_en, position, created_at, updated_at)
   select t, bench.id(3, c), '分类' || c, 'Category ' || c, c, now(), now() ${T}, generate_series(1, 20) c ${END}`,
  `insert into media (tenant_id, id, widths, width, height, bytes, created_at)
   select t, bench.id(4, m), '{240,480,960}', 960, 960, 40000, now() ${T}, generate_series(1, 200) m ${END}`,
  `insert into products (tenant_id, id, kind, state, name_zh, name_en, detail_zh, detail_en, brand, unit_zh, unit_en, category_id, options, media_ids, popularity, published_at, termed, created_at, updated_at)
   select t, bench.id(5, p), 'physical', 'published', ${NAME_ZH} || ' ' || p, ${LATIN_WORD} || ' ' || ${LATIN_NOUN} || ' ' || p, repeat('好', 80), repeat('good ', 40), 'Brand' || p % 50, '个', 'pc',
          bench.id(3, p % 20 + 1), '[{"name":{"zh":"规格","en":"Size"},"values":[{"zh":"大","en":"L"},{"zh":"小","en":"S"}]}]', array[bench.id(4, p % 200 + 1), bench.id(4, (p + 1) % 200 + 1)],
          p::bigint * 7919 % 10007, timestamptz '2026-01-01' + p * interval '1 minute', true, now(), now() ${T}, ${PRODUCTS} ${END}`,
  `insert into skus (tenant_id, id, product_id, code, option_indexes, position, list_price, weight_grams, created_at, updated_at)
   select t, bench.id(6, k), bench.id(5, (k + 1) / 2), 'B-' || k, array[(k + 1) % 2]::smallint[], (k + 1) % 2, 100 + k::bigint * 37 % 9900, 500, now(), now() ${T}, ${SKUS} ${END}`,
  `insert into barcodes (tenant_id, barcode, sku_id) select t, '69' || lpad(k::text, 11, '0'), bench.id(6, k) ${T}, ${SKUS} ${END}`,
  `insert into product_terms (tenant_id, term, product_id, first)
   select t, x, bench.id(5, p), n in (1, 7, 13) ${T}, ${PRODUCTS}, unnest(${TERMS}) with ordinality as x(x, n) ${END}`,
  ...WORDS,
  ...MARKS,
  `insert into unit_prices (tenant_id, id, unit_id, sku_id, price, starts_at, updated_at)
   select t, gen_random_uuid(), bench.id(2, s), bench.id(6, k), 90 + k::bigint * 37 % 9900, timestamptz '2026-01-01', now() ${T}, ${STOCKED} where (s + k) % 10 = 0 ${END}`,
  `insert into stock_levels (tenant_id, location_id, sku_id, on_hand, safety, updated_at)
   select t, bench.id(2, s), bench.id(6, k), 1000000, 2, now() ${T}, ${STOCKED} ${END}`,
]

const O = 'generate_series(1, :orders) o'
const AT = `(timestamptz '2026-09-01' + o * interval '2 minutes')`
const DAY = `(date '2026-09-01' + o / 720)`
const STORE = 'bench.id(2, o % least(:stores, 50) + 1)'
const TOTAL = '2 * (100 + o % 500)'

export const ORDERS = [
  `insert into orders (tenant_id, id, number, store_id, channel, payment, status, fulfilment_kind, currency, goods_total, payable, paid, quote, item_count, contact_name, contact_phone, placed_at, paid_at, completed_at, trading_day)
   select t, bench.id(7, o), 'B' || lpad(o::text, 8, '0'), ${STORE}, (array['h5','mini_program','pc'])[o % 3 + 1], 'paid', 'completed', 'pickup', 'CNY', ${TOTAL}, ${TOTAL}, ${TOTAL},
          jsonb_build_object('currency', 'CNY', 'lines', '[]'::jsonb, 'goodsTotal', ${TOTAL}, 'freight', 0, 'rounding', 0, 'adjustments', '[]'::jsonb, 'payable', ${TOTAL}), 2, '顾客' || o % 1000,
          '138' || lpad((o % 1000)::text, 8, '0'), ${AT}, ${AT}, ${AT}, ${DAY} ${T}, ${O} ${END}`,
  `insert into order_lines (tenant_id, id, order_id, position, sku_id, product_id, store_id, name_zh, name_en, unit_zh, sku_code, kind, media_id, quantity, unit_price, unit_size, list_price, total, trading_day, sold_at)
   select t, bench.id(8, 2 * o + l), bench.id(7, o), l, bench.id(6, (o + l) % least(:skus, 10000) + 1), bench.id(5, ((o + l) % least(:skus, 10000) + 2) / 2), ${STORE}, '商品', 'goods', '个', 'B', 'physical', bench.id(4, o % 200 + 1),
          1, 100 + o % 500, 1, 100 + o % 500, 100 + o % 500, ${DAY}, ${AT} ${T}, ${O}, generate_series(0, 1) l ${END}`,
  `insert into order_timeline (tenant_id, id, order_id, event, from_state, to_state, by_name, at)
   select t, bench.id(10, 2 * o + e), bench.id(7, o), (array['order.placed','order.paid'])[e + 1], (array[null,'to_pay'])[e + 1], (array['to_pay','preparing'])[e + 1], 'shopper', ${AT} ${T}, ${O}, generate_series(0, 1) e ${END}`,
  `insert into fulfilments (tenant_id, id, order_id, store_id, kind, state, paid_at, finished_at, created_at, updated_at)
   select t, bench.id(11, o), bench.id(7, o), ${STORE}, 'pickup', 'picked_up', ${AT}, ${AT}, ${AT}, ${AT} ${T}, ${O} ${END}`,
  `insert into payments (tenant_id, id, order_id, method, state, amount, currency, out_trade_no, provider_txn, created_at, paid_at, updated_at)
   select t, bench.id(12, o), bench.id(7, o), 'wechat_native', 'paid', ${TOTAL}, 'CNY', 'B' || o, 'X' || o, ${AT}, ${AT}, ${AT} ${T}, ${O} ${END}`,
  `insert into ledger_transfers (tenant_id, id, debit_account, credit_account, amount, currency, kind, ref, order_id, at)
   select t, bench.id(13, o), 'provider:wechat_pay', 'sales', ${TOTAL}, 'CNY', 'payment', bench.id(12, o)::text, bench.id(7, o), ${AT} ${T}, ${O} ${END}`,
]
