// Tests the guards: every planted violation in `planted/` must be reported, and everything else there must not.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sources } from './fingerprint.mjs'
import { inspect } from './house.mjs'
import { root } from './packages.mjs'

const planted = fileURLToPath(new URL('planted', import.meta.url))
const guards = { imports: byDependencyCruiser, lint: byEslint, house: byReading }

/** Plants the violations in a folder of their own; resolves to `{ passed, failures }`, one verdict for each file. */
export async function checkPlanted() {
  let passed = 0
  const failures = []
  for (const [guard, report] of Object.entries(guards)) {
    const { dir, files } = plant(guard)
    const reported = await report(dir)
    for (const { file, rule } of files) {
      const rules = [...new Set(reported.filter((one) => one.file === file).map((one) => one.rule))]
      if (rule ? rules.includes(rule) : rules.length === 0) passed++
      else
        failures.push(
          `${guard}: ${file}: expected ${rule ?? 'nothing'}, reported ${rules.join(', ') || 'nothing'}`,
        )
    }
  }
  return { passed, failures }
}

/** Copies the `.planted` files under their real names; a line `expect: rule` tells what must be reported. */
function plant(guard) {
  const dir = join(root, '.data', 'planted', guard)
  rmSync(dir, { recursive: true, force: true })
  const files = sources(join(planted, guard)).map((name) => {
    const text = readFileSync(join(planted, guard, name), 'utf8')
    const file = /\bat: (\S+)/.exec(text)?.[1] ?? name.replace(/\.planted$/, '')
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), text)
    return { file, rule: /\bexpect: (.+?)(?: -->)?$/m.exec(text)?.[1] }
  })
  return { dir, files }
}

function byDependencyCruiser(dir) {
  const bin = join(root, 'node_modules', '.bin', 'depcruise')
  const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', '.']
  const { stdout, stderr, error } = spawnSync(bin, args, {
    cwd: dir,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  if (!stdout?.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${error ?? stderr}`)
  const { violations } = JSON.parse(stdout).summary
  // a cycle is reported once, at one of its files; all of them are guilty
  return violations.flatMap(({ from, rule, cycle = [] }) =>
    [from, ...cycle.map((one) => one.name)].map((file) => ({ file, rule: rule.name })),
  )
}

async function byEslint(dir) {
  const { ESLint } = await import('eslint')
  const eslint = new ESLint({ cwd: dir, overrideConfigFile: join(root, 'eslint.config.js') })
  const results = await eslint.lintFiles(['.'])
  return results.flatMap(({ filePath, messages }) =>
    messages.map((message) => ({ file: filePath.slice(dir.length + 1), rule: message.ruleId })),
  )
}

function byReading(dir) {
  return inspect(dir).flatMap(({ name, found }) =>
    found.map((line) => ({ file: line.split(':')[0], rule: name })),
  )
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { passed, failures } = await checkPlanted()
  for (const failure of failures) console.log(failure)
  console.log(`${passed} passed, ${failures.length} failed`)
  process.exit(failures.length > 0 ? 1 : 0)
}
