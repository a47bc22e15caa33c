// Many at once: a flash sale with orders placed together and each by itself, and a tenant that asks for twenty times its share.
import { Worker } from 'node:worker_threads'
import { cpuOf, cpuOfServer } from './cost.mjs'
import { idOf } from './fill.mjs'
import { load, paced, partsOf } from './load.mjs'
import { crowdTable, median } from './report.mjs'
import { openCallers, operationsOf } from './shop.mjs'

const BUYERS = 64
const NOISY = 'neighbour2'
/** What the noisy tenant may ask for a second, about what each of a hundred has of two cores, and how many times as much it asks for. */
const QUOTA = 25
const TIMES = 20
/** The tenant's usual rate under the bench's own scale: a factor for one tenant makes it the quota. */
const USUAL = 2000 * 1_000_000
const QUIET_CALLERS = 4
const QUIET_PER_SECOND = 100
const NEIGHBOUR_SECONDS = 10

/** Measures both and answers them as a section of RESULTS.md. */
export async function measureCrowds({ house, node, options, log }) {
  const flash = await compareFlash({ house, node, options })
  log(`flash: ${flash.map(({ label, perSecond }) => `${label} ${perSecond.toFixed(0)}/s`).join(', ')}`)
  const neighbour = await compareNeighbour({ house, node, options })
  log(`neighbour: p99 ${neighbour.map(({ label, p99 }) => `${label} ${p99.toFixed(1)} ms`).join(', ')}`)
  return crowdTable({ node: node.label, flash, neighbour, buyers: BUYERS, quota: QUOTA, times: TIMES })
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
    for (const way of open) await drive(way, 2)
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

async function openWay(house, node, { label, env }, count = BUYERS) {
  const api = await house.startApi(node.exec, env)
  const callers = await openCallers(api, count)
  const close = async () => {
    for (const caller of callers) caller.end()
    await api.stop()
  }
  return { label, api, callers, samples: [], close }
}

/**
 * A quiet tenant's times alone, and beside one that asks for many times its share. In turns; the times of all rounds
 * are told together, because of a single round's the slowest hundredth is a handful.
 */
async function compareNeighbour({ house, node, options }) {
  const env = { LIMIT_TENANTS: `${NOISY}:${QUOTA / USUAL}`, TRUST_PROXY: '1' }
  const quiet = await openWay(house, node, { label: 'quiet', env }, QUIET_CALLERS)
  const noise = openNoise({ ...quiet.api, host: quiet.api.host.replace(/^\w+/, NOISY) })
  const seconds = options.quick ? 2 : NEIGHBOUR_SECONDS
  const [alone, beside, crowds] = [[], [], []]
  const window = () => paced({ callers: quiet.callers, work: look, perSecond: QUIET_PER_SECOND, seconds })
  try {
    await Promise.all([window(), noise.make({ perSecond: QUOTA * TIMES, seconds })])
    for (let round = 0; round < options.rounds; round++) {
      alone.push(await window())
      const crowd = noise.make({ perSecond: QUOTA * TIMES, seconds })
      beside.push(await window())
      const { perSecond, shares } = await crowd
      crowds.push({ asked: perSecond, refused: perSecond * (shares[429] ?? 0) })
    }
    return [
      { label: 'alone', ...pooled(alone) },
      { ...middle('beside', crowds, ['asked', 'refused']), ...pooled(beside) },
    ]
  } finally {
    await noise.end()
    await quiet.close()
  }
}

/** Times of several rounds as those of one. */
const pooled = (samples) => ({
  perSecond: median(samples, 'perSecond'),
  ...partsOf(samples.flatMap(({ times }) => times)),
})

/** The noisy tenant's guests, in a thread of their own: they must not keep the quiet one's clock waiting. */
function openNoise(api) {
  const thread = new Worker(new URL('noise.mjs', import.meta.url), {
    workerData: { port: api.port, host: api.host },
  })
  return {
    make: (work) =>
      new Promise((done, fail) => {
        thread.once('message', done).once('error', fail)
        thread.postMessage(work)
      }),
    end: () => thread.terminate(),
  }
}

/** What the quiet tenant's shoppers do: look at a product, scan one into the cart. */
async function look(caller, n) {
  const storeId = idOf('store', 1 + (caller.n % 25))
  const answer =
    n % 2
      ? await caller.call('GET', `/api/shop/products/${idOf('product', 1 + (n % 500))}?storeId=${storeId}`)
      : await caller.call(
          'PUT',
          `/api/shop/cart/lines/${idOf('sku', caller.n * 3 + 1)}`,
          caller.shopper,
          JSON.stringify({ storeId, quantity: 1 + (n % 5) }),
        )
  if (answer.status !== 200) throw new Error(`the quiet tenant was answered ${answer.status}`)
  return answer.status
}
