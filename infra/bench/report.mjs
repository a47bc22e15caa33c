// The figures as a table, on the screen and in RESULTS.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

const NAMES = {
  list: 'list of 20 with price and stock',
  detail: 'detail',
  search: 'search, two words',
  cart: 'cart: set a line',
  scan: 'scan a barcode into the cart',
  checkout: 'whole checkout: cart to paid',
  flash: 'flash sale: order of one SKU',
  orders: 'staff: list of orders',
}
const FILE = new URL('RESULTS.md', import.meta.url)
const fixed = (digits) => (n) => (n === undefined || Number.isNaN(n) ? '–' : n.toFixed(digits))
const [whole, one, two] = [fixed(0), fixed(1), fixed(2)]
const row = (cells) => `| ${cells.join(' | ')} |`

/** The middle value of a key over samples; undefined without samples. */
export function median(samples, key) {
  const values = (samples ?? []).map((sample) => sample[key]).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)]
}

/** Answers the figures as text, and writes RESULTS.md when all operations were measured. */
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
    ...growthKept(),
  ].join('\n')
  if (!options.only) writeFileSync(FILE, text)
  return text
}

function conditions({ options: { size, rounds, seconds, callers }, pgbench }) {
  const [cpu] = cpus()
  return [
    `${cpus().length} x ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, embedded PostgreSQL 18, ${pgbench ?? 'no pgbench'};`,
    `load, platform and database share the machine. ${size.tenants} tenants; the measured one has ${size.stores} stores, ${size.skus} SKUs and`,
    `${size.orders} orders. ${callers} callers at once (64 in the flash sale), ${rounds} rounds of ${seconds} s in turns, medians.`,
    '',
    '- **Node** and **PostgreSQL** are processor milliseconds per operation; the load generator, the sandbox and pgbench are left out.',
    '- **Ratio** is the processor time PostgreSQL spends on the same work written in plain SQL (pgbench, prepared statements, an',
    "  administrator whom row security doesn't bind), divided by ours, Node and PostgreSQL together.",
    '- Statements are those the platform sends for the operation, transaction control left out.',
    '- The API runs alone, as in production; what the worker does later with the events is not counted, on neither side.',
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
/** The growth table of an earlier run: it takes minutes, so it is measured by a command of its own. */
const growthKept = () => {
  const before = written()
  return before.includes(GROWTH) ? [before.slice(before.indexOf(GROWTH))] : []
}

const written = () => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '')

/** Puts the comparison of two houses at the end of RESULTS.md and answers it. */
export function growthTable([small, large], names) {
  const head = ['operation', 'small, ms', 'large, ms', 'difference']
  const rows = names.map((name) => {
    const change = `${((large[name] / small[name] - 1) * 100).toFixed(0)} %`
    return row([NAMES[name], two(small[name]), two(large[name]), change])
  })
  const words = [
    'Written by `npm run bench -- --growth`: processor time (Node and PostgreSQL) of the same requests with 1 tenant, 50 stores and',
    '10,000 SKUs, and with 1,000 tenants, 5,000 stores and 100,000 SKUs.',
  ]
  const text = [GROWTH, '', ...words, '', row(head), row(head.map(() => '---')), ...rows, ''].join('\n')
  const before = written()
  const kept = before.includes(GROWTH) ? before.slice(0, before.indexOf(GROWTH)) : before
  writeFileSync(FILE, kept + text)
  return text
}
