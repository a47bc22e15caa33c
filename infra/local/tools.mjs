// Runs the tools of the tests and counts what they report.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './packages.mjs'

const WORDS_MAX = 12_000
const reports = join(root, '.data', 'reports')

/** Runs a program and resolves to `{ code, words }`, its exit code and all it said; never rejects. */
export function runTool(command, args, { dir = root, env = {}, minutesMax = 10 } = {}) {
  return new Promise((done) => {
    const options = {
      cwd: dir,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }
    const child = spawn(command, args, options)
    const chunks = []
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nended after ${minutesMax} minutes`))
      process.kill(-child.pid, 'SIGKILL')
    }, minutesMax * 60_000)
    const stop = () => process.kill(-child.pid, 'SIGTERM')
    process.once('exit', stop)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
    const end = (code) => {
      clearTimeout(timer)
      process.off('exit', stop)
      done({ code, words: Buffer.concat(chunks).toString().trim().slice(-WORDS_MAX) })
    }
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message))
      end(1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** The path of a package's own tool. */
export function binOf(dir, tool) {
  return join(root, dir, 'node_modules', '.bin', tool)
}

/** One verdict for a program that only passes or fails. */
export async function verdict(name, command, args, options) {
  const { code, words } = await runTool(command, args, options)
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [`${name}\n${words}`] }
}

/** Runs a package's vitest and counts its tests; a skipped test counts as failed. */
export async function vitest(dir, env) {
  const file = reportFile(dir)
  const args = [
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    // a busy machine is slow, not wrong: no test asserts time
    '--testTimeout=60000',
    '--hookTimeout=120000',
  ]
  const { code, words } = await runTool(binOf(dir, 'vitest'), args, { dir: join(root, dir), env })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const {
    numPassedTests: passed = 0,
    numFailedTests: failed = 0,
    numPendingTests: skipped = 0,
    numTodoTests: planned = 0,
  } = report
  return counted(dir, code, words, { passed, failed, idle: skipped + planned })
}

/** Runs a package's Playwright (all of it, or some `files`) and counts its tests; a skipped one counts as failed, a flaky one is named. */
export async function playwright(dir, env, config = 'playwright.config.ts', files = []) {
  const file = reportFile(join(dir, dirname(config)))
  const { code, words } = await runTool(
    binOf(dir, 'playwright'),
    ['test', ...files, '--config', config, '--reporter=list,json'],
    {
      dir: join(root, dir),
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    },
  )
  const { stats = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats
  if (flaky > 0) console.log(`  ${dir}: ${flaky} passed only when tried again`)
  return counted(dir, code, words, { passed: expected + flaky, failed: unexpected, idle: skipped })
}

function counted(dir, code, words, { passed, failed, idle }) {
  const bad = Math.max(failed + idle, code === 0 ? 0 : 1)
  if (bad === 0) return { passed, failures: [] }
  const head = `${dir}: ${failed} failed, ${idle} did not run`
  return { passed, failures: [`${head}\n${words}`, ...Array.from({ length: bad - 1 }, () => '')] }
}

function reportFile(dir) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `${dir.replaceAll('/', '-')}.json`)
  rmSync(file, { force: true })
  return file
}

/** Does the work of every item in two lanes; resolves to the results in the order of their ends. */
export async function twoAtATime(items, work) {
  const queue = [...items]
  const results = []
  const lane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) results.push(await work(item))
  }
  await Promise.all([lane(), lane()])
  return results
}
