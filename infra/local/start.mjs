// `npm start`: installs, builds and runs everything on this machine, and says where it is.
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { lockHolder, tryLock } from './lock.mjs'
import { root } from './packages.mjs'
import { requireNode } from './pnpm.mjs'
import { readSettings, requireFreePorts } from './settings.mjs'
import { clearState, readState, rememberChild, writeState } from './state.mjs'

const begun = performance.now()
const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`
const log = (line) => console.log(`[${seconds()}] ${line}`)

requireNode()
await main().catch((error) => {
  console.error(`\n${error.message}`)
  process.exitCode = 1
})
process.exit()

async function main() {
  const settings = readSettings()
  mkdirSync(settings.dataDir, { recursive: true })
  const lock = join(settings.dataDir, 'start.lock')
  const release = tryLock(lock)
  if (!release) return tellRunning(settings, lockHolder(lock))
  try {
    await run(settings)
  } finally {
    await clearState(settings.dataDir)
    release()
  }
}

async function run(settings) {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stopping.abort(name))
  await clearState(settings.dataDir)
  await requireFreePorts(settings)
  await install({ log })
  await build({ log })
  if (stopping.signal.aborted) return
  // the database driver is there only once the packages are installed
  const { startStack } = await import('./stack.mjs')
  const onChild = (child) => rememberChild(settings.dataDir, child)
  try {
    const stack = await startStack({ ...settings, log, signal: stopping.signal, onChild })
    await serve(settings, stack, stopping.signal)
  } catch (error) {
    if (!stopping.signal.aborted) throw error
  }
  if (stopping.signal.aborted) log('stopped')
}

async function serve(settings, stack, signal) {
  const banner = bannerOf(settings, stack)
  const platform = {
    DATABASE_URL_APP: stack.appUrl,
    DATABASE_URL_WORKER: stack.workerUrl,
    DATA_DIR: settings.dataDir,
    SANDBOX_URL: stack.sandboxUrl,
  }
  writeState(settings.dataDir, { ...readState(settings.dataDir), banner, platform })
  log('everything runs\n')
  console.log(banner)
  const asked = new Promise((done) => signal.addEventListener('abort', () => done(undefined)))
  const died = stack.children.map((child) => child.exited.then((how) => ({ child, how })))
  const end = signal.aborted ? undefined : await Promise.race([asked, ...died])
  if (!end) log('stopping')
  await stack.stop()
  if (end) {
    const how = end.how.signal ?? `exit code ${end.how.code}`
    throw new Error(
      `The ${end.child.name} ended (${how}). Its last words (${end.child.file}):\n${end.child.lastWords()}`,
    )
  }
}

function bannerOf({ port, sandboxPort, dataDir }, { url, sandboxUrl, appUrl, signIns }) {
  const tenants = [...new Set(signIns.map((one) => one.tenant))]
  const site = (slug, path) => `http://${slug}.localhost:${port}${path}`
  const rows = signIns.map((one) => [one.tenant, one.who, one.login, one.password, one.where])
  return [
    `Storeweave        ${url}/`,
    ...tenants.map((slug) => `  ${slug.padEnd(16)}${site(slug, '/')}   shoppers: ${site(slug, '/h5/')}`),
    `API               ${url}/api/docs   ${url}/api/openapi.json`,
    `Outside world     ${sandboxUrl}/   (WeChat, payments and SMS, played by a sandbox)`,
    `Database          ${appUrl}`,
    `Data and logs     ${relative(root, dataDir).startsWith('..') ? dataDir : relative(root, dataDir) || '.'}${sandboxPort === port + 10 ? '' : `   sandbox port ${sandboxPort}`}`,
    '',
    ...table(['tenant', 'who', 'login', 'password', 'where'], rows),
    '',
    'Ctrl-C stops everything.',
  ].join('\n')
}

function table(head, rows) {
  const all = [head, ...rows.map((row) => row.map((cell) => cell ?? ''))]
  const widths = head.map((_, column) => Math.max(...all.map((row) => breadth(row[column]))))
  return all.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i] - breadth(cell)))
      .join('  ')
      .trimEnd(),
  )
}

/** Chinese characters take two columns of a terminal. */
function breadth(text) {
  return [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(char) ? 2 : 1), 0)
}

function tellRunning(settings, holder) {
  const { banner } = readState(settings.dataDir)
  console.log(`Storeweave is already running here (process ${holder}).\n`)
  console.log(banner ?? 'It is still starting; its own terminal shows how far it is.')
}
