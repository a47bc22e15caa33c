// `npm run mutate [-- --only stock,refund | --list]`: plants faults, one at a time, in a copy of the repository, and
// runs the test that must catch each.
import { spawn } from 'node:child_process'
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyOfRepository } from './copy.mjs'
import { faults, staleTexts } from './faults.mjs'

const PATIENCE_MS = 10 * 60_000
/** Folders that are compiled before a test sees them. */
const BUILT = { 'platform/contract/': 'contract', 'platform/rules/': 'rules' }

/** Plants the faults whose name contains one of `only` (all when absent). Resolves to `{ caught, missed }`, both counts. */
export async function mutate({ only = [], log = console.log } = {}) {
  const chosen = faults.filter((f) => only.length === 0 || only.some((part) => f.name.includes(part)))
  if (chosen.length === 0) throw new Error(`no fault is called like ${only.join(', ')}`)
  const { copy, remove } = copyOfRepository()
  const leave = () => {
    remove()
    process.exit(130)
  }
  process.once('SIGINT', leave).once('SIGTERM', leave)
  try {
    chosen.forEach((fault) => apply(copy, fault)) // every text must be found before anything is run
    await build(copy, ['contract', 'rules', 'sandbox'])
    log(`the tests of ${chosen.length} faults, with nothing planted`)
    await mustPass(copy, chosen)
    const results = []
    for (const fault of chosen) {
      const outcome = await plant(copy, fault, chosen)
      results.push({ fault, ...outcome })
      log(
        `${outcome.caught ? 'caught' : 'MISSED'}  ${fault.name}${outcome.note ? `  (${outcome.note})` : ''}`,
      )
    }
    log(`\n${table(results)}\n`)
    const caught = results.filter((r) => r.caught).length
    return { caught, missed: results.length - caught }
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave)
    remove()
  }
}

/** The file with the fault in it, and without. Throws unless each text to replace is there exactly once. */
function apply(copy, fault) {
  const { name, file, edits } = fault
  const before = readFileSync(join(copy, file), 'utf8')
  const [stale] = staleTexts(fault, before)
  if (stale !== undefined) throw new Error(`${name}: not found once in ${file}:\n${stale}`)
  return { before, after: edits.reduce((text, [find, put]) => text.replace(find, () => put), before) }
}

async function plant(copy, fault, all) {
  const { before, after } = apply(copy, fault)
  const built = Object.entries(BUILT).find(([folder]) => fault.file.startsWith(folder))?.[1]
  writeFileSync(join(copy, fault.file), after)
  try {
    if (built) await build(copy, [built])
    const { tests, ended } = await run(copy, [fault.test], titlesIn(all, fault.test))
    const named = tests.filter((t) => t.title.includes(fault.says))
    if (named.some((t) => t.status === 'failed')) return { caught: true, note: '' }
    if (named.some((t) => t.status === 'passed')) return { caught: false, note: 'the named test passes' }
    return { caught: false, note: ended ? 'the named test did not run' : 'did not end' }
  } finally {
    writeFileSync(join(copy, fault.file), before)
    if (built) await build(copy, [built])
  }
}

/** What the tests say of a fault means something only if they are green without it, in the same company. */
async function mustPass(copy, chosen) {
  const files = [...new Set(chosen.map((f) => f.test))]
  const { tests } = await run(copy, files, titlesIn(chosen))
  let red = redOf(chosen, tests)
  // on a machine that is busy with other things waits may run out: once more, file by file
  for (const file of new Set(red.map((r) => r.test))) {
    const of = chosen.filter((f) => f.test === file)
    const again = await run(copy, [file], titlesIn(of))
    red = [...red.filter((r) => r.test !== file), ...redOf(of, again.tests)]
  }
  if (red.length > 0) throw new Error(`without any fault:\n${red.map((r) => r.what).join('\n')}`)
}

/** The faults whose named test isn't green, and what is the matter with it. */
const redOf = (chosen, tests) =>
  chosen.flatMap(({ test, says }) => {
    const named = tests.filter((t) => t.file.endsWith(test) && t.title.includes(says))
    if (named.length > 0 && named.every((t) => t.status === 'passed')) return []
    return [{ test, what: `${test}: ${says}: ${named.length ? 'red' : 'there is no such test'}` }]
  })

const titlesIn = (chosen, test) => [
  ...new Set(chosen.filter((f) => test === undefined || f.test === test).map((f) => f.says)),
]

/** Runs the named tests of some files; answers what became of each. */
async function run(copy, files, titles) {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const pattern = titles.map((t) => t.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const vitest = join(copy, 'platform/node_modules/vitest/vitest.mjs')
  const say = ['--reporter=json', `--outputFile=${report}`]
  const ended = await ran(join(copy, 'platform'), [vitest, 'run', ...files, '-t', pattern, ...say])
  return { tests: ended.killed ? [] : testsOf(report, ended.words), ended: !ended.killed }
}

function testsOf(report, words) {
  let read
  try {
    read = JSON.parse(readFileSync(report, 'utf8'))
  } catch (error) {
    throw new Error(`the tests could not be run: ${words.slice(-2000)}`, { cause: error })
  }
  return read.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((t) => t.status === 'passed' || t.status === 'failed')
      .map((t) => ({ file: name, title: t.fullName, status: t.status })),
  )
}

async function build(copy, names) {
  const { code, words } = await ran(copy, ['infra/local/build.mjs', '--only', names.join(',')])
  if (code !== 0) throw new Error(`build of ${names.join(', ')} fails: ${words.slice(-2000)}`)
}

/** Runs Node in a folder, in a group of its own, so that what outlives its patience ends with all it has started. */
function ran(cwd, args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    let killed = false
    const end = () => {
      killed = true
      process.kill(-child.pid, 'SIGKILL')
    }
    const patience = setTimeout(end, PATIENCE_MS)
    process.once('exit', end)
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (words += text))
    child.on('error', fail)
    child.on('close', (code) => {
      clearTimeout(patience)
      process.off('exit', end)
      done({ code, words, killed })
    })
  })
}

function table(results) {
  const rows = results.map(({ fault, caught }) => [
    fault.name,
    `${fault.test}: ${fault.says}`,
    caught ? 'caught' : 'MISSED',
  ])
  const wide = [0, 1].map((i) => Math.max(...rows.map((r) => r[i].length)))
  return rows.map(([a, b, c]) => `${a.padEnd(wide[0])} -> ${b.padEnd(wide[1])} -> ${c}`).join('\n')
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [flag, names = ''] = process.argv.slice(2)
  if (flag === '--list') faults.forEach((f) => console.log(`${f.name}  (${f.file} -> ${f.test})`))
  else {
    const { caught, missed } = await mutate({ only: names.split(',').filter(Boolean) })
    console.log(`${caught} caught, ${missed} missed`)
    process.exitCode = missed ? 1 : 0
  }
}
