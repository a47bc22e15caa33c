import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const FOLDER = new URL('../migrations/', import.meta.url)

export interface MigrateOptions {
  /** Address of an administrator of the database: makes roles, owns nothing of the product. */
  adminUrl: string
  passwords: { app: string; worker: string }
  /** The last migration to run, by name; what comes after it waits. For rehearsing an upgrade. */
  upTo?: string
  log?: (line: string) => void
}

/**
 * Brings a database to the newest schema: roles, tenant context, job tables, then every migration that hasn't run.
 * Safe to run again and by two at once. Answers the addresses for the API's and the worker's role.
 */
export async function migrate({
  adminUrl,
  passwords,
  upTo,
  log = () => undefined,
}: MigrateOptions): Promise<{ appUrl: string; workerUrl: string }> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ v: number; db: string }>(
      `select current_setting('server_version_num')::int v, current_database() db`,
    )
    if (rows[0]!.v < 150000)
      throw new Error(`PostgreSQL 15 or newer is needed, this is ${Math.floor(rows[0]!.v / 10000)}`)
    await admin.query('select pg_advisory_lock(5800000001)')
    await install(admin, rows[0]!.db, passwords)
    await runMigrations({ connectionString: withRole(adminUrl, 'storeweave_jobs'), logger: undefined })
    await admin.query(await sqlOf('install/jobs.sql'))
    await runFiles(admin, upTo, log)
  } finally {
    await admin.end()
  }
  return {
    appUrl: as(adminUrl, 'storeweave_app', passwords.app),
    workerUrl: as(adminUrl, 'storeweave_worker', passwords.worker),
  }
}

const as = (url: string, user: string, password: string) => {
  const address = new URL(url)
  address.username = user
  address.password = password
  return address.toString()
}
const withRole = (url: string, role: string) => {
  const address = new URL(url)
  address.searchParams.set('options', `-c role=${role}`)
  return address.toString()
}
const sqlOf = (name: string) => readFile(new URL(name, FOLDER), 'utf8')
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

async function install(
  admin: pg.Client,
  database: string,
  passwords: MigrateOptions['passwords'],
): Promise<void> {
  const role = (name: string, how: string) =>
    `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then create role ${name} ${how}; end if; end $$;`
  const base = `"${database.replaceAll('"', '""')}"`
  await admin.query(`
    ${role('storeweave_owner', 'nologin')} ${role('storeweave_ctx', 'nologin')} ${role('storeweave_jobs', 'nologin')}
    ${role('storeweave_app', 'login nobypassrls noinherit')} ${role('storeweave_worker', 'login nobypassrls')}
    alter role storeweave_app login nosuperuser nobypassrls noinherit password ${quote(passwords.app)};
    alter role storeweave_worker login nosuperuser nobypassrls password ${quote(passwords.worker)};
    grant storeweave_jobs to storeweave_worker;
    grant storeweave_owner, storeweave_ctx, storeweave_jobs to current_user;
    grant create on database ${base} to storeweave_jobs;
    grant connect on database ${base} to storeweave_app, storeweave_worker;
    revoke create on schema public from public;
    create schema if not exists storeweave authorization storeweave_owner;
    create schema if not exists ctx authorization storeweave_ctx;
    grant usage on schema ctx to storeweave_app, storeweave_worker, storeweave_owner;
    grant usage, create on schema ctx to storeweave_jobs;
  `)
  // an injected statement could otherwise switch the tenant inside one SELECT (rules D7); a hosted database may not let us
  await admin
    .query('revoke execute on function pg_catalog.set_config(text, text, boolean) from public')
    .catch((error: Error) => process.emitWarning(`set_config stays public: ${error.message}`))
  await admin.query(await sqlOf('install/context.sql'))
}

async function runFiles(
  admin: pg.Client,
  upTo: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  await admin.query(`set role storeweave_owner; set search_path = storeweave;
    create table if not exists schema_migrations (name text primary key, ran_at timestamptz not null default now());`)
  const done = new Set(
    (await admin.query<{ name: string }>('select name from schema_migrations')).rows.map((r) => r.name),
  )
  for (const name of (await readdir(fileURLToPath(FOLDER))).filter((f) => f.endsWith('.sql')).sort()) {
    if (done.has(name) || (upTo !== undefined && name > upTo)) continue
    const sql = await sqlOf(name)
    await admin
      .query(
        `begin; set local lock_timeout = '2s'; set local search_path = storeweave; ${sql}; insert into schema_migrations (name) values (${quote(name)}); commit;`,
      )
      .catch(async (error: Error) => {
        await admin.query('rollback')
        throw new Error(`migration ${name}: ${error.message}`)
      })
    log(`migrated ${name}`)
  }
  await admin.query('grant select on schema_migrations to storeweave_app; reset role')
}
