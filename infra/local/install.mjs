// Installs the packages the lockfile names, unless they are installed already.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, sources } from './fingerprint.mjs'
import { holdLock } from './lock.mjs'
import { root } from './packages.mjs'
import { pnpm } from './pnpm.mjs'

const ATTEMPTS_MAX = 2

/** Brings node_modules in line with the lockfile; rejects when the packages cannot be had. */
export async function install({ log = console.log } = {}) {
  const stamp = join(root, '.data', 'install')
  mkdirSync(join(root, '.data'), { recursive: true })
  const release = await holdLock(`${stamp}.lock`, () => log('another install is under way; waiting for it'))
  try {
    const wanted = manifests()
    const done = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
    if (done === wanted && existsSync(join(root, 'node_modules', '.modules.yaml'))) return
    log('installing packages')
    fetchPackages(log)
    writeFileSync(stamp, manifests())
  } finally {
    release()
  }
}

function fetchPackages(log) {
  for (let attempt = 1; ; attempt++) {
    if (pnpm(['install', '--frozen-lockfile', '--prefer-offline']) === 0) return
    if (attempt === ATTEMPTS_MAX) break
    log('the packages could not be installed; trying again')
  }
  throw new Error(
    'The packages could not be installed (see above). Check the network and the registry npm is set to use; ' +
      'after a change to a package.json run: npm run pnpm install',
  )
}

/** The other Node and the other machine need other binaries, so they count too. */
function manifests() {
  const files = sources(root, ['.tools', 'docs', 'tenants/demo']).filter((file) =>
    /(^|\/)package\.json$/.test(file),
  )
  const settings = ['pnpm-lock.yaml', 'pnpm-workspace.yaml']
  return fingerprint(
    root,
    [...files, ...settings],
    [process.platform, process.arch, process.versions.modules],
  )
}
