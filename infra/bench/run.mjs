// Measures the platform's API over HTTP and the same work in plain SQL, in turns, and writes RESULTS.md.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { measureCrowds } from './crowd.mjs'
import { cpuOf, cpuOfServer } from './cost.mjs'
import { openHouse } from './house.mjs'
import { load } from './load.mjs'
import { HOUSES } from './options.mjs'
import { nodesFor } from './nodes.mjs'
import { pgbenchVersion, runPgbench, writeScripts } from './pgbench.mjs'
import { measurePrices } from './prices.mjs'
import { growthTable, median, report } from './report.mjs'
import { measureSettlement } from './settlement.mjs'
import { measureSheets } from './sheets.mjs'
import { lookAround, openCallers, operationsOf } from './shop.mjs'
import { measureTable } from './table.mjs'

const COUNTED = 20
/** What the compiler of the servers' Node needs to have seen an operation often. */
const WARM_SECONDS = 3
const GROWING = ['list', 'detail', 'search', 'cart', 'orders']

/** Runs the bench in a data folder of its own. Needs Linux, whose /proc tells processor time. */
export async function runBench({ pg, dataDir, options, log }) {
  if (process.platform !== 'linux')
    throw new Error('The bench reads processor time from /proc, so it needs Linux.')
  const nodes = nodesFor(join(dataDir, 'node'), log)
  const house = await openHouse({ pg, dataDir, fresh: !options.reuse, socket: options.socket, log })
  try {
    if (options.sheets) return await measureSheets({ house, node: nodes[0], options, log })
    if (options.settlement) return await measureSettlement({ house, node: nodes[0], options, log })
    if (options.prices) return await measurePrices({ house, node: nodes[0], options, log })
    if (options.table) return await measureTable({ house, node: nodes[0], log })
    if (options.growth) return await compareGrowth({ house, node: nodes[0], options, log })
    const begun = performance.now()
    if (!options.reuse) await house.grow(options.size)
    log(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    if (options.crowd) return await measureCrowds({ house, node: nodes[0], options, log })
    const plainSide = plainOf(house, join(dataDir, 'pgbench'), log)
    const measured = await measure({
      house,
      nodes: options.oneNode ? nodes.slice(0, 1) : nodes,
      plainSide,
      options,
      log,
    })
    return report({ measured, nodes, options, pgbench: pgbenchVersion() })
  } finally {
    await house.stop()
  }
}

function plainOf(house, dir, log) {
  if (!pgbenchVersion()) {
    log(
      'pgbench is not on this machine (package postgresql-contrib or postgresql-client): no cost ratios in this run',
    )
    return {}
  }
  return writeScripts(dir, house.tenantId)
}

/** All samples: `{ [operation]: { [side]: [sample] } }`; sides are the labels of the Nodes, `raw` and `rls`. */
async function measure({ house, nodes, plainSide, options, log }) {
  const sides = []
  try {
    for (const node of nodes) sides.push(await openSide(house, node, options.callers))
    for (const { callers } of sides) await lookAround(callers, options.size)
    const operations = operationsOf({ house, size: options.size })
    const names = Object.keys(operations).filter((name) => !options.only || options.only.includes(name))
    const measured = {}
    for (const name of names) {
      const samples = (measured[name] = { statements: await countStatements(sides[0], operations[name]) })
      const add = (side, sample) => sample && (samples[side] ??= []).push(sample)
      for (const side of sides)
        await drive({
          house,
          side,
          work: operations[name],
          seconds: WARM_SECONDS,
        })
      // in turns, so that a slow spell of the machine hits all alike
      for (let round = 0; round < options.rounds; round++) {
        for (const [kind, file] of Object.entries(plainSide[name] ?? {}))
          add(kind, await drivePlain({ house, kind, file, options }))
        for (const side of sides)
          add(
            side.label,
            await drive({ house, side, work: operations[name], seconds: Math.max(2, options.seconds) }),
          )
      }
      log(
        `${name}: ${sides.map(({ label }) => `${label} ${median(samples[label], 'perSecond').toFixed(0)}/s`).join(', ')}`,
      )
    }
    return measured
  } finally {
    for (const side of sides) await side.close()
  }
}

async function openSide(house, { label, exec }, count) {
  const api = await house.startApi(exec)
  const callers = await openCallers(api, count).catch(async (error) => {
    await api.stop()
    throw error
  })
  const close = async () => {
    for (const caller of callers) caller.end()
    await api.stop()
  }
  return { label, api, callers, close }
}

async function drive({ house, side, work, seconds }) {
  const read = () => ({ node: cpuOf(side.api.pid), postgres: cpuOfServer(house.postmaster) })
  const before = read()
  const sample = await load({ callers: side.callers, work, seconds })
  const after = read()
  const node = (after.node - before.node) / sample.count
  const postgres = (after.postgres - before.postgres) / sample.count
  return { ...sample, node, postgres, cpu: node + postgres }
}

async function drivePlain({ house, kind, file, options }) {
  const as = kind === 'raw' ? { url: house.adminUrl, tenantId: house.tenantId } : { url: house.appUrl }
  const { count, perSecond, spent } = await runPgbench({
    ...as,
    file,
    clients: options.callers,
    seconds: Math.max(2, options.seconds),
    cost: () => ({ postgres: cpuOfServer(house.postmaster) }),
  })
  // on a machine that busy nothing may come through in the time; then there is nothing to compare with
  if (!count) return undefined
  return { count, perSecond, cpu: spent.postgres / count }
}

/** Statements an operation sends, transaction control left out, as the platform's own log counts them. */
async function countStatements({ api, callers }, work) {
  await work(callers[0])
  // lines are written after the answers, together with others
  const written = () => new Promise((done) => setTimeout(done, 500))
  await written()
  const from = statSync(api.file).size
  for (let n = 0; n < COUNTED; n++) await work(callers[n % 3])
  await written()
  const lines = readFileSync(api.file)
    .subarray(from)
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  const counts = lines.map((line) => JSON.parse(line).statements).filter((n) => n !== undefined)
  return counts.reduce((sum, n) => sum + n, 0) / COUNTED
}

/** The same requests in houses of several sizes. */
async function compareGrowth({ house, node, options, log }) {
  const found = []
  for (const size of HOUSES) {
    await house.grow(size)
    const measured = await measure({
      house,
      nodes: [node],
      plainSide: {},
      log,
      options: { ...options, only: GROWING, size },
    })
    found.push(Object.fromEntries(GROWING.map((name) => [name, median(measured[name][node.label], 'cpu')])))
  }
  return growthTable(HOUSES, found, GROWING)
}
