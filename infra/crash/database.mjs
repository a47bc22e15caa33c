// The database that is killed: PostgreSQL as an installation runs it, with all its crash safety on.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { commandOf, freePort } from '@storeweave/local/machine'
import { startPostgres } from '@storeweave/local/postgres'
import pg from 'pg'

const run = promisify(execFile)
const starter = fileURLToPath(new URL('postgres.mjs', import.meta.url))
const NAME = 'storeweave'

export class Database {
  /** Starts an empty one with its files in `dataDir`. */
  static async open(dataDir) {
    const database = new Database()
    database.dataDir = dataDir
    database.kills = 0
    const server = await startPostgres({ dataDir, port: await freePort() })
    database.took(server)
    await database.maintain(server.adminUrl, `create database ${NAME}`)
    return database
  }

  /** True between a start and the next kill. */
  up = false

  took({ adminUrl, port, cluster }) {
    const url = new URL(adminUrl)
    url.pathname = `/${NAME}`
    Object.assign(this, { adminUrl: url.toString(), port, cluster, up: true })
  }

  /** Ends the server and all its children at once, as a power cut of the process table would, and starts it again. */
  async kill() {
    this.up = false
    this.kills += 1
    const postmaster = Number(readFileSync(join(this.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    for (const pid of [postmaster, ...(await childrenOf(postmaster))]) killNow(pid)
    await this.begin()
  }

  async begin() {
    const { stdout } = await run(process.execPath, [starter, this.dataDir, String(this.port)])
    this.took(JSON.parse(stdout))
  }

  /** All rows of a statement, as the administrator and past row security. */
  async rows(sql, values = []) {
    const client = new pg.Client({ connectionString: this.adminUrl, options: '-c search_path=storeweave' })
    await client.connect()
    try {
      return (await client.query(sql, values)).rows
    } finally {
      await client.end()
    }
  }

  async maintain(url, sql) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  async stop() {
    const server = await startPostgres({ dataDir: this.dataDir, port: this.port })
    await server.stop()
  }
}

/** Ends one process now; one that is gone already is no fault. */
export function killNow(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

async function childrenOf(parent) {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
    const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
    return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid)
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
    .filter((pid) => /postgres/.test(commandOf(pid)))
}

function parentOf(pid) {
  try {
    // "pid (name) state parent …"; a name may hold spaces and brackets
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
