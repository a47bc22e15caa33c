// What a running start leaves beside its data, so that the next one knows it and its processes.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endLeftovers } from './children.mjs'

const fileOf = (dataDir) => join(dataDir, 'start.json')

/** The state kept in a data folder: `{ children, banner, platform }`, or an empty object. */
export function readState(dataDir) {
  const file = fileOf(dataDir)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Keeps the state, whole or not at all. */
export function writeState(dataDir, state) {
  const file = fileOf(dataDir)
  writeFileSync(`${file}.draft`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.draft`, file)
}

/** Notes a process, so that it can be ended when its starter is killed. */
export function rememberChild(dataDir, child) {
  const state = readState(dataDir)
  writeState(dataDir, {
    ...state,
    children: [...(state.children ?? []), { pid: child.pid, script: child.script }],
  })
}

/** Ends what a killed starter left running in this data folder and forgets it. */
export async function clearState(dataDir) {
  await endLeftovers(readState(dataDir).children ?? [])
  rmSync(fileOf(dataDir), { force: true })
}
