// Runs PostgreSQL's own load generator over the plain statements.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PLAIN, VARIABLES } from './plain.sql.mjs'

/** Whether this machine has pgbench, and which: its words, or undefined. */
export function pgbenchVersion() {
  const { status, stdout } = spawnSync('pgbench', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/**
 * Writes the scripts: `raw` for an administrator, whom row security doesn't bind; `rls` for the API's role, which
 * names its tenant first, all in one round trip.
 */
export function writeScripts(dir, tenantId) {
  mkdirSync(dir, { recursive: true })
  const scripts = {}
  for (const [name, transactions] of Object.entries(PLAIN)) {
    const texts = transactions.map((list) =>
      list.map((sql) => sql.replaceAll('$T', `'${tenantId}'`).replace(/\s*\n\s*/g, ' ')),
    )
    const used = VARIABLES.filter((line) => new RegExp(`:${line[5]}\\b`).test(texts.flat().join(' ')))
    const write = (kind, wrap) => {
      const file = join(dir, `${name}.${kind}.sql`)
      writeFileSync(file, [...used, ...texts.flatMap(wrap)].join('\n') + '\n')
      return file
    }
    const raw = write('raw', (list) =>
      list.length === 1 ? [`${list[0]};`] : ['begin;', ...list.map((sql) => `${sql};`), 'commit;'],
    )
    const rls = write('rls', (list) => [
      '\\startpipeline',
      'begin;',
      `select ctx.begin_tenant('${tenantId}');`,
      ...list.map((sql) => `${sql};`),
      'commit;',
      '\\endpipeline',
    ])
    scripts[name] = { raw, rls }
  }
  return scripts
}

/** Seconds before the first reading (connections, caches, plans) and after the last one. */
const LEAD_SECONDS = 1

/**
 * Runs a script from so many clients for so many seconds; resolves to `{ count, perSecond, spent }`. What `cost()`
 * tells is read while all clients are at work, from one of pgbench's progress lines to another, so that neither
 * opening nor closing connections is counted; `spent` is the difference. With `tenantId` the connections name the
 * tenant once and for all, as only an administrator's may.
 */
export function runPgbench({ url, tenantId, file, clients, seconds, cost }) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  // by the same way as the platform: the server's socket, where it has one
  const host = searchParams.get('host') ?? hostname
  const args = ['-n', '-M', 'prepared', '-f', file, '-c', clients, '-T', seconds + 2 * LEAD_SECONDS]
  args.push('-P', 1, '--progress-timestamp', '-h', host, '-p', port, '-U', username, pathname.slice(1))
  const env = {
    ...process.env,
    PGPASSWORD: decodeURIComponent(password),
    PGOPTIONS: `-c search_path=storeweave${tenantId ? ` -c app.tenant_id=${tenantId}` : ''}`,
  }
  return new Promise((done, fail) => {
    const child = spawn('pgbench', args.map(String), { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    const readings = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said.push(chunk)
        for (const [, at, tps] of String(chunk).matchAll(/progress: ([\d.]+) s, ([\d.]+) tps/g))
          readings.push({ at: Number(at), tps: Number(tps), cost: cost() })
      })
    child.on('error', fail)
    child.on('close', (code) => {
      const text = Buffer.concat(said).toString()
      const failed = Number(/failed transactions: (\d+)/.exec(text)?.[1] ?? 0)
      if (code !== 0 || failed) fail(new Error(`pgbench ${file}:\n${text.slice(0, 3000)}`))
      else done(between(readings.slice(LEAD_SECONDS - 1, LEAD_SECONDS + seconds)))
    })
  })
}

/** What was done and spent between the first reading and the last. */
function between(readings) {
  const [first, last] = [readings[0], readings.at(-1)]
  const count = readings.slice(1).reduce((sum, { at, tps }, n) => sum + tps * (at - readings[n].at), 0)
  const spent = {}
  for (const key of Object.keys(first?.cost ?? {})) spent[key] = last.cost[key] - first.cost[key]
  return { count, perSecond: count / (last?.at - first?.at), spent }
}
