-- A tenant's own roles. System roles stand in the code (contract/permissions.ts).
create table roles (
  tenant_id uuid not null, id uuid not null, name_zh text not null check (length(name_zh) between 1 and 40), name_en text not null default '',
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['hq', 'region', 'store']),
  permissions text[] not null check (cardinality(permissions) between 1 and 200),
  price_cut bigint check (price_cut between 0 and 10000), refund bigint check (refund >= 0), stock_correction bigint check (stock_correction >= 0),
  version bigint not null default 1 check (version > 0), made_by uuid, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, name_zh)
);
comment on column roles.price_cut is 'Basis points below the list price; null caps nothing, here and in the two columns after';
select tenant_table('roles');

-- A grant names a system role by its key, or a role of the tenant by both: a role that is granted cannot vanish.
alter table role_grants add column role_id uuid;
alter table role_grants add constraint role_grants_role foreign key (tenant_id, role_id) references roles (tenant_id, id);
alter table role_grants add constraint role_grants_named check (role_id is null or role_key = role_id::text);
create index role_grants_by_role on role_grants (tenant_id, role_id) where role_id is not null;
