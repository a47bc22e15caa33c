// `npm run bench`: how fast the house is on this machine, against plain SQL on the same database in the same run.
import { join } from 'node:path'
import { readOptions } from '../bench/options.mjs'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { root } from './packages.mjs'

const options = readOptions(process.argv.slice(2))
await install()
await build({ only: options.table ? undefined : ['sandbox', 'platform'] })
const { default: pg } = await import('pg')
const { runBench } = await import('../bench/run.mjs')
const dataDir = join(root, '.data', 'bench')
console.log(`\n${await runBench({ pg, dataDir, options, log: console.log })}`)
process.exit()
