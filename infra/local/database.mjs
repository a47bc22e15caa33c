// The database of a local installation: the embedded one, or the PostgreSQL that DATABASE_URL names.
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from './postgres.mjs'

const DATABASE = 'storeweave'
const VERSION_MIN = 15

/**
 * Opens the database and makes sure it exists. `ownUrl` is an administrator's URL of an own PostgreSQL; without it
 * the embedded one starts. Resolves to `{ adminUrl, embedded, identity, stop }`; rejects in words a person can act on.
 */
export async function openDatabase({ dataDir, ownUrl, port, fast, log }) {
  if (ownUrl) return ownDatabase(ownUrl)
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), port, fast, log })
  await ensureDatabase(server.adminUrl, DATABASE)
  const adminUrl = withDatabase(server.adminUrl, DATABASE)
  return { adminUrl, embedded: true, identity: await identityOf(adminUrl), stop: server.stop }
}

/** Drops the database with all it holds and makes it anew; for own servers the database the URL names. */
export async function recreateDatabase(adminUrl) {
  const name = databaseOf(adminUrl)
  const maintenance = name === 'postgres' ? 'template1' : 'postgres'
  await withClient(withDatabase(adminUrl, maintenance), async (client) => {
    await client.query(`drop database if exists ${quoted(name)} with (force)`)
    await client.query(`create database ${quoted(name)}`)
  })
}

/** Tells the planner what a database holds since much was loaded; the server itself would find out a minute later. */
export function refreshStatistics(adminUrl) {
  return withClient(adminUrl, (client) => client.query('analyze'))
}

async function ownDatabase(url) {
  try {
    const name = databaseOf(url)
    await ensureDatabase(withDatabase(url, 'postgres'), name)
    await withClient(url, checkServer)
    return { adminUrl: url, embedded: false, identity: await identityOf(url), stop: async () => undefined }
  } catch (error) {
    throw new Error(`DATABASE_URL (${withoutPassword(url)}) cannot be used: ${explain(error)}`, {
      cause: error,
    })
  }
}

async function ensureDatabase(maintenanceUrl, name) {
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${quoted(name)}`)
  })
}

async function checkServer(client) {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
            (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as administrator`,
  )
  const { version, encoding, administrator } = rows[0]
  if (version < VERSION_MIN) throw new Error(`it is PostgreSQL ${version}; ${VERSION_MIN} or newer is needed`)
  if (encoding !== 'UTF8') throw new Error(`its encoding is ${encoding}; UTF8 is needed`)
  if (!administrator) throw new Error('its user may not create roles; give the URL of an administrator')
}

/** Tells one database from another that has the same address, for instance after it was dropped and made anew. */
function identityOf(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `select (select oid from pg_database where datname = current_database()) || '@' ||
              (select system_identifier from pg_control_system()) as identity`,
    )
    return rows[0].identity
  })
}

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function explain(error) {
  const words = {
    ECONNREFUSED: 'nothing listens there. Is PostgreSQL running?',
    ENOTFOUND: 'there is no such host',
    ERR_INVALID_URL: 'it is no URL. It looks like postgres://user:password@host:5432/storeweave',
    '28P01': 'user or password are wrong',
    28000: 'the server refuses this user (pg_hba.conf)',
    42501:
      'its user may not create databases; create the database first, or give the URL of an administrator',
  }
  return words[error.code] ?? error.message ?? String(error)
}

function databaseOf(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  return name || DATABASE
}

function withDatabase(url, name) {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

/** The URL as it may be shown on a screen. */
export function withoutPassword(url) {
  if (!URL.canParse(url)) return 'not a URL'
  const shown = new URL(url)
  if (shown.password) shown.password = '***'
  return shown.href
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`
}
