// `npm run bench`: how fast the house is on this machine, against plain SQL on the same database in the same run.
import { join } from 'node:path'
import { runBench } from '../bench/run.mjs'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { root } from './packages.mjs'
import { freePort } from './machine.mjs'

await install()
await build({ only: ['sandbox', 'platform', 'tenants'] })
const { startStack } = await import('./stack.mjs')
const { default: pg } = await import('pg')
const [port, sandboxPort] = [await freePort(), await freePort()]
const stack = await startStack({ dataDir: join(root, '.data', 'bench'), port, sandboxPort, log: console.log })
try {
  await runBench({ pg, port, stack, secondsEach: Number(process.env.BENCH_SECONDS ?? 4) })
} finally {
  await stack.stop()
}
process.exit()
