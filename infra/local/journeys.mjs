// The journeys of `npm test`: the whole house with its demo tenants in a database of their own.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath } from './chromium.mjs'
import { freePort } from './machine.mjs'
import { root } from './packages.mjs'
import { startStack } from './stack.mjs'
import { playwright } from './tools.mjs'

/** What goes through every role: a purchase up to the hand-over, a till's sale. */
const THROUGH_ALL_ROLES = ['buy', 'till']
/** What moves the clock by days and months: nothing comes after it. */
const THROUGH_THE_MONTH = ['supply']
const filesOf = (names) => names.map((name) => `${name}.journey.ts`)

/**
 * All journeys of a day with all roles in one process, then those that go through every role with a process for each, then
 * those of a month.
 */
export async function journeys() {
  const house = { port: await freePort(), sandboxPort: await freePort() }
  const long = filesOf(THROUGH_THE_MONTH)
  const ofADay = readdirSync(join(root, 'shell/journeys')).filter(
    (name) => name.endsWith('.journey.ts') && !long.includes(name),
  )
  const together = await journey({ ...house, roles: ['api,worker'], fresh: true, files: ofADay })
  const files = filesOf(THROUGH_ALL_ROLES)
  const apart = await journey({ ...house, roles: ['api', 'worker'], files })
  const month = await journey({ ...house, roles: ['api,worker'], files: long })
  return {
    passed: together.passed + apart.passed + month.passed,
    failures: [
      ...together.failures,
      ...month.failures,
      ...apart.failures.map((words) => words && `each role in a process of its own\n${words}`),
    ],
  }
}

async function journey({ port, sandboxPort, roles, fresh, files }) {
  const dataDir = join(root, '.data', 'journeys')
  const clock = {
    JOURNEY_CONTROL_PORT: String(await freePort()),
    JOURNEY_WORKER_PORT: String(await freePort()),
  }
  const stack = await startStack({
    ...{ dataDir, port, sandboxPort, roles, fresh },
    fast: true,
    platformScript: 'shell/journeys/platform.mjs',
    env: clock,
    log: () => undefined,
  })
  try {
    const env = {
      CHROMIUM_PATH: await chromiumPath(),
      ...clock,
      STOREWEAVE_URL: stack.url,
      STOREWEAVE_PORT: String(port),
      STOREWEAVE_DEMO: join(dataDir, 'demo.json'),
      SANDBOX_URL: stack.sandboxUrl,
      DATABASE_URL_APP: stack.appUrl,
      DATABASE_URL_WORKER: stack.workerUrl,
      DATA_DIR: dataDir,
      DATABASE_URL_ADMIN: stack.adminUrl,
    }
    return await playwright('shell', env, 'journeys/playwright.config.ts', files)
  } finally {
    await stack.stop()
  }
}
