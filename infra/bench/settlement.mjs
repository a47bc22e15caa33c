// Settlement: how long a statement of very many lines takes, from settling what was sold to reading it.
import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { writeFileSync } from 'node:fs'
import { one, row, whole } from './report.mjs'
import { signIn } from './sheets.mjs'

const LINES = 100_000
const LOOK_MS = 100
const FILE = new URL('SETTLEMENT.md', import.meta.url)
/** All that is sold was handed over on this day, which is the whole period. */
const DAY = '2026-10-15'

/** Sells goods of one supplier, agrees on a contract with it, and waits for its statement; answers the figures and writes SETTLEMENT.md. */
export async function measureSettlement({ house, node, options, log }) {
  const lines = options.quick ? LINES / 10 : LINES
  await house.grow({ tenants: 1, stores: 50, skus: 1000, orders: lines / 2 })
  const supplierId = await supply(house)
  const api = await house.startApi(node.exec, { ROLES: 'api,worker' })
  try {
    const caller = await signIn(api)
    const busy = loadavg()[0]
    const figures = { lines, busy, ...(await settle(house, caller, supplierId, lines, log)) }
    return keep(node.label, { ...figures, ...(await read(caller, figures.statement)) })
  } finally {
    await api.stop()
  }
}

/** All goods are a supplier's, and every order was handed over on the day. */
async function supply({ admin, tenantId }) {
  const id = randomUUID()
  await admin.query(
    "insert into storeweave.suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, 'BENCH', '测速', now())",
    [tenantId, id],
  )
  for (const table of ['products', 'order_lines'])
    await admin.query(`update storeweave.${table} set supplier_id = $2 where tenant_id = $1`, [tenantId, id])
  await admin.query('update storeweave.orders set completed_at = $2 where tenant_id = $1', [
    tenantId,
    `${DAY}T12:00:00+08:00`,
  ])
  await admin.query('vacuum (analyze) storeweave.order_lines, storeweave.orders')
  return id
}

/** A contract covers the day: what was sold is settled, page by page, and then the period closes. Seconds of both. */
async function settle({ admin, tenantId }, caller, supplierId, lines, log) {
  const began = performance.now()
  await caller.json('POST', `/suppliers/${supplierId}/contracts`, {
    ...{
      id: randomUUID(),
      model: 'commission',
      rate: 1250,
      categoryRates: [],
      feeFixed: 10_000,
      feeRate: 100,
    },
    ...{ holdDays: 7, period: 'month', from: DAY, until: DAY, terms: '' },
  })
  const count = async () =>
    (
      await admin.query(
        "select count(*)::int as n from storeweave.settlement_lines where tenant_id = $1 and kind = 'sale'",
        [tenantId],
      )
    ).rows[0].n
  while ((await count()) < lines) await new Promise((wake) => setTimeout(wake, LOOK_MS))
  const settled = performance.now()
  log(`${whole(lines)} lines settled in ${one((settled - began) / 1000)} s`)
  for (;;) {
    const { items } = await caller.json('GET', `/statements?supplierId=${supplierId}`)
    if (items[0]) {
      const closing = (performance.now() - settled) / 1000
      log(`statement of ${whole(items[0].lineCount)} lines after ${one(closing)} s`)
      if (items[0].lineCount !== lines + 1) throw new Error(JSON.stringify(items[0]))
      return { settling: (settled - began) / 1000, closing, statement: items[0].id }
    }
    await new Promise((wake) => setTimeout(wake, LOOK_MS))
  }
}

/** A page of its lines, and all of them as a sheet. */
async function read(caller, id) {
  const timed = async (work) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const pageMs = await timed(() => caller.json('GET', `/statements/${id}/lines?limit=50`))
  const sheetMs = await timed(() => caller.raw('GET', `/statements/${id}/export?format=csv`))
  return { pageMs, sheetMs }
}

function keep(label, f) {
  const text = [
    '# Settlement',
    '',
    `Written by \`npm run bench -- --settlement\` on ${label}; API, worker and PostgreSQL share the machine, whose load was ${one(f.busy)} before.`,
    'A contract is agreed on after everything was sold, so that all of it is settled in one go, which otherwise happens order by order.',
    '',
    row(['what', 'figure']),
    row(['---', '---']),
    row(['lines', whole(f.lines)]),
    row(['settling all of them, s', one(f.settling)]),
    row(['settled a second', whole(f.lines / f.settling)]),
    row(['closing the period: the statement is there after, s', one(f.closing)]),
    row(['first page of its lines, ms', whole(f.pageMs)]),
    row(['all lines as a sheet, s', one(f.sheetMs / 1000)]),
    '',
  ].join('\n')
  writeFileSync(FILE, text)
  return text
}
