// The processes of a local installation: started in groups of their own, logged to files, ended politely.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { alive, commandOf, pause } from './machine.mjs'

const STOP_MS_MAX = 10_000
const LOG_BYTES_MAX = 20_000_000

/**
 * Starts `script` under this Node (or the one `exec` names) with its output in `dataDir/logs/<name>.log`.
 * Returns `{ name, pid, exited, lastWords, stop }`; `exited` resolves when it ends for any reason.
 */
export function startChild({ name, script, env, dataDir, exec = process.execPath }) {
  const file = logFile(dataDir, name)
  const out = openSync(file, 'a')
  const begin = statSync(file).size
  // a group of its own: Ctrl-C reaches the starter only, which ends the others in order
  const child = spawn(exec, ['--enable-source-maps', script], {
    env: { ...ownEnv(), ...env },
    stdio: ['ignore', out, out],
    detached: true,
  })
  closeSync(out)
  const exited = new Promise((done) => {
    child.once('error', (error) => done({ code: 1, error }))
    child.once('exit', (code, signal) => done({ code, signal }))
  })
  const lastWords = () =>
    readFileSync(file).subarray(begin).toString().trimEnd().split('\n').slice(-20).join('\n')
  return { name, pid: child.pid, script, exited, lastWords, file, stop: () => endProcess(child.pid) }
}

/** Asks the process to end, waits up to ten seconds, then ends it; does nothing when it is gone. */
export async function endProcess(pid) {
  if (!alive(pid)) return
  signal(pid, 'SIGTERM')
  const deadline = Date.now() + STOP_MS_MAX
  while (alive(pid)) {
    if (Date.now() > deadline) signal(pid, 'SIGKILL')
    await pause(50)
  }
}

/** Ends the processes a killed starter left behind; `known` is `[{ pid, script }]`, and the command must still match. */
export async function endLeftovers(known) {
  for (const { pid, script } of known)
    if (alive(pid) && commandOf(pid).includes(script)) await endProcess(pid)
}

/** Asks `url` until it answers 2xx; rejects with the child's last words when the child ends or takes too long. */
export async function untilReady(child, url, waitMsMax = 60_000) {
  let gone
  void child.exited.then((how) => (gone = how))
  const deadline = Date.now() + waitMsMax
  while (!(await answers(url))) {
    if (gone) throw new Error(`${child.name} ended (${gone.signal ?? gone.code}):\n${child.lastWords()}`)
    if (Date.now() > deadline)
      throw new Error(`${child.name} does not answer at ${url}:\n${child.lastWords()}`)
    await pause(100)
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function logFile(dataDir, name) {
  const dir = join(dataDir, 'logs')
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${name}.log`)
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return file
}

/** Children see neither npm's settings nor the administrator's database. */
function ownEnv() {
  const entries = Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE_URL$)/i.test(name))
  return Object.fromEntries(entries)
}
