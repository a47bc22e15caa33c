/**
 * Prints what a first visit costs and fails above the budget: `node size.mjs` after both builds.
 * H5: gzip of the scripts that index.html starts with and the home page's own; mini program: bytes per package.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET = { h5ScriptKb: 250, mainPackageKb: 1536, packageKb: 2048, totalKb: 20_480 }
const dist = (name) => fileURLToPath(new URL(`dist/build/${name}/`, import.meta.url))
const kb = (bytes) => Math.round(bytes / 102.4) / 10

/** The scripts and style sheets that are fetched before the home page shows, following static imports. */
function firstLoad(root) {
  const seen = new Set()
  const follow = (file) => {
    if (seen.has(file) || !existsSync(file)) return
    seen.add(file)
    if (!file.endsWith('.js')) return
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      follow(join(file, '..', path))
  }
  const html = readFileSync(join(root, 'index.html'), 'utf8')
  for (const [, path] of html.matchAll(/(?:src|href)="\/h5\/([^"]+\.(?:js|css))"/g)) follow(join(root, path))
  const assets = readdirSync(join(root, 'assets'))
  for (const name of assets) if (/^pages-home-home\.|^home-/.test(name)) follow(join(root, 'assets', name))
  return [...seen]
}
const gzipOf = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)

function weigh(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? weigh(path) : statSync(path).size)
  }, 0)
}

const over = []
const check = (what, size, budget) => {
  console.log(`${what.padEnd(34)} ${String(size).padStart(8)} kB   budget ${budget} kB`)
  if (size > budget) over.push(what)
}

const files = firstLoad(dist('h5'))
check(
  'H5 first load, scripts gzip',
  kb(gzipOf(files.filter((file) => file.endsWith('.js')))),
  BUDGET.h5ScriptKb,
)
console.log(
  `${'H5 first load, styles gzip'.padEnd(34)} ${String(kb(gzipOf(files.filter((file) => file.endsWith('.css'))))).padStart(8)} kB`,
)

const mini = dist('mp-weixin')
const total = weigh(mini)
const packages = readdirSync(mini).filter((name) => name.startsWith('pkg-'))
const parts = packages.map((name) => [name, weigh(join(mini, name))])
check(
  'mini program, main package',
  kb(total - parts.reduce((sum, [, size]) => sum + size, 0)),
  BUDGET.mainPackageKb,
)
for (const [name, size] of parts) check(`mini program, ${name}`, kb(size), BUDGET.packageKb)
check('mini program, all', kb(total), BUDGET.totalKb)
if (over.length) {
  console.error(`over budget: ${over.join(', ')}`)
  process.exit(1)
}
