// A lock between processes that outlives none of its holders: a killed holder's lock is taken over.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { alive, commandOf, pause } from './machine.mjs'

/** Waits for the lock file and holds it; resolves to the function that lets go. `onWait` is told once. */
export async function holdLock(file, onWait = () => undefined) {
  for (let told = false; ; await pause(200)) {
    const release = tryLock(file)
    if (release) return release
    if (!told) onWait()
    told = true
  }
}

/** Takes the lock file and returns the function that lets go, or undefined while another living process holds it. */
export function tryLock(file) {
  for (let attempt = 0; attempt < 2; attempt++) {
    if (take(file)) return () => rmSync(file, { force: true })
    if (lockHolder(file)) return undefined
    rmSync(file, { force: true })
  }
  return undefined
}

/** The id of the living process that holds the lock, or undefined; a recycled process id is told by its command. */
export function lockHolder(file) {
  try {
    const { pid, command } = JSON.parse(readFileSync(file, 'utf8'))
    return alive(pid) && commandOf(pid).includes(command) ? pid : undefined
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Linking a finished file is atomic: nobody ever reads a lock without its holder. */
function take(file) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, command: basename(process.argv[1] ?? 'node') }))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}
