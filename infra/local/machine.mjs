// Small questions to the machine: is a port free, does a process live, what is it called.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** True when this TCP port can be opened on `host`, or on all addresses when none is given. */
export function isFree(port, host) {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)))
  })
}

/**
 * A TCP port of 127.0.0.1 that is free at this moment, below those that the system gives to callers: who takes it later,
 * or comes back to it after being killed, finds no stranger there.
 */
export async function freePort() {
  const port = randomInt(15_000, 30_000)
  return (await isFree(port, '127.0.0.1')) ? port : freePort()
}

/** True while a process with this id exists, whoever owns it. */
export function alive(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function isZombie(pid) {
  if (process.platform !== 'linux') return false
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The command line of a process, or an empty string; tells a recycled process id from the one we knew. */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** Who listens on a port, as far as the machine tells: "node (process 123)", or undefined. */
export function listenerOn(port) {
  if (process.platform === 'linux') return linuxListener(port)
  const found = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' })
  const pid = Number(found.stdout?.trim().split('\n')[0])
  return pid ? `${commandOf(pid).trim()} (process ${pid})` : undefined
}

function linuxListener(port) {
  const script =
    'inode=$(awk -v p="$1" \'$4=="0A" { split($2, a, ":"); if (a[2]==p) { print $10; exit } }\' /proc/net/tcp /proc/net/tcp6); ' +
    '[ -n "$inode" ] && for fd in /proc/[0-9]*/fd/*; do ' +
    '[ "$(readlink "$fd" 2>/dev/null)" = "socket:[$inode]" ] && { echo "$fd"; break; }; done'
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const found = spawnSync('/bin/sh', ['-c', script, 'who', hex], { encoding: 'utf8' }).stdout ?? ''
  const pid = Number(/^\/proc\/(\d+)\//.exec(found)?.[1])
  return pid ? `${commandOf(pid).trim()} (process ${pid})` : undefined
}

/** Waits so many milliseconds. */
export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms))
}
