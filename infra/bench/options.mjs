// What the bench may be told: `npm run bench -- --quick --tenants 1000`.
import { parseArgs } from 'node:util'

/** Reads the command line: `{ quick, seconds, rounds, callers, size, oneNode, growth, crowd, sheets, settlement, prices, table, reuse, socket, only }`. */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      crowd: { type: 'boolean', default: false },
      sheets: { type: 'boolean', default: false },
      settlement: { type: 'boolean', default: false },
      prices: { type: 'boolean', default: false },
      table: { type: 'boolean', default: false },
      tenants: { type: 'string', default: '100' },
      callers: { type: 'string', default: '64' },
      only: { type: 'string' },
      reuse: { type: 'boolean', default: false },
      socket: { type: 'boolean', default: false },
      'one-node': { type: 'boolean', default: false },
    },
  })
  const { quick, large, growth, crowd, sheets, settlement, prices, table, reuse, socket, only } = values
  return {
    quick,
    growth,
    crowd,
    sheets,
    settlement,
    prices,
    table,
    reuse,
    socket,
    only: only?.split(','),
    oneNode: values['one-node'],
    seconds: quick ? 1 : 2,
    rounds: quick ? 1 : 3,
    callers: whole(values.callers, 'callers'),
    size: {
      tenants: whole(values.tenants, 'tenants'),
      stores: large ? 5_000 : 50,
      skus: large ? 100_000 : 10_000,
      orders: 20_000,
    },
  }
}

/** The houses that `--growth` compares, each grown out of the one before: tenants and stores first, then goods. */
export const HOUSES = [
  { tenants: 1, stores: 50, skus: 10_000, orders: 20_000 },
  { tenants: 1_000, stores: 5_000, skus: 10_000, orders: 20_000 },
  { tenants: 1_000, stores: 5_000, skus: 100_000, orders: 20_000 },
]

function whole(text, name) {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 10_000)
    throw new Error(`--${name} must be 1 to 10000, not ${text}`)
  return n
}
