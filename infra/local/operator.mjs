// `npm run operator -- add alice "Alice Chen"` or `disable alice`: the platform's own staff, of the installation that runs
// here, or of the one that DATABASE_URL_APP, DATABASE_URL_WORKER and DATA_DIR name.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { readSettings } from './settings.mjs'
import { readState } from './state.mjs'

const env = process.env.DATABASE_URL_WORKER ? {} : readState(readSettings().dataDir).platform
if (!env) {
  console.error('Nothing runs here: start it first (npm start), or name an installation by its environment.')
  process.exit(2)
}
const script = join(root, 'platform/dist/operator.js')
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], {
  env: { ...process.env, ...env },
  stdio: 'inherit',
})
process.exit(status ?? 1)
