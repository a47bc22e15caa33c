-- The platform's own staff. Global: an operator belongs to no tenant. Only functions of schema ctx reach it, one operator at a time.
create table operators (
  id uuid primary key, login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'), name text not null check (length(name) between 1 and 40),
  password_hash text not null, sealed_secret text not null, last_step bigint not null default 0 check (last_step >= 0),
  status text not null default 'active' check (status in ('active', 'disabled')), created_at timestamptz not null default now()
);
comment on column operators.sealed_secret is 'TOTP secret, sealed with the data key of the installation; sealed anew with each sign-in';
grant select, insert, update on operators to storeweave_ctx;

-- A tenant lets the platform's staff in, for a reason, until an hour.
create table support_grants (
  tenant_id uuid not null, id uuid not null, access text not null check (access in ('read', 'write')), reason text not null check (length(reason) between 1 and 200),
  granted_by uuid not null, created_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, granted_by) references people (tenant_id, id),
  check (expires_at > created_at and expires_at <= created_at + interval '24 hours')
);
create index support_grants_newest on support_grants (tenant_id, created_at desc, id desc);
select tenant_table('support_grants');

-- Who of them came in, under which grant: a row a session, whose id it carries.
create table support_visits (
  tenant_id uuid not null, id uuid not null, grant_id uuid not null, operator_id uuid not null, operator_name text not null check (length(operator_name) between 1 and 40), at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, grant_id) references support_grants (tenant_id, id)
);
create index support_visits_grant on support_visits (tenant_id, grant_id, at);
select tenant_table('support_visits', 'append');

alter table sessions drop constraint sessions_kind_check;
alter table sessions add constraint sessions_kind_check check (kind in ('staff', 'shopper', 'operator'));
