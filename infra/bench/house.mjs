// The house that is measured: a database and a sandbox of its own, filled, and the platform's API on a Node of choice.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startChild, untilReady } from '../local/children.mjs'
import { openDatabase, recreateDatabase } from '../local/database.mjs'
import { freePort } from '../local/machine.mjs'
import { byTcp } from '../local/postgres.mjs'
import { root } from '../local/packages.mjs'
import { keptSecrets } from '../local/secrets.mjs'
import { fill } from './fill.mjs'

const product = (path) => import(pathToFileURL(join(root, path)).href)
export const SLUG = 'bench'
export const OWNER = { login: 'owner', password: 'correct horse battery' }

/** Opens a house, an empty one when it shall be `fresh`, its database reached by TCP or by its `socket`: `{ admin, adminUrl, appUrl, tenantId, account, postmaster, startApi, grow, stop }`. */
export async function openHouse({ pg, dataDir, fresh, socket, log }) {
  mkdirSync(dataDir, { recursive: true })
  const opened = await openDatabase({ dataDir, port: await freePort(), log })
  const database = { ...opened, adminUrl: socket ? opened.adminUrl : byTcp(opened.adminUrl) }
  if (fresh) await beginAnew(database, dataDir)
  const { migrate } = await product('platform/dist/migrate.js')
  const { appUrl, workerUrl } = await migrate({
    adminUrl: database.adminUrl,
    passwords: keptSecrets(dataDir),
    log: () => undefined,
  })
  const sandbox = await startSandbox(dataDir)
  await provision({ appUrl, workerUrl, dataDir })
  const admin = new pg.Client({ connectionString: database.adminUrl })
  admin.on('error', (error) => log(`the bench lost its database: ${error.message}`))
  await admin.connect()
  const { rows } = await admin.query(
    "select (select id from storeweave.tenants where slug = $1) as tenant, pg_read_file('postmaster.pid') as pid",
    [SLUG],
  )
  const tenantId = rows[0].tenant
  return {
    admin,
    adminUrl: database.adminUrl,
    appUrl,
    tenantId,
    account: await sandboxAccount(dataDir),
    postmaster: Number(rows[0].pid.split('\n')[0]),
    grow: (size) => fill(admin, { tenantId, size, log }),
    startApi: (exec, more = {}) =>
      startApi({ exec, more, dataDir, appUrl, workerUrl, sandboxUrl: sandbox.url }),
    stop: async () => {
      await admin.end()
      await sandbox.stop()
      await database.stop()
    },
  }
}

async function beginAnew(database, dataDir) {
  await recreateDatabase(database.adminUrl)
  for (const name of ['media', 'sandbox', 'logs'])
    rmSync(join(dataDir, name), { recursive: true, force: true })
}

async function startSandbox(dataDir) {
  const port = await freePort()
  const env = { SANDBOX_PORT: String(port), DATA_DIR: join(dataDir, 'sandbox') }
  const child = startChild({
    name: 'sandbox',
    script: join(root, 'infra/sandbox/dist/main.js'),
    dataDir,
    env,
  })
  const url = `http://localhost:${port}`
  await untilReady(child, `${url}/`)
  return { url, stop: child.stop }
}

/** The keys by which the sandbox and the tenant know each other: callbacks of the bench are signed with them. */
async function sandboxAccount(dataDir) {
  const { KeyRing } = await product('infra/sandbox/dist/keys.js')
  const keys = new KeyRing(join(dataDir, 'sandbox'))
  const account = keys.account(SLUG)
  return { ...account, signingKey: keys.signingKey(account) }
}

async function provision({ appUrl, workerUrl, dataDir }) {
  const { openProvision } = await product('platform/dist/provision.js')
  const { sandboxCredentials } = await product('infra/sandbox/dist/index.js')
  const door = await openProvision({ appUrl, workerUrl, dataDir })
  const none = {
    banners: [],
    demoSignIns: [],
    regions: [],
    stores: [],
    suppliers: [],
    members: [],
    categories: [],
  }
  try {
    await door.load({
      ...none,
      ...{ products: [], storePrices: [], stock: [], sales: [], hosts: [], logo: null },
      slug: SLUG,
      name: { zh: '测速', en: 'Bench' },
      primary: '#c2410c',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      cashRounding: 'none',
      providers: sandboxCredentials(join(dataDir, 'sandbox'), SLUG),
      hq: { name: { zh: '总部', en: 'HQ' }, code: 'HQ' },
      people: [{ ...OWNER, name: 'Owner', role: 'owner', scope: { kind: 'hq' } }],
      renderPictures: async () => undefined,
    })
  } finally {
    await door.close()
  }
}

/** The API as in production, alone in its process: what happens later in the worker is no part of an answer. */
async function startApi({ exec, more, dataDir, appUrl, workerUrl, sandboxUrl }) {
  const port = await freePort()
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    ROLES: 'api',
    DATABASE_URL_APP: appUrl,
    DATABASE_URL_WORKER: workerUrl,
    DATA_DIR: dataDir,
    LIMIT_SCALE: '1000000', // what is measured is the house, not its limits
    SANDBOX_URL: sandboxUrl,
    ...more,
  }
  const child = startChild({ name: 'api', exec, script: join(root, 'platform/dist/main.js'), dataDir, env })
  await untilReady(child, `http://localhost:${port}/readyz`)
  return { port, pid: child.pid, file: child.file, host: `${SLUG}.localhost:${port}`, stop: child.stop }
}
