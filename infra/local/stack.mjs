// The whole house on one machine: database, sandbox, demo tenants, platform. Used by start, bench and the journeys.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startChild, untilReady } from './children.mjs'
import { openDatabase, recreateDatabase, refreshStatistics } from './database.mjs'
import { root } from './packages.mjs'
import { keptSecrets } from './secrets.mjs'

const product = (path) => import(pathToFileURL(join(root, path)).href)

/**
 * Starts everything that is built. `fresh` begins with an empty database; `fast` gives up crash safety (tests);
 * `onChild` hears of each process at once, so that a killed starter's children can be found again; `signal` ends all.
 * Resolves to `{ url, sandboxUrl, adminUrl, appUrl, workerUrl, signIns, children, stop }`; on failure ends what it had started.
 */
export async function startStack({ signal, ...options }) {
  const started = []
  const stop = async () => {
    for (let end = started.pop(); end; end = started.pop()) await end()
  }
  const begin = (end) => {
    started.push(end)
    signal?.throwIfAborted()
  }
  const stopNow = () => void stop()
  signal?.addEventListener('abort', stopNow)
  try {
    return { ...(await startAll(options, begin)), stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    signal?.removeEventListener('abort', stopNow)
  }
}

async function startAll(options, begin) {
  const { dataDir, port, sandboxPort, ownUrl, fast, fresh, log, onChild, env = {} } = options
  mkdirSync(dataDir, { recursive: true })
  log('starting the database')
  const database = await openDatabase({ dataDir, ownUrl, fast, port: port + 20, log })
  begin(database.stop)
  if (fresh) await beginAnew(database, dataDir)
  const { appUrl, workerUrl } = await migrateDatabase(database, dataDir, log)
  const run = async (name, script, childEnv, readyUrl) => {
    log(`starting the ${name}`)
    const child = startChild({ name, script: join(root, script), dataDir, env: { ...childEnv, ...env } })
    onChild?.(child)
    begin(child.stop)
    await untilReady(child, readyUrl)
    return child
  }
  const sandboxUrl = `http://localhost:${sandboxPort}`
  const sandbox = await run(
    'sandbox',
    'infra/sandbox/dist/main.js',
    { SANDBOX_PORT: String(sandboxPort), DATA_DIR: join(dataDir, 'sandbox') },
    `${sandboxUrl}/`,
  )
  const demo = await provisionOnce({ database, appUrl, workerUrl, dataDir, sandboxUrl, log })
  const url = `http://localhost:${port}`
  const host = process.env.HOST ?? '127.0.0.1'
  const common = {
    HOST: host,
    DATABASE_URL_APP: appUrl,
    DATABASE_URL_WORKER: workerUrl,
    DATA_DIR: dataDir,
    SANDBOX_URL: sandboxUrl,
    PUBLIC_URL: process.env.PUBLIC_URL ?? url,
    WEB_ROOT: root,
    // here one address plays everybody: shops, shoppers and tests
    LIMIT_SCALE: process.env.LIMIT_SCALE ?? '20',
    // an address that names no tenant shows the first one
    DEFAULT_TENANT: process.env.DEFAULT_TENANT ?? demo.signIns[0]?.tenant ?? '',
  }
  const script = options.platformScript ?? 'platform/dist/main.js'
  const platform = []
  for (const { name, roles, at } of processesOf(options.roles, port))
    platform.push(
      await run(name, script, { ...common, PORT: String(at), ROLES: roles }, `http://localhost:${at}/readyz`),
    )
  return {
    url,
    sandboxUrl,
    adminUrl: database.adminUrl,
    appUrl,
    workerUrl,
    signIns: demo.signIns,
    children: [sandbox, ...platform],
  }
}

/** The process with the API has the port; workers answer probes beside it. */
function processesOf(roles = ['api,worker'], port) {
  let workers = 0
  return roles.map((of) =>
    of.includes('api')
      ? { name: 'platform', roles: of, at: port }
      : { name: `worker${++workers > 1 ? `-${workers}` : ''}`, roles: of, at: port + 29 + workers },
  )
}

/** Nothing of the old database may be met again: not its pictures, not what the outside world remembers of it. */
async function beginAnew(database, dataDir) {
  await recreateDatabase(database.adminUrl)
  for (const name of ['media', 'sandbox', 'demo.json'])
    rmSync(join(dataDir, name), { recursive: true, force: true })
}

async function migrateDatabase(database, dataDir, log) {
  const { migrate } = await product('platform/dist/migrate.js')
  return migrate({ adminUrl: database.adminUrl, passwords: keptSecrets(dataDir), log })
}

/** Remembers beside the data which database holds the demo tenants: loading them takes a while and changes nothing. */
async function provisionOnce({ database, appUrl, workerUrl, dataDir, sandboxUrl, log }) {
  const file = join(dataDir, 'demo.json')
  const seen = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const identity = `${database.identity} ${sandboxUrl}`
  if (seen?.identity === identity) return seen
  log('loading the demo tenants (once)')
  const { provisionDemo } = await product('tenants/dist/provision.js')
  const { sandboxCredentials } = await product('infra/sandbox/dist/index.js')
  const credentialsOf = (slug) => sandboxCredentials(join(dataDir, 'sandbox'), slug)
  const { signIns } = await provisionDemo({ appUrl, workerUrl, dataDir, sandboxUrl, credentialsOf, log })
  await refreshStatistics(database.adminUrl)
  writeFileSync(file, `${JSON.stringify({ identity, signIns }, null, 2)}\n`, { mode: 0o600 })
  return { signIns }
}
