-- A second factor for staff, and when a session last proved who sits there.
alter table sessions add column proved_at timestamptz;
comment on column sessions.proved_at is 'When the person last gave a password or code in this session; dangerous acts ask for one within ten minutes';

create table second_factors (
  tenant_id uuid not null, person_id uuid not null, sealed_secret text not null, confirmed_at timestamptz,
  last_step bigint not null default 0 check (last_step >= 0), created_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
comment on column second_factors.sealed_secret is 'TOTP secret, sealed with the data key of the installation (kernel/secret.ts)';
comment on column second_factors.last_step is 'The 30 s step of the last code taken: a code is good once';
select tenant_table('second_factors');

create table recovery_codes (
  tenant_id uuid not null, person_id uuid not null, code_hash text not null check (length(code_hash) = 64), used_at timestamptz, created_at timestamptz not null,
  primary key (tenant_id, person_id, code_hash),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
select tenant_table('recovery_codes');

create table sign_in_policies (
  tenant_id uuid not null, second_factor_roles text[] not null default '{}', updated_at timestamptz not null,
  primary key (tenant_id)
);
select tenant_table('sign_in_policies');
