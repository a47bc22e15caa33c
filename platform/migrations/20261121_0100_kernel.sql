-- Ground of the house: the tenant directory, the tenant context, jobs, outbox, idempotency.
-- Runs as storeweave_owner with search_path = storeweave; functions of schema ctx were made by the installer.

create function tenant_table(t regclass, access text default 'write') returns void language plpgsql as $$
declare
  first_column name;
begin
  -- a table of tenants that a human forgot to key by tenant would be a hole in the fence: refuse it here
  select a.attname into first_column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
   where i.indrelid = t and i.indisprimary;
  if first_column is distinct from 'tenant_id' then raise exception '% must have a primary key that begins with tenant_id', t; end if;
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', t);
  execute format('grant select, insert on %s to storeweave_app', t);
  if access = 'write' then execute format('grant update, delete on %s to storeweave_app', t); end if;
end $$;
comment on function tenant_table is 'Makes a table a tenant''s: forced row security, policy, grants. access ''append'' leaves out update and delete.';
revoke execute on function tenant_table(regclass, text) from public;

-- Global, read through functions of schema ctx only.
create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  cell text not null default 'main',
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null default now()
);
create table tenant_addresses (
  kind text not null check (kind in ('host', 'wechat_app')),
  value text not null check (length(value) between 1 and 253),
  tenant uuid not null references tenants (id),
  primary key (kind, value)
);
grant usage on schema storeweave to storeweave_app, storeweave_ctx, storeweave_worker;
grant select on tenants, tenant_addresses to storeweave_ctx;
grant insert on tenants, tenant_addresses to storeweave_ctx;

create table outbox (
  tenant_id uuid not null, id uuid not null, name text not null, payload jsonb not null, created_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenant_table('outbox', 'append');

create table handled_events (
  tenant_id uuid not null, listener text not null, event_id uuid not null, handled_at timestamptz not null,
  primary key (tenant_id, listener, event_id)
);
select tenant_table('handled_events', 'append');

create table idempotency_keys (
  tenant_id uuid not null, who text not null, key text not null check (length(key) between 8 and 255),
  request_hash text not null, status smallint, response jsonb, created_at timestamptz not null,
  primary key (tenant_id, who, key)
);
select tenant_table('idempotency_keys');

