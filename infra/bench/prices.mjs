// Prices of a large chain: a page of goods in one store, a region's change, and what bounds would break. Written to PRICES.md.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { idOf } from './fill.mjs'
import { partsOf } from './load.mjs'
import { one, row, whole } from './report.mjs'
import { signIn } from './sheets.mjs'

const FILE = new URL('PRICES.md', import.meta.url)
const PAGES = 200
const SHOWN = 20
const LOOKED_AT = 50
const REPRICED = 2_000
/** What is previewed: every store has a price of its own for it. */
const CONTESTED = 3

/** A chain whose stores differ from the list in one price of a hundred; answers the figures as PRICES.md has them. */
export async function measurePrices({ house, node, options, log }) {
  const size = options.quick
    ? { ...options.size, stores: 500, skus: 10_000 }
    : { ...options.size, stores: 5_000, skus: 100_000 }
  await house.grow({ ...size, tenants: 1, orders: 20 })
  const overrides = await differ(house, size, log)
  const api = await house.startApi(node.exec)
  try {
    const caller = await signIn(api)
    const pages = await measurePages(caller, api, size, log)
    const change = await changeRegion(house, caller, size, log)
    const preview = await previewBounds(caller, size, log)
    const text = report({ size, overrides, pages, change, preview, options, node })
    writeFileSync(FILE, text)
    return text
  } finally {
    await api.stop()
  }
}

/** Gives each store a price of its own for one SKU of a hundred, and all of them one for the SKU that is previewed. */
async function differ({ admin, tenantId }, { stores, skus }, log) {
  await admin.query('set search_path = storeweave; set session_replication_role = replica')
  await admin.query(
    `insert into unit_prices (tenant_id, id, unit_id, sku_id, price, starts_at, updated_at)
     select $1, gen_random_uuid(), bench.id(2, s), bench.id(6, k), 95 + k::bigint * 37 % 9900, timestamptz '2026-01-01', now()
       from generate_series(1, $2::int) s cross join lateral generate_series(s % 100 + 1, $3::int, 100) k where k > ${CONTESTED} on conflict do nothing`,
    [tenantId, stores, skus],
  )
  await admin.query(
    `insert into unit_prices (tenant_id, id, unit_id, sku_id, price, starts_at, updated_at)
     select $1, gen_random_uuid(), bench.id(2, s), bench.id(6, ${CONTESTED}), 100 + s % 200, timestamptz '2026-01-01', now() from generate_series(1, $2::int) s
     on conflict (tenant_id, sku_id, unit_id, channel, temporary, starts_at) do update set price = excluded.price`,
    [tenantId, stores],
  )
  await admin.query('set session_replication_role = origin')
  await admin.query('vacuum (analyze) unit_prices')
  const { rows } = await admin.query('select count(*)::int as n from unit_prices where tenant_id = $1', [
    tenantId,
  ])
  log(`${whole(rows[0].n)} prices differ from the list`)
  return rows[0].n
}

/** Pages of goods in stores at random: how long, and how many statements. */
async function measurePages({ guest }, api, { stores }, log) {
  const times = []
  const from = statSync(api.file).size
  for (let n = 0; n < PAGES; n += 1) {
    const store = idOf('store', 1 + Math.floor(Math.random() * stores))
    const began = performance.now()
    const body = await guest('GET', `/shop/products?storeId=${store}&limit=${SHOWN}`)
    times.push(performance.now() - began)
    if (body.items.length !== SHOWN) throw new Error(`${body.items.length} goods on a page of ${SHOWN}`)
  }
  // lines of the log are written after the answers, together with others
  await new Promise((done) => setTimeout(done, 500))
  const lines = readFileSync(api.file).subarray(from).toString().split('\n')
  const counts = lines
    .filter((line) => line.includes('"route":"/api/shop/products"'))
    .map((line) => JSON.parse(line).statements)
  const statements = Math.max(...counts)
  const parts = partsOf(times)
  log(`a page of ${SHOWN}: ${one(parts.p50)} ms, ${statements} statements at most`)
  return { ...parts, statements }
}

/** Sets a price at the region above all stores, and looks at stores until each has it. */
async function changeRegion({ admin, tenantId }, caller, { stores }, log) {
  const count = async () =>
    (
      await admin.query('select count(*)::int as n from storeweave.unit_prices where tenant_id = $1', [
        tenantId,
      ])
    ).rows[0].n
  const skuId = idOf('sku', 1)
  const before = await count()
  const began = performance.now()
  await caller.json('PUT', `/skus/${skuId}/prices/${idOf('region', 1)}`, { price: REPRICED })
  const written = performance.now()
  let differing = 0
  for (let n = 0; n < LOOKED_AT; n += 1) {
    // stores that have a price of their own for it keep it
    const store = 1 + ((n * 97) % (stores - 1))
    if (store % 100 === 0) continue
    for (;;) {
      const storeId = idOf('store', store)
      const quote = await caller.guest('POST', '/shop/quotes', { storeId, lines: [{ skuId, quantity: 1 }] })
      if (quote.lines[0].unitPrice === REPRICED || quote.lines[0].unitPrice === 127) break
      differing += 1
      if (performance.now() - written > 10_000)
        throw new Error(`store ${store} still at ${quote.lines[0].unitPrice}`)
    }
  }
  const seen = performance.now()
  const rows = (await count()) - before
  log(
    `a region's change: ${one(written - began)} ms to write, ${rows} row, ${one(seen - written)} ms to see in ${LOOKED_AT} stores`,
  )
  return { write: written - began, see: seen - written, rows, differing }
}

/** What bounds would break of a SKU for which every store has its own price. */
async function previewBounds(caller, _size, log) {
  const skuId = idOf('sku', CONTESTED)
  const body = { unitId: idOf('region', 1), priceMin: 200, priceMax: null }
  const times = []
  let count = 0
  for (let n = 0; n < 5; n += 1) {
    const began = performance.now()
    count = (await caller.json('POST', `/skus/${skuId}/bounds/preview`, body)).count
    times.push(performance.now() - began)
  }
  const worst = Math.max(...times)
  log(`bounds that would break ${whole(count)} prices: ${one(worst)} ms at most`)
  return { count, worst, times }
}

function report({ size, overrides, pages, change, preview, options, node }) {
  const head = ['what', 'figure', 'asked for']
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${whole(totalmem() / 2 ** 30)} GB, Linux ${release()}, ${node.label}`
  return [
    '# Prices of a large chain',
    '',
    `Written by \`npm run bench -- --prices${options.quick ? ' --quick' : ''}\` on ${machine}; load of the machine at the end (1, 5, 15 minutes): ${loadavg().map(one).join(', ')}.`,
    `${whole(size.stores)} stores below one region, ${whole(size.skus)} SKUs, ${whole(overrides)} prices that differ from the list. Nothing else runs in the database.${options.quick ? ' The whole size, 5,000 stores and 100,000 SKUs, is measured without `--quick`.' : ''}`,
    '',
    row(head),
    row(head.map(() => '---')),
    row([`a page of ${SHOWN} goods in one store, statements`, whole(pages.statements), 'at most 2']),
    row([
      'the same, median and what one of a hundred takes longer than, ms',
      `${one(pages.p50)}, ${one(pages.p99)}`,
      '–',
    ]),
    row([
      "a region's price: written, ms; rows",
      `${one(change.write)}; ${change.rows}`,
      'no store row touched',
    ]),
    row([
      `until ${LOOKED_AT} stores have it, one asked after the other, ms`,
      one(change.see),
      'within 2,000',
    ]),
    row([
      `preview of bounds that break ${whole(preview.count)} prices, slowest of 5, ms`,
      one(preview.worst),
      'within 3,000',
    ]),
    '',
  ].join('\n')
}
