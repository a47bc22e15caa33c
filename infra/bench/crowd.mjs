// Many at once: a flash sale with orders placed together and each by itself, and a tenant that asks for twenty times its share.
import { cpuOf, cpuOfServer } from './cost.mjs'
import { load } from './load.mjs'
import { compareNeighbour } from './neighbour.mjs'
import { crowdTable, median } from './report.mjs'
import { openCallers, operationsOf } from './shop.mjs'

/** A crowd, not a queue: more than go together at once. */
const BUYERS = 256
/** What Node's compilers need to have seen of orders placed together, as an API that has run for a while has. */
const WARM_SECONDS = 10

/** Measures both and answers them as a section of RESULTS.md. */
export async function measureCrowds({ house, node, options, log }) {
  const flash = await compareFlash({ house, node, options })
  log(`flash: ${flash.map(({ label, perSecond }) => `${label} ${perSecond.toFixed(0)}/s`).join(', ')}`)
  const neighbour = await compareNeighbour({ house, node, options })
  log(`neighbour: p99 ${neighbour.map(({ label, p99 }) => `${label} ${p99.toFixed(1)} ms`).join(', ')}`)
  return crowdTable({ node: node.label, flash, neighbour, buyers: BUYERS })
}

const middle = (label, samples, keys) => ({
  label,
  ...Object.fromEntries(keys.map((key) => [key, median(samples, key)])),
})

/** The same API twice; one of them places each order by itself. In turns, so that a slow spell hits both. */
async function compareFlash({ house, node, options }) {
  const ways = [
    { label: 'together', env: {} },
    { label: 'each by itself', env: { ORDERS_TOGETHER: '1' } },
  ]
  const open = []
  try {
    for (const way of ways) open.push(await openWay(house, node, way))
    const { flash: work } = operationsOf({ house, size: options.size })
    const drive = async ({ api, callers, samples }, seconds) => {
      const read = () => ({ node: cpuOf(api.pid), postgres: cpuOfServer(house.postmaster) })
      const before = read()
      const sample = await load({ callers, work, seconds })
      const after = read()
      const each = (key) => (after[key] - before[key]) / sample.count
      samples.push({ ...sample, node: each('node'), postgres: each('postgres') })
    }
    for (const way of open) await drive(way, options.quick ? 2 : WARM_SECONDS)
    for (const way of open) way.samples.length = 0
    for (let round = 0; round < options.rounds; round++)
      for (const way of open) await drive(way, Math.max(2, options.seconds))
    return open.map(({ label, samples }) =>
      middle(label, samples, ['perSecond', 'p50', 'p99', 'node', 'postgres']),
    )
  } finally {
    for (const way of open) await way.close()
  }
}

async function openWay(house, node, { label, env }) {
  const api = await house.startApi(node.exec, env)
  const callers = await openCallers(api, BUYERS)
  const close = async () => {
    for (const caller of callers) caller.end()
    await api.stop()
  }
  return { label, api, callers, samples: [], close }
}
