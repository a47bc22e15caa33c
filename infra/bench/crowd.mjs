// Many at once: a flash sale with orders placed together and each by itself, and a tenant that asks for twenty times its share.
import { cpuOf, cpuOfServer } from './cost.mjs'
import { barcodeOf, idOf } from './fill.mjs'
import { openCaller } from './http.mjs'
import { load } from './load.mjs'
import { crowdTable, median } from './report.mjs'
import { openCallers, operationsOf } from './shop.mjs'

const BUYERS = 64
const NOISY = 'neighbour2'
/** What the noisy tenant may ask for a second, and how many times as much it asks for. */
const QUOTA = 50
const TIMES = 20
/** The tenant's usual rate under the bench's own scale: a factor for one tenant makes it the quota. */
const USUAL = 2000 * 1_000_000
const QUIET_CALLERS = 4
const QUIET_PER_SECOND = 100
const NOISY_CALLERS = 20

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

/** A quiet tenant's times alone, and beside one that asks for many times its share. In turns. */
async function compareNeighbour({ house, node, options }) {
  const env = { LIMIT_TENANTS: `${NOISY}:${QUOTA / USUAL}`, TRUST_PROXY: '1' }
  const quiet = await openWay(house, node, { label: 'quiet', env }, QUIET_CALLERS)
  const noisy = Array.from({ length: NOISY_CALLERS }, () =>
    openCaller({ ...quiet.api, host: quiet.api.host.replace(/^\w+/, NOISY) }),
  )
  const seconds = Math.max(4, options.seconds * 2)
  const alone = []
  const beside = []
  const window = () => paced({ callers: quiet.callers, work: look, perSecond: QUIET_PER_SECOND, seconds })
  try {
    await window()
    for (let round = 0; round < options.rounds; round++) {
      alone.push(await window())
      const crowd = paced({ callers: noisy, work: ask, perSecond: QUOTA * TIMES, seconds })
      const sample = await window()
      const { perSecond, shares } = await crowd
      beside.push({ ...sample, asked: perSecond, refused: perSecond * (shares[429] ?? 0) })
    }
    return [
      middle('alone', alone, ['perSecond', 'p50', 'p99']),
      middle('beside', beside, ['perSecond', 'p50', 'p99', 'asked', 'refused']),
    ]
  } finally {
    for (const caller of noisy) caller.end()
    await quiet.close()
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

/** What the noisy one's guests do, each from an address of its own. */
async function ask(caller, n) {
  const from = `x-forwarded-for: 10.${n % 200}.${Math.floor(n / 200) % 200}.${n % 250}\r\n`
  const storeId = idOf('store', 1 + (n % 2))
  const { status } = await caller.call(
    'GET',
    `/api/shop/barcodes/${barcodeOf(1 + (n % 60))}?storeId=${storeId}`,
    from,
  )
  return status
}

/** Work begun at set times whatever the answers take: who is late goes on at once, and the wait counts. */
async function paced({ callers, work, perSecond, seconds }) {
  const times = []
  const answers = {}
  const begun = performance.now()
  const pauseMs = (1000 * callers.length) / perSecond
  let n = 0
  const loop = async (caller, at) => {
    for (let due = begun + (at * pauseMs) / callers.length; due < begun + seconds * 1000; due += pauseMs) {
      const early = due - performance.now()
      if (early > 0) await new Promise((next) => setTimeout(next, early))
      const status = await work(caller, n++)
      times.push(performance.now() - due)
      answers[status] = (answers[status] ?? 0) + 1
    }
  }
  await Promise.all(callers.map(loop))
  times.sort((a, b) => a - b)
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  const perSecondDone = times.length / ((performance.now() - begun) / 1000)
  const shares = Object.fromEntries(Object.entries(answers).map(([status, n]) => [status, n / times.length]))
  return { perSecond: perSecondDone, p50: part(0.5), p99: part(0.99), shares }
}
