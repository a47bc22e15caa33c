// Sheets: how fast rows come in, and how much memory it takes to send them out and whether they come back the same.
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { OWNER } from './house.mjs'
import { keepSection, one, row, whole } from './report.mjs'

const HEADING = '## Sheets'
const NEW_ROWS = 20_000
const ROUND_TRIP = 10_000
const LOOK_MS = 200

/** Imports new goods, changes their prices, sends all out, and brings them in again; answers the figures as a section of RESULTS.md. */
export async function measureSheets({ house, node, options, log }) {
  const api = await house.startApi(node.exec, { ROLES: 'api,worker' })
  try {
    const caller = await signIn(api)
    const category = await caller.json('POST', '/categories', {
      id: randomUUID(),
      parentId: null,
      name: { zh: '测速', en: 'Bench' },
      position: 0,
    })
    const rows = options.quick ? NEW_ROWS / 10 : NEW_ROWS
    const fresh = sheetOf(
      '规格编码,商品名称,分类,单位,统一价,条码',
      rows,
      (n) => `${name(n)},${category.id},个,${price(n)},`,
    )
    const made = await bring(caller, fresh, 'fresh', rows)
    log(`new goods: ${whole(made.checked)} checked/s, ${whole(made.written)} written/s`)
    await untilFound(house, log)
    const changed = await bring(
      caller,
      sheetOf('规格编码,统一价', rows, (n) => price(n + 1)),
      'changed',
      rows,
    )
    log(`prices: ${whole(changed.checked)} checked/s, ${whole(changed.written)} written/s`)
    const same = await bring(
      caller,
      sheetOf('规格编码,统一价', rows, (n) => price(n + 1)),
      'same',
      rows,
    )
    const out = []
    for (const format of ['csv', 'xlsx']) out.push(await sendOut(caller, api, format, rows))
    log(
      out
        .map(
          (o) =>
            `${o.format}: ${whole(o.rows)} rows, ${whole(o.perSecond)}/s, ${one(o.grown)} MB more at most`,
        )
        .join('; '),
    )
    const trip = await roundTrip(caller, options.quick ? ROUND_TRIP / 10 : ROUND_TRIP)
    log(`round trip of ${trip.rows} rows: ${trip.same ? 'nothing changed, byte for byte' : 'NOT THE SAME'}`)
    return section({ node: node.label, rows, made, changed, same, out, trip })
  } finally {
    await api.stop()
  }
}

const name = (n) => `B-${n},测速商品${n}`
const price = (n) => ((n % 900) / 100 + 1).toFixed(2)
/** A CSV of rows whose first cell is a code; the cells behind are said by number. */
function sheetOf(head, rows, cells) {
  const lines = Array.from({ length: rows }, (_, n) =>
    head.includes('商品名称') ? cells(n) : `B-${n},${cells(n)}`,
  )
  return [head, ...lines].join('\r\n')
}

/** Waits until the worker has written the words that new goods are found by: that is no part of the next import. */
async function untilFound({ admin, tenantId }, log) {
  const began = performance.now()
  for (;;) {
    const { rows } = await admin.query(
      'select count(*)::int as n from storeweave.products where tenant_id = $1 and not termed',
      [tenantId],
    )
    if (!rows[0].n) return log(`search words followed within ${whole((performance.now() - began) / 1000)} s`)
    await new Promise((wake) => setTimeout(wake, LOOK_MS))
  }
}

/** Uploads a sheet, waits until it is checked, runs it; rows a second of both. */
async function bring(caller, sheet, outcome, rows) {
  const id = randomUUID()
  const began = performance.now()
  await caller.raw('POST', `/imports?id=${id}&kind=products&name=bench.csv`, sheet)
  const read = await settled(caller, id)
  const checked = performance.now()
  if (read.planned[outcome] !== rows) throw new Error(`expected ${rows} ${outcome}: ${JSON.stringify(read)}`)
  await caller.json('POST', `/imports/${id}/run`)
  const done = await settled(caller, id)
  const written = performance.now()
  if (done.made[outcome] !== rows)
    throw new Error(`expected ${rows} ${outcome} made: ${JSON.stringify(done)}`)
  return { checked: rows / ((checked - began) / 1000), written: rows / ((written - checked) / 1000) }
}
async function settled(caller, id) {
  for (;;) {
    const found = await caller.json('GET', `/imports/${id}`)
    if (!['reading', 'running'].includes(found.state)) return found
    await new Promise((wake) => setTimeout(wake, LOOK_MS))
  }
}

/** Sends all goods out and looks at the memory of the process meanwhile: megabytes beyond what it had. */
async function sendOut(caller, api, format, rows) {
  const before = rssOf(api.pid)
  let most = before
  const watch = setInterval(() => (most = Math.max(most, rssOf(api.pid))), 50)
  const began = performance.now()
  const bytes = await caller.raw('GET', `/exports/products?format=${format}`)
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  return { format, bytes: bytes.length, rows, perSecond: rows / seconds, grown: most - before }
}
const rssOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** Sends goods out, brings the sheet in, runs it and sends them out again: the same bytes, and nothing written. */
async function roundTrip(caller, most) {
  const out = () => caller.raw('GET', `/exports/products?format=csv&q=${encodeURIComponent('测速商品')}`)
  const first = await out()
  const lines = first.toString().split('\r\n')
  const sheet = lines.slice(0, most + 1).join('\r\n')
  const id = randomUUID()
  await caller.raw('POST', `/imports?id=${id}&kind=products&name=trip.csv`, sheet)
  const { planned, rows } = await settled(caller, id)
  const still = planned.same === rows && rows === Math.min(most, lines.length - 2)
  const second = await out()
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')
  return { rows, same: still && hash(first) === hash(second) }
}

/** The owner of the measured tenant, with a way to ask, and a guest's. */
export async function signIn({ port, host }) {
  const ask =
    (token) =>
    (method, path, body, type = 'text/csv') =>
      new Promise((done, fail) => {
        const headers = {
          host,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'content-type': type } : {}),
        }
        request({ port, host: '127.0.0.1', method, path: `/api${path}`, headers }, (res) => {
          const parts = []
          res.on('data', (part) => parts.push(part))
          res.on('end', () => {
            const bytes = Buffer.concat(parts)
            if (res.statusCode >= 300) fail(new Error(`${method} ${path}: ${res.statusCode} ${bytes}`))
            else done(bytes)
          })
        })
          .on('error', fail)
          .end(body)
      })
  const json = (raw) => async (method, path, body) =>
    JSON.parse(await raw(method, path, body && JSON.stringify(body), 'application/json'))
  const guest = json(ask())
  const { accessToken } = await guest('POST', '/auth/sign-in', OWNER)
  return { raw: ask(accessToken), json: json(ask(accessToken)), guest }
}

function section({ node, rows, made, changed, same, out, trip }) {
  const head = ['import', 'rows', 'checked a second', 'written a second']
  const table = [
    ['new goods', made],
    ['their prices changed', changed],
    ['the same again', same],
  ].map(([what, of]) =>
    row([what, whole(rows), whole(of.checked), what === 'the same again' ? '–' : whole(of.written)]),
  )
  const outHead = ['export', 'rows', 'MB', 'rows a second', 'memory beyond before, at most, MB']
  const outTable = out.map((o) =>
    row([o.format, whole(o.rows), one(o.bytes / 2 ** 20), whole(o.perSecond), one(o.grown)]),
  )
  const text = [
    HEADING,
    '',
    `Written by \`npm run bench -- --sheets\` on ${node}. API and worker are one process beside PostgreSQL; an import is timed from its`,
    'upload to the end of its check, and from there to the end of its run, as its page sees it. Prices are changed once the worker has',
    'written the words that the new goods are found by, which follow an import.',
    '',
    row(head),
    row(head.map(() => '---')),
    ...table,
    '',
    row(outHead),
    row(outHead.map(() => '---')),
    ...outTable,
    '',
    `Of ${whole(trip.rows)} SKUs that went out and came in again, ${trip.same ? 'none changed, and what goes out afterwards is the same byte for byte' : 'some are NOT the same'}.`,
    '',
    '',
  ].join('\n')
  return keepSection(HEADING, text)
}
