import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const FOLDER = new URL('../migrations/', import.meta.url)

export interface MigrateOptions {
  /** Address of an administrator of the database: makes roles, owns nothing of the product. */
  adminUrl: string
  passwords: { app: string; worker: string }
  log?: (line: string) => void
}

/**
 * Brings a database to the newest schema: roles, tenant context, job tables, then every migration that hasn't run.
 * Safe to run again and by two at once. Answers the addresses for the API's and the worker's role.
 */
export async function migrate({ adminUrl, passwords, log = () => undefined }: MigrateOptions): Promise<{ appUrl: string; workerUrl: string }> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ v: number; db: string }>(`select current_setting('server_version_num')::int v, current_database() db`)
    if (rows[0]!.v < 150000) throw new Error(`PostgreSQL 15 or newer is needed, this is ${Math.floor(rows[0]!.v / 10000)}`)
    await admin.query('select pg_advisory_lock(5800000001)')
    await install(admin, rows[0]!.db, passwords)
    await runMigrations({ connectionString: withRole(adminUrl, 'storeweave_jobs'), logger: undefined })
    await installJobs(admin)
    await runFiles(admin, log)
  } finally {
    await admin.end()
  }
  return { appUrl: as(adminUrl, 'storeweave_app', passwords.app), workerUrl: as(adminUrl, 'storeweave_worker', passwords.worker) }
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
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

async function install(admin: pg.Client, database: string, passwords: MigrateOptions['passwords']): Promise<void> {
  const role = (name: string, how: string) => `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then create role ${name} ${how}; end if; end $$;`
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
  await admin.query('revoke execute on function pg_catalog.set_config(text, text, boolean) from public').catch((error: Error) => process.emitWarning(`set_config stays public: ${error.message}`))
  await admin.query(`
    set role storeweave_ctx;
    create or replace function ctx.begin_tenant(t uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
    begin
      if coalesce(current_setting('app.tenant_id', true), '') <> '' then raise exception 'tenant context already set' using errcode = '42501'; end if;
      execute format('set local app.tenant_id = %L', t);
    end $$;
    revoke execute on function ctx.begin_tenant(uuid) from public;
    grant execute on function ctx.begin_tenant(uuid) to storeweave_app;
    create or replace function ctx.find_tenant(k text, v text) returns table (id uuid, slug text, status text, cell text) language plpgsql stable security definer set search_path = storeweave as $$
    begin
      return query select t.id, t.slug, t.status, t.cell from tenants t
        where (k = 'id' and t.id::text = v) or (k = 'slug' and t.slug = v) or (k in ('host', 'wechat_app') and t.id = (select a.tenant from tenant_addresses a where a.kind = k and a.value = v));
    end $$;
    create or replace function ctx.list_tenants(after uuid, most bigint) returns table (id uuid, slug text) language plpgsql stable security definer set search_path = storeweave as $$
    begin
      return query select t.id, t.slug from tenants t where t.id > after and t.status = 'active' order by t.id limit least(most, 1000);
    end $$;
    create or replace function ctx.create_tenant(i uuid, s text) returns void language plpgsql security definer set search_path = storeweave as $$
    begin insert into tenants (id, slug) values (i, s); end $$;
    create or replace function ctx.add_address(k text, v text, i uuid) returns void language plpgsql security definer set search_path = storeweave as $$
    begin insert into tenant_addresses (kind, value, tenant) values (k, v, i) on conflict (kind, value) do nothing; end $$;
    revoke execute on function ctx.find_tenant(text, text), ctx.list_tenants(uuid, bigint), ctx.create_tenant(uuid, text), ctx.add_address(text, text, uuid) from public;
    grant execute on function ctx.find_tenant(text, text) to storeweave_app, storeweave_worker;
    grant execute on function ctx.list_tenants(uuid, bigint), ctx.create_tenant(uuid, text), ctx.add_address(text, text, uuid) to storeweave_worker;
    reset role;
  `)
}

async function installJobs(admin: pg.Client): Promise<void> {
  await admin.query(`
    set role storeweave_jobs;
    create or replace function ctx.enqueue(task text, payload json, run_at timestamptz, key text) returns void language plpgsql security definer set search_path = pg_catalog as $$
    declare tenant text := nullif(current_setting('app.tenant_id', true), '');
    begin
      if tenant is null then raise exception 'no tenant context' using errcode = '42501'; end if;
      perform graphile_worker.add_job(task, json_build_object('tenantId', tenant, 'data', payload), run_at => run_at, job_key => tenant || ':' || key, max_attempts => 25);
    end $$;
    revoke execute on function ctx.enqueue(text, json, timestamptz, text) from public;
    grant execute on function ctx.enqueue(text, json, timestamptz, text) to storeweave_app;
    reset role;
  `)
}

async function runFiles(admin: pg.Client, log: (line: string) => void): Promise<void> {
  await admin.query(`set role storeweave_owner; set search_path = storeweave;
    create table if not exists schema_migrations (name text primary key, ran_at timestamptz not null default now());`)
  const done = new Set((await admin.query<{ name: string }>('select name from schema_migrations')).rows.map((r) => r.name))
  for (const name of (await readdir(fileURLToPath(FOLDER))).filter((f) => f.endsWith('.sql')).sort()) {
    if (done.has(name)) continue
    const sql = await readFile(new URL(name, FOLDER), 'utf8')
    await admin.query(`begin; set local lock_timeout = '2s'; set local search_path = storeweave; ${sql}; insert into schema_migrations (name) values (${quote(name)}); commit;`).catch(async (error: Error) => {
      await admin.query('rollback')
      throw new Error(`migration ${name}: ${error.message}`)
    })
    log(`migrated ${name}`)
  }
  await admin.query('grant select on schema_migrations to storeweave_app; reset role')
}
