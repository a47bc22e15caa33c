// What a quiet tenant notices of a neighbour: of none, of one that keeps to its share, of one that asks for many times as much.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { idOf } from './fill.mjs'
import { paced, partsOf } from './load.mjs'
import { median } from './report.mjs'
import { openCallers } from './shop.mjs'

const NOISY = 'neighbour2'
/** What the neighbour may ask for a second, about what each of a hundred has of two cores. */
const QUOTA = 25
const TIMES = 20
/** The tenant's usual rate under the bench's own scale: a factor for one tenant makes it the quota. */
const USUAL = 2000 * 1_000_000
const CALLERS = 4
const PER_SECOND = 100
const WINDOWS = 5
const WINDOW_SECONDS = 15
/** The neighbour begins this much earlier: what it has saved up for a burst is its own to spend. */
const LEAD_SECONDS = 1
const NEIGHBOURS = [
  { label: 'alone', perSecond: 0 },
  { label: `beside one that asks for its share, ${QUOTA} a second`, perSecond: QUOTA },
  { label: `beside one that asks for ${TIMES} times its share`, perSecond: QUOTA * TIMES },
]

/** The quiet tenant's times beside each neighbour, in turns: medians of the windows' p50 and p99 in ms, so that a slow spell of the machine counts once. */
export async function compareNeighbour({ house, node, options }) {
  const env = { LIMIT_TENANTS: `${NOISY}:${QUOTA / USUAL}`, TRUST_PROXY: '1' }
  const api = await house.startApi(node.exec, env)
  const callers = await openCallers(api, CALLERS)
  const noise = openNoise({ ...api, host: api.host.replace(/^\w+/, NOISY) })
  const seconds = options.quick ? 2 : WINDOW_SECONDS
  const found = NEIGHBOURS.map((neighbour) => ({ ...neighbour, samples: [] }))
  const measure = async ({ perSecond, samples }) => {
    const crowd = perSecond ? noise.make({ perSecond, seconds: LEAD_SECONDS + seconds }) : undefined
    if (crowd) await new Promise((done) => setTimeout(done, LEAD_SECONDS * 1000))
    const { perSecond: served, times } = await paced({ callers, work: look, perSecond: PER_SECOND, seconds })
    const { perSecond: asked = 0, shares = {} } = (await crowd) ?? {}
    samples.push({ ...partsOf(times), perSecond: served, asked, refused: asked * (shares[429] ?? 0) })
  }
  try {
    for (const neighbour of found) await measure(neighbour)
    for (const { samples } of found) samples.length = 0
    for (let n = 0; n < (options.quick ? 1 : WINDOWS); n++)
      for (const neighbour of found) await measure(neighbour)
    const keys = ['perSecond', 'p50', 'p99', 'asked', 'refused']
    return found.map(({ label, samples }) => ({
      label,
      ...Object.fromEntries(keys.map((key) => [key, median(samples, key)])),
    }))
  } finally {
    await noise.end()
    for (const caller of callers) caller.end()
    await api.stop()
  }
}

/** The noisy tenant's guests, in a thread of their own: they must not keep the quiet one's clock waiting. */
function openNoise(api) {
  const thread = new Worker(new URL('noise.mjs', import.meta.url), {
    workerData: { port: api.port, host: api.host },
  })
  return {
    make: async (work) => {
      thread.postMessage(work)
      const [made] = await once(thread, 'message')
      return made
    },
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
