// `npm run tenant -- presets`, `npm run tenant -- create fashion mybrand "My Brand"`: a new brand with the categories,
// goods and first store of its industry; `npm run tenant -- scenes`, `npm run tenant -- create --scene mall mymall "My Mall"`:
// one with the places and trades of a kind of business. In the installation that runs here or in the one that DATABASE_URL_APP,
// DATABASE_URL_WORKER and DATA_DIR name.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './packages.mjs'
import { readSettings } from './settings.mjs'
import { readState } from './state.mjs'

const USAGE =
  'npm run tenant -- presets\nnpm run tenant -- create <preset> <slug> "<name>"\nnpm run tenant -- scenes\nnpm run tenant -- create --scene <scene> <slug> "<name>"'
const product = (path) => import(pathToFileURL(join(root, path)).href)
const words = process.argv.slice(2)
const isScene = words[1] === '--scene'
const [verb, preset, slug, name = slug] = words.filter((word) => word !== '--scene')

/** The accounts at the sandboxes of this machine; a real installation types in its own. */
async function providersOf(platform) {
  if (!platform.SANDBOX_URL) return {}
  const { sandboxCredentials } = await product('infra/sandbox/dist/index.js')
  return sandboxCredentials(join(platform.DATA_DIR, 'sandbox'), slug)
}

async function create() {
  const { dataDir } = readSettings()
  const platform = process.env.DATABASE_URL_WORKER ? process.env : readState(dataDir).platform
  if (!platform)
    throw new Error(
      'Nothing runs here: start it first (npm start), or name an installation by its environment.',
    )
  const { createTenant } = await product('tenants/dist/create.js')
  const begun = performance.now()
  const { signIns } = await createTenant({
    appUrl: platform.DATABASE_URL_APP,
    workerUrl: platform.DATABASE_URL_WORKER,
    dataDir: platform.DATA_DIR,
    preset,
    scene: isScene ? preset : undefined,
    slug,
    name,
    providersOf: () => providersOf(platform),
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${name} sells (${seconds} s). Its address begins with ${slug}. instead of another brand's.`)
  console.log('Passwords are shown this once:')
  for (const { login, password, where } of signIns)
    console.log(`  ${where.padEnd(8)} ${login.padEnd(10)} ${password}`)
}

try {
  if (verb === 'presets')
    for (const { key, name: words } of (await product('tenants/dist/presets/index.js')).presets)
      console.log(`${key.padEnd(14)}${words.zh} · ${words.en}`)
  else if (verb === 'scenes')
    for (const { key, name: words } of (await product('tenants/dist/scenes.js')).scenes)
      console.log(`${key.padEnd(14)}${words.zh} · ${words.en}`)
  else if (verb === 'create' && preset && slug) await create()
  else throw new Error(USAGE)
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}
