// The guests of a noisy tenant, as a thread: told how many a second and for how long, it asks and tells what it was answered.
import { parentPort, workerData } from 'node:worker_threads'
import { barcodeOf, idOf } from './fill.mjs'
import { openCaller } from './http.mjs'
import { paced } from './load.mjs'

const CALLERS = 20
const callers = Array.from({ length: CALLERS }, () => openCaller(workerData))

parentPort.on('message', async ({ perSecond, seconds }) => {
  const crowd = await paced({ callers, work: ask, perSecond, seconds })
  parentPort.postMessage({ perSecond: crowd.perSecond, shares: crowd.shares })
})

/** Scans, each from an address of its own. */
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
