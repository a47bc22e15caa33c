// `npm test`: everything that proves the house, `npm test -- --only lint,unit` for some of it, `--fast` for the quick part.
import { build } from './build.mjs'
import { install } from './install.mjs'
import { requireNode } from './pnpm.mjs'

requireNode()
const total = { passed: 0, failures: [] }
const since = (begun) => `${((performance.now() - begun) / 1000).toFixed(1)} s`

await timed('install', () => install({ log: () => undefined }).then(passes))
if (total.failures.length === 0) await runSteps()
for (const failure of total.failures.filter(Boolean)) console.log(`\nFAILED ${failure}`)
console.log(`\n${total.passed} passed, ${total.failures.length} failed`)
process.exit(total.failures.length > 0 ? 1 : 0)

async function runSteps() {
  // the tools of the steps are there only once the packages are installed
  const chosen = choose((await import('./steps.mjs')).steps)
  const { twoAtATime } = await import('./tools.mjs')
  const log = (line) => console.log(`  ${line}`)
  if (chosen.some((step) => step.built)) await timed('build', () => build({ log }).then(passes))
  // what does not build cannot be tried; the steps that only read go on
  const possible = total.failures.length === 0 ? chosen : chosen.filter((step) => !step.built)
  for (const lane of lanes(possible)) await twoAtATime(lane, (step) => timed(step.name, step.run))
}

/** Neighbours of one lane together, every other step by itself. */
function lanes(steps) {
  return steps.reduce((all, step) => {
    const last = all.at(-1)
    if (step.lane && last?.at(-1).lane === step.lane) last.push(step)
    else all.push([step])
    return all
  }, [])
}

async function timed(name, work) {
  const begun = performance.now()
  console.log(`${name} …`)
  const { passed, failures } = await attempt(name, work)
  total.passed += passed
  total.failures.push(...failures)
  console.log(`${name}: ${passed} passed, ${failures.length} failed (${since(begun)})`)
}

async function attempt(name, work) {
  try {
    return await work()
  } catch (error) {
    return { passed: 0, failures: [`${name}\n${error.stack}`] }
  }
}

function passes() {
  return { passed: 0, failures: [] }
}

function choose(steps) {
  const at = process.argv.indexOf('--only')
  const names = at < 0 ? undefined : (process.argv[at + 1] ?? '').split(',')
  const unknown = names?.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    console.error(`No step is called "${unknown}". There are: ${steps.map((step) => step.name).join(', ')}`)
    process.exit(1)
  }
  if (names) return steps.filter((step) => names.includes(step.name))
  return process.argv.includes('--fast') ? steps.filter((step) => step.quick) : steps
}
