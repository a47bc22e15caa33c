// The figures as a table, on the screen and in RESULTS.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

const NAMES = {
  list: 'list of 20 with price and stock',
  detail: 'detail',
  search: 'search, two words',
  typo: 'search typo',
  suggest: 'suggest',
  filters: 'filters',
  cart: 'cart: set a line',
  scan: 'scan a barcode into the cart',
  checkout: 'whole checkout: cart to paid',
  flash: 'flash sale: order of one SKU',
  orders: 'staff: list of orders',
}
const FILE = new URL('RESULTS.md', import.meta.url)
const fixed = (digits) => (n) => (n === undefined || Number.isNaN(n) ? '–' : n.toFixed(digits))
export const [whole, one, two] = [fixed(0), fixed(1), fixed(2)]
/** A row of a table. */
export const row = (cells) => `| ${cells.join(' | ')} |`

/** The middle value of a key over samples; undefined without samples. */
export function median(samples, key) {
  const values = (samples ?? []).map((sample) => sample[key]).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)]
}

/** Answers the figures as text, and writes RESULTS.md when all operations were measured by TCP. */
export function report({ measured, nodes, options, pgbench }) {
  const text = [
    '# Bench',
    '',
    `Written by \`npm run bench${options.quick ? ' -- --quick' : ''}\`; the figures are of one machine and one run.`,
    '',
    ...conditions({ options, pgbench }),
    ...nodes.flatMap(({ label }) =>
      Object.values(measured).some((samples) => samples[label]) ? platformTable(label, measured) : [],
    ),
    ...plainTable(measured),
    ...sectionsKept(),
  ].join('\n')
  if (!options.only && !options.socket) writeFileSync(FILE, text)
  return text
}

function conditions({ options: { size, rounds, seconds, callers, socket }, pgbench }) {
  const [cpu] = cpus()
  return [
    `${cpus().length} x ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, embedded PostgreSQL 18, ${pgbench ?? 'no pgbench'};`,
    `load, platform and database share the machine. ${size.tenants} tenants; the measured one has ${size.stores} stores, ${size.skus} SKUs and`,
    `${size.orders} orders. ${callers} callers at once, ${rounds} rounds of ${seconds} s in turns, medians.`,
    '',
    '- **Node** and **PostgreSQL** are processor milliseconds per operation; the load generator, the sandbox and pgbench are left out.',
    '- **Ratio** is the processor time PostgreSQL spends on the same work written in plain SQL (pgbench, prepared statements, an',
    "  administrator whom row security doesn't bind), divided by ours, Node and PostgreSQL together.",
    `- Both reach PostgreSQL by ${socket ? 'its socket, as `npm start` does' : 'TCP, as where it has a machine of its own (`--socket`: by its socket, as `npm start` does)'}.`,
    '- Statements are those the platform sends for the operation, transaction control left out.',
    '- The API runs alone, as in production; what the worker does later with the events is not counted, on neither side.',
    '- The processes are warm: each product has been looked at once, each operation driven for 3 s. pgbench is warm for a second.',
    '- Stores are asked evenly, products by Zipf (exponent 1), the same for both sides.',
    '',
  ]
}

function platformTable(label, measured) {
  const head = [
    'operation',
    'per second',
    'p50 ms',
    'p99 ms',
    'Node ms',
    'PostgreSQL ms',
    'statements',
    'ratio',
  ]
  const rows = Object.entries(measured).map(([name, samples]) => {
    const of = (key) => median(samples[label], key)
    const plain = median(samples.raw, 'cpu')
    const cells = [
      whole(of('perSecond')),
      one(of('p50')),
      one(of('p99')),
      two(of('node')),
      two(of('postgres')),
    ]
    return row([
      NAMES[name],
      ...cells,
      one(samples.statements),
      two(plain === undefined ? undefined : plain / of('cpu')),
    ])
  })
  return [`## ${label}`, '', row(head), row(head.map(() => '---')), ...rows, '']
}

function plainTable(measured) {
  if (!Object.values(measured).some((samples) => samples.raw)) return []
  const head = [
    'operation',
    'per second',
    'PostgreSQL ms',
    'per second under row security',
    'PostgreSQL ms under row security',
  ]
  const rows = Object.entries(measured).map(([name, samples]) => {
    const of = (side, key) => median(samples[side], key)
    const cells = [
      whole(of('raw', 'perSecond')),
      two(of('raw', 'cpu')),
      whole(of('rls', 'perSecond')),
      two(of('rls', 'cpu')),
    ]
    return row([NAMES[name], ...cells])
  })
  return ['## Plain SQL', '', row(head), row(head.map(() => '---')), ...rows, '']
}

const GROWTH = '## Growth'
const CROWDS = '## Crowds'
/** The sections of earlier runs that take a command of their own. */
const sectionsKept = () => [CROWDS, '## Sheets', '## Table', GROWTH].map(sectionOf).filter(Boolean)
/** A section of RESULTS.md with its heading; empty where there is none. */
function sectionOf(heading) {
  const before = written()
  const at = before.indexOf(heading)
  if (at < 0) return ''
  const end = before.indexOf('\n## ', at)
  return `${before.slice(at, end < 0 ? undefined : end).trimEnd()}\n`
}
/** Puts a section in the place of the one with its heading, or at the end. */
export function keepSection(heading, text) {
  const old = sectionOf(heading)
  writeFileSync(FILE, old ? written().replace(old, () => text) : written() + text)
  return text
}

const written = () => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '')

/** Puts the comparison of houses, each with the first, at the end of RESULTS.md and answers it. `found`: ms by name, for each house. */
export function growthTable(houses, found, names) {
  const many = (n) => n.toLocaleString('en')
  const titles = houses.map(
    ({ tenants, stores, skus }) => `${many(tenants)} tenants, ${many(stores)} stores, ${many(skus)} SKUs`,
  )
  const change = (name, ms) => `${two(ms)} (${((ms / found[0][name] - 1) * 100).toFixed(0)} %)`
  const rows = names.map((name) =>
    row([NAMES[name], ...found.map(({ [name]: ms }, n) => (n ? change(name, ms) : two(ms)))]),
  )
  const words = [
    'Written by `npm run bench -- --growth`: processor milliseconds (Node and PostgreSQL) of the same requests, and by how much they',
    'differ from those in the smallest house. With ten times the goods a search finds ten times as many.',
  ]
  const head = ['operation', ...titles]
  const text = [GROWTH, '', ...words, '', row(head), row(head.map(() => '---')), ...rows, ''].join('\n')
  return keepSection(GROWTH, text)
}

/** Puts what crowds do in RESULTS.md and answers it. */
export function crowdTable({ node, flash: [together, apart], neighbour, buyers }) {
  const flashHead = ['orders of one SKU', 'per second', 'p50 ms', 'p99 ms', 'Node ms', 'PostgreSQL ms']
  const flashRows = [together, apart].map(({ label, perSecond, p50, p99, node: own, postgres }) =>
    row([label, whole(perSecond), one(p50), one(p99), two(own), two(postgres)]),
  )
  const head = [
    'the quiet tenant',
    'its requests a second',
    'p50 ms',
    'p99 ms',
    'the neighbour asks',
    'refused',
  ]
  const rows = neighbour.map(({ label, perSecond, p50, p99, asked, refused }) =>
    row([label, whole(perSecond), one(p50), one(p99), `${whole(asked)}/s`, `${whole(refused)}/s`]),
  )
  const cost = ({ node: own, postgres }) => own + postgres
  const [alone, fair, noisy] = neighbour
  const moved = (from) => `${((noisy.p99 / from.p99 - 1) * 100).toFixed(0)} %`
  const text = [
    CROWDS,
    '',
    `Written by \`npm run bench -- --crowd\` on ${node}. ${buyers} buyers at once want one SKU of one store, from an API that places`,
    'orders together and from one that places each by itself (`ORDERS_TOGETHER=1`), in turns:',
    '',
    row(flashHead),
    row(flashHead.map(() => '---')),
    ...flashRows,
    '',
    `Together: ${one(together.perSecond / apart.perSecond)} times as many a second; each takes ${one(cost(apart) / cost(together))} times less processor time.`,
    '',
    'A tenant looks at products and fills carts while another asks too (medians of windows, in turns):',
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows,
    '',
    `Asking for more than its share moves the other's p99 by ${moved(fair)}; against no neighbour at all by ${moved(alone)}.`,
    '',
    '',
  ].join('\n')
  return keepSection(CROWDS, text)
}
