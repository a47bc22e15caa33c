// Runs the pinned pnpm with nothing installed but Node and npm. Imports nothing that needs installing.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MIN = [20, 19]
const DOWNLOADS_MAX = 3
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const windows = process.platform === 'win32'

/** Ends the process with a clear message when this Node is older than the product needs. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  console.error(`Storeweave needs Node ${NODE_MIN.join('.')} or newer; this is ${process.version}.`)
  console.error('Install a newer Node (https://nodejs.org) and run the same command again.')
  process.exit(1)
}

/** Runs pnpm with these arguments in the repository and returns its exit code; fetches pnpm first when missing. */
export function pnpm(args, options = {}) {
  requireNode()
  return run(pinnedPnpm(), args, options)
}

function pinnedPnpm() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = manifest.packageManager.split('@')[1].split('+')[0]
  const home = join(root, '.tools', 'pnpm', version)
  const bin = join(home, 'node_modules', '.bin', windows ? 'pnpm.cmd' : 'pnpm')
  if (!existsSync(bin)) download(version, home)
  return bin
}

/** Fetched into a folder of its own and renamed, so that a broken download is never taken for a whole one. */
function download(version, home) {
  const draft = `${home}.${process.pid}`
  for (let attempt = 1; ; attempt++) {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true })
    if (npm(['install', '--prefix', draft, '--no-save', '--no-package-lock', `pnpm@${version}`]) === 0) break
    if (attempt < DOWNLOADS_MAX) console.error(`npm could not fetch pnpm ${version}; trying again`)
    else giveUp(version, draft)
  }
  if (existsSync(home)) rmSync(draft, { recursive: true, force: true })
  else renameSync(draft, home)
}

function giveUp(version, draft) {
  rmSync(draft, { recursive: true, force: true })
  console.error(`npm could not fetch pnpm ${version}. Check the network, or the registry npm is set to use.`)
  process.exit(1)
}

function npm(args) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const own = process.env.npm_execpath
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args, ...quiet])
  return run(windows ? 'npm.cmd' : 'npm', [...args, ...quiet])
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    stdio: 'inherit',
    cwd: root,
    shell: windows,
    env: cleanEnv(),
    ...options,
  })
  if (result.error) {
    console.error(`${command} could not be started: ${result.error.message}`)
    return 1
  }
  return result.status ?? 1
}

/** `npm run` hands its own settings down as variables; pnpm would take them for its own, but for the network ones. */
function cleanEnv() {
  const keep =
    /^npm_config_(registry|ca|cafile|cert|key|cache|proxy|http_proxy|https_proxy|noproxy|strict_ssl|userconfig|fetch_\w+)$/i
  const drop = /^npm_(config|package|lifecycle)_/i
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !drop.test(name) || keep.test(name)),
  )
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exit(pnpm(process.argv.slice(2)))
}
