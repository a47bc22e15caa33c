// `npm run demo:reset`: throws the local database away and loads the demo tenants anew.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { lockHolder, tryLock } from './lock.mjs'
import { readSettings, requireFreePorts } from './settings.mjs'
import { clearState } from './state.mjs'

try {
  await reset(readSettings())
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
process.exit()

async function reset(settings) {
  mkdirSync(settings.dataDir, { recursive: true })
  const lock = join(settings.dataDir, 'start.lock')
  const holder = lockHolder(lock)
  if (holder)
    throw new Error(`Storeweave is running (process ${holder}). Stop it with Ctrl-C first, then reset.`)
  if (settings.ownUrl && !process.argv.includes('--yes')) {
    throw new Error(
      'This drops the database DATABASE_URL names, with all it holds. To do it: npm run demo:reset -- --yes',
    )
  }
  const release = tryLock(lock)
  try {
    await clearState(settings.dataDir)
    await requireFreePorts(settings)
    await install()
    await build({ only: ['sandbox', 'tenants'] })
    const { startStack } = await import('./stack.mjs')
    const stack = await startStack({ ...settings, log: console.log, fresh: true })
    await stack.stop()
    console.log('The demo tenants are as on the first day. npm start serves them.')
  } finally {
    release?.()
  }
}
