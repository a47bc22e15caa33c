// The steps of `npm test`, cheapest first. Each resolves to `{ passed, failures }`.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath } from './chromium.mjs'
import { fingerprint, sources } from './fingerprint.mjs'
import { inspect } from './house.mjs'
import { checkSupply } from '../supply/check.mjs'
import { root } from './packages.mjs'
import { checkPlanted } from './planted.mjs'
import { binOf, playwright, runTool, twoAtATime, verdict, vitest } from './tools.mjs'

const apps = existsSync(join(root, 'mfe')) ? readdirSync(join(root, 'mfe')).map((name) => `mfe/${name}`) : []
const servers = ['platform/contract', 'platform/rules', 'infra/sandbox', 'platform', 'tenants']
const imported = ['platform', 'tenants', 'mfe', 'shell', 'uniapp', 'infra/sandbox', 'infra/harness']

/** Name -> work; the order is the order of running. `quick` steps are all that `--fast` runs; `built` ones need the build; neighbours of one `lane` use one core or less each, so two of them run side by side. */
export const steps = [
  {
    name: 'format',
    lane: 'read',
    quick: true,
    run: () => verdict('prettier', binOf('.', 'prettier'), ['--check', '.']),
  },
  {
    name: 'lint',
    lane: 'read',
    quick: true,
    run: () => verdict('eslint', binOf('.', 'eslint'), ['.', '--max-warnings', '0']),
  },
  {
    name: 'imports',
    lane: 'read',
    built: true,
    quick: true,
    run: () => verdict('imports', binOf('.', 'depcruise'), imported),
  },
  { name: 'planted', lane: 'read', quick: true, run: checkPlanted },
  { name: 'house', lane: 'read', quick: true, run: house },
  { name: 'supply', lane: 'read', quick: true, run: () => checkSupply() },
  { name: 'types', built: true, run: types },
  {
    name: 'unit',
    built: true,
    quick: true,
    run: () => eachPackage(['platform/contract', 'platform/rules', 'infra/sandbox', 'tenants']),
  },
  { name: 'screens', built: true, quick: true, run: () => eachPackage([...apps, 'shell', 'uniapp']) },
  { name: 'server', built: true, run: () => eachPackage(['platform']) },
  { name: 'generated', built: true, run: generated },
  { name: 'journeys', built: true, lane: 'wait', run: journeys },
  { name: 'mini-program', built: true, lane: 'wait', run: () => inBrowser('infra/harness') },
  { name: 'shell', built: true, lane: 'wait', run: () => inBrowser('shell') },
  { name: 'till', built: true, lane: 'wait', run: () => inBrowser('mfe/pos') },
]

function house() {
  const results = inspect()
  return {
    passed: results.filter(({ found }) => found.length === 0).length,
    failures: results
      .filter(({ found }) => found.length > 0)
      .map(({ name, found }) => `${name}:\n  ${found.join('\n  ')}`),
  }
}

async function types() {
  const plans = [
    ...[...servers, 'infra/harness'].map((dir) => ({ dir, tool: 'tsc', config: testConfig(dir) })),
    ...[...apps, 'shell', 'uniapp'].map((dir) => ({ dir, tool: 'vue-tsc', config: 'tsconfig.json' })),
  ].filter(({ dir, config }) => existsSync(join(root, dir, config)))
  const check = ({ dir, tool, config }) =>
    verdict(`types of ${dir}`, binOf(dir, tool), ['--noEmit', '-p', config], { dir: join(root, dir) })
  return sum(await twoAtATime(plans, check))
}

function testConfig(dir) {
  return existsSync(join(root, dir, 'tsconfig.test.json')) ? 'tsconfig.test.json' : 'tsconfig.json'
}

async function eachPackage(dirs) {
  const run = async (dir) => {
    const result = await vitest(dir)
    console.log(`  ${dir}: ${result.passed} passed`)
    return result
  }
  return sum(await twoAtATime(dirs.filter(hasTests), run))
}

function hasTests(dir) {
  return sources(join(root, dir), dir === 'platform' ? ['contract', 'rules'] : ['journeys']).some((file) =>
    /\.test\.ts$/.test(file),
  )
}

/** Written anew and compared: what differs was stale, and now stands fresh in the tree to be committed. */
async function generated() {
  const dir = join(root, 'platform', 'generated')
  const print = () => new Map(sources(dir).map((file) => [file, fingerprint(dir, [file])]))
  const before = print()
  const script = join(root, 'platform', 'dist', 'generate.js')
  const { code, words } = await runTool(process.execPath, ['--enable-source-maps', script])
  if (code !== 0) return { passed: 0, failures: [`npm run generate\n${words}`] }
  const after = print()
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const stale = names.filter((file) => before.get(file) !== after.get(file))
  return {
    passed: names.length - stale.length,
    failures: stale.map((file) => `platform/generated/${file} was stale; it is written anew, commit it`),
  }
}

async function inBrowser(dir) {
  return playwright(dir, { CHROMIUM_PATH: await chromiumPath() })
}

async function journeys() {
  return (await import('./journeys.mjs')).journeys()
}

function sum(results) {
  return {
    passed: results.reduce((all, one) => all + one.passed, 0),
    failures: results.flatMap((one) => one.failures),
  }
}
