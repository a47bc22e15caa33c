// `npm run generate`: writes platform/generated anew from the code.
import { build } from './build.mjs'
import { install } from './install.mjs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { root } from './packages.mjs'

await install()
await build({ only: ['platform'] })
const script = join(root, 'platform', 'dist', 'generate.js')
const { status } = spawnSync(process.execPath, ['--enable-source-maps', script], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)
