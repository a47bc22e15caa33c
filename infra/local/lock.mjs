// A lock between processes that survives none of its holders: a killed holder's lock is taken over.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { alive, pause } from './machine.mjs'

/** Waits for the lock file and holds it; resolves to the function that lets go. `onWait` is told once. */
export async function holdLock(file, onWait = () => undefined) {
  for (let told = false; ; await pause(200)) {
    if (take(file)) return () => rmSync(file, { force: true })
    if (!told) onWait()
    told = true
  }
}

/** Linking a finished file is atomic: nobody ever reads a lock without its holder's id. */
function take(file) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!alive(holder(file))) rmSync(file, { force: true })
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return process.pid
    throw error
  }
}
