-- API keys: a tenant's programs, each with rights of its own in one place of the org tree.
create table api_keys (
  tenant_id uuid not null, id uuid not null, name text not null check (length(name) between 1 and 60),
  secret_hash text not null check (length(secret_hash) = 64),
  permissions text[] not null check (cardinality(permissions) between 1 and 200),
  price_cut bigint check (price_cut between 0 and 10000), refund bigint check (refund >= 0), stock_correction bigint check (stock_correction >= 0),
  scope_kind text not null check (scope_kind in ('hq', 'region', 'store')), scope_id uuid,
  made_by uuid, created_at timestamptz not null, expires_at timestamptz not null, last_used_at timestamptz, revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, scope_id) references org_units (tenant_id, id),
  foreign key (tenant_id, made_by) references people (tenant_id, id),
  check ((scope_kind = 'hq') = (scope_id is null)),
  check (expires_at > created_at and expires_at <= created_at + interval '365 days')
);
comment on column api_keys.secret_hash is 'SHA-256 of the 256 random bits that are shown once';
comment on column api_keys.price_cut is 'The caps its maker had there, in basis points, minor units and priced units; null caps nothing';
comment on column api_keys.made_by is 'Null where the platform itself made it; the key outlives its maker''s employment';
create index api_keys_newest on api_keys (tenant_id, created_at desc, id desc);
select tenant_table('api_keys');
