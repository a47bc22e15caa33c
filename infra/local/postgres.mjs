// Starts and stops the embedded PostgreSQL that a developer's machine and the tests use.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { alive, commandOf, freePort, isFree, pause } from './machine.mjs'
import { privateDirectory, runAs, settle } from './postgres-place.mjs'

const LOG_BYTES_MAX = 10_000_000
const START_MS_MAX = 30_000
const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '300',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
/** What a Unix socket's path may have at most, on the systems that allow least. */
const SOCKET_PATH_MAX = 103
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/**
 * Starts PostgreSQL on 127.0.0.1 with its files in `dataDir`, or takes over the server already running there.
 * `port` is a wish: a busy one gives way to a free one, which is remembered. `fast` gives up crash safety (tests).
 * Resolves to `{ adminUrl, port, reused, cluster, stop }`; rejects in words a person can act on.
 */
export async function startPostgres({ dataDir, port, fast = false, log = () => undefined }) {
  const home = resolve(dataDir)
  const place = settle(home, log)
  const password = keptPassword(home)
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) createCluster(place, password, fast)
  checkVersion(place)
  const running = await runningServer(place, password)
  if (running) return handle(place, password, running, true)
  const chosen = await choosePort(home, port)
  await launch(place, chosen, fast)
  writeFileSync(join(home, 'port'), `${chosen}\n`)
  return handle(place, password, chosen, false)
}

/** Starts a throw-away PostgreSQL in a folder of its own; it ends with `stop()` or with the process that asked. */
export async function startTemporaryPostgres({ log } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'storeweave-pg-'))
  runAs(undefined, 'chmod', ['755', dataDir])
  const server = await startPostgres({ dataDir, fast: true, log })
  // the cluster may have had to move out of a closed temporary folder
  const folders = [dataDir, dirname(server.cluster)]
  watchOver(serverPid(server.cluster), folders)
  const stop = async () => {
    await server.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  return { ...server, stop }
}

/** Tells whether the server on `dataDir` lives, without starting it: its administrator URL, or undefined. */
export async function findPostgres(dataDir) {
  const home = resolve(dataDir)
  if (!existsSync(join(home, 'password'))) return undefined
  const password = keptPassword(home)
  const place = settle(home, () => undefined)
  const port = await runningServer(place, password)
  return port === undefined ? undefined : adminUrl(place, password, port)
}

function handle(place, password, port, reused) {
  return {
    adminUrl: adminUrl(place, password, port),
    port,
    reused,
    cluster: place.cluster,
    stop: () => stopServer(place),
  }
}

/** Names the port for whoever comes by TCP, and the socket for drivers that know `host`: it costs a third less. */
function adminUrl(place, password, port) {
  const socket = socketDirectory(place, port)
  const host = socket ? `?host=${encodeURIComponent(socket)}` : ''
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres${host}`
}

/** The same database by TCP, at another port where one is given: as one is reached that has a machine of its own. */
export function byTcp(url, port) {
  const address = new URL(url)
  address.searchParams.delete('host')
  if (port) address.port = String(port)
  return address.href
}

/** Where the server's Unix socket lies: beside its files, where nobody else may come; none where paths are too long. */
function socketDirectory({ cluster }, port) {
  if (process.platform === 'win32') return ''
  return join(cluster, `.s.PGSQL.${port}`).length > SOCKET_PATH_MAX ? '' : cluster
}

function keptPassword(home) {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 })
    renameSync(draft, file)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Made beside and renamed, so that an interrupted initdb is never taken for a database. */
function createCluster({ cluster, native, uid }, password, fast) {
  const draft = `${cluster}.making`
  rmSync(draft, { recursive: true, force: true })
  rmSync(cluster, { recursive: true, force: true })
  privateDirectory(draft, uid)
  const passwordFile = `${cluster}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (uid !== undefined) chownSync(passwordFile, uid, uid)
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8'
  const made = runAs(uid, join(native, 'bin', 'initdb'), [
    ...['-D', draft, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--no-instructions'],
    ...(fast ? ['--no-sync'] : []),
  ])
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    throw new Error(`PostgreSQL could not lay out its files in ${draft}:\n${made.error ?? made.stderr}`)
  }
  renameSync(draft, cluster)
}

function checkVersion({ cluster, native }) {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const answer = runAs(undefined, join(native, 'bin', 'postgres'), ['--version']).stdout ?? ''
  const own = /\(PostgreSQL\) (\d+)/.exec(answer)?.[1]
  if (own === undefined || made === own) return
  throw new Error(
    `${cluster} was made by PostgreSQL ${made}, this version brings ${own}. ` +
      'Move the folder away to begin anew, or run that version yourself and give DATABASE_URL.',
  )
}

/** The port of the server that lives on this cluster, or undefined; a pid file left by a crash is put away. */
async function runningServer(place, password) {
  const { cluster } = place
  const file = join(cluster, 'postmaster.pid')
  const deadline = Date.now() + START_MS_MAX
  while (existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!alive(pid) || !/postgres/.test(commandOf(pid))) {
      rmSync(file, { force: true })
      return undefined
    }
    const port = Number(lines[3])
    if (lines[7]?.trim() === 'ready' && (await answers(adminUrl(place, password, port), cluster))) return port
    if (Date.now() > deadline) {
      throw new Error(
        `A PostgreSQL (process ${pid}) holds ${cluster} but does not answer; end it and try again.`,
      )
    }
    await pause(100)
  }
  return undefined
}

async function answers(url, cluster) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('data_directory') as directory")
    return rows[0].directory === cluster
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function choosePort(home, wanted) {
  const file = join(home, 'port')
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
  for (const port of [remembered, wanted]) if (port && (await isFree(port, '127.0.0.1'))) return port
  return freePort()
}

async function launch(place, port, fast) {
  const { cluster, native, uid } = place
  const log = join(cluster, 'server.log')
  removeSockets(cluster)
  if (existsSync(log) && statSync(log).size > LOG_BYTES_MAX) truncateSync(log)
  const settings = {
    ...SERVER_SETTINGS,
    ...(fast ? FAST_SETTINGS : {}),
    unix_socket_directories: socketDirectory(place, port),
    port: String(port),
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
  const args = [
    '-D',
    cluster,
    '-w',
    '-t',
    String(START_MS_MAX / 1000),
    '-l',
    log,
    '-o',
    options.join(' '),
    'start',
  ]
  const deadline = Date.now() + START_MS_MAX
  for (;;) {
    // pg_ctl's children keep its pipes open, so its words go to the log file and nothing is piped
    const started = runAs(uid, join(native, 'bin', 'pg_ctl'), args, { stdio: 'ignore' })
    if (started.status === 0) return
    const words = lastWords(log) || String(started.error ?? '')
    // after a crash of the server its children need a moment to leave the shared memory
    if (!/shared memory block|lock file/.test(words) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start (log: ${log}):\n${words}`)
    }
    await pause(300)
  }
}

/** What a killed server left: the process its lock names may by now be any other. */
function removeSockets(cluster) {
  for (const name of readdirSync(cluster))
    if (name.startsWith('.s.PGSQL.')) rmSync(join(cluster, name), { force: true })
}

function lastWords(log) {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : ''
}

async function stopServer({ cluster, native, uid }) {
  if (!existsSync(join(cluster, 'postmaster.pid'))) return
  const args = ['-D', cluster, '-m', 'fast', '-w', '-t', '30', 'stop']
  runAs(uid, join(native, 'bin', 'pg_ctl'), args, { stdio: 'ignore' })
}

function serverPid(cluster) {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** A detached guard ends the throw-away server when its owner was killed and could not do so itself. */
function watchOver(server, folders) {
  const script =
    'while kill -0 "$1" 2>/dev/null && kill -0 "$2" 2>/dev/null; do sleep 1; done; ' +
    'kill -0 "$1" 2>/dev/null && exit 0; kill -INT "$2" 2>/dev/null; ' +
    'while kill -0 "$2" 2>/dev/null; do sleep 0.2; done; shift 2; rm -rf "$@"'
  const args = ['-c', script, 'storeweave-guard', String(process.pid), String(server), ...folders]
  spawn('/bin/sh', args, { detached: true, stdio: 'ignore', cwd: '/' }).unref()
}
