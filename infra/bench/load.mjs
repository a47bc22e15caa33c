// A closed loop of callers, and what it cost: requests a second, latency, processor time.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

/** Calls `work` from so many callers at once for so many seconds; resolves to `{ perSecond, p50, p99, cpu }`, in ms. */
export async function load({ work, callers, seconds, processes }) {
  const times = []
  const until = performance.now() + seconds * 1000
  const before = cpuMs(processes())
  const begun = performance.now()
  const caller = async () => {
    for (let at = performance.now(); at < until;) {
      await work()
      const now = performance.now()
      times.push(now - at)
      at = now
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const elapsed = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  const cpu = (cpuMs(processes()) - before) / times.length
  return { perSecond: times.length / elapsed, p50: part(0.5), p99: part(0.99), cpu }
}

/** A caller of one address over kept connections; rejects on any answer but 200. */
export function caller({ port, host, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (path) =>
    new Promise((done, fail) => {
      const options = { host: '127.0.0.1', port, path, agent, headers: { host } }
      const call = request(options, (answer) => {
        const chunks = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (answer.statusCode === 200) done(text)
          else fail(new Error(`${path}: ${answer.statusCode} ${text.slice(0, 300)}`))
        })
      })
      call.on('error', fail)
      call.end()
    })
}

/** The processes with this parent, and the parent: PostgreSQL keeps one for each connection. */
export function family(pid) {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  return [pid, ...rows.filter(([, parent]) => parent === pid).map(([child]) => child)]
}

/** Processor time of these processes so far, in ms; those that ended meanwhile count no more. */
function cpuMs(pids) {
  return pids.reduce((all, pid) => all + cpuOf(pid), 0)
}

function cpuOf(pid) {
  if (pid === process.pid) {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0
    throw error
  }
}
