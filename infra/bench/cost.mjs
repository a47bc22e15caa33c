// Processor time that processes have used, from Linux' /proc.
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

/** Processor milliseconds of one process so far, all its threads. */
export const cpuOf = (pid) => statOf(pid).own

/**
 * Processor milliseconds of PostgreSQL so far: the postmaster, its living children, and those it has buried. A
 * connection that ended keeps counting, so a difference of two readings is the cost of the time between.
 */
export function cpuOfServer(postmaster) {
  for (;;) {
    const { own, buried } = statOf(postmaster)
    let sum = own + buried
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue
      const child = statOf(Number(entry))
      if (child.parent === postmaster) sum += child.own
    }
    // one that was buried while we counted stands in neither sum: count again
    if (statOf(postmaster).buried === buried) return sum
  }
}

function statOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
    const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number)
    return { parent: Number(fields[1]), own: (utime + stime) * TICK_MS, buried: (cutime + cstime) * TICK_MS }
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error
    return { parent: 0, own: 0, buried: 0 }
  }
}
