-- Wrong sign-ins are counted by what they come from, so that nobody can lock a colleague out by mistyping on purpose.
-- sign_in_failures (one counter a name) stays until no process of an earlier version runs; nothing reads it any more.

-- Keys are SHA-256: neither names that were tried nor addresses are kept.
create table sign_in_tries (
  tenant_id uuid not null, kind text not null check (kind in ('address', 'device', 'login', 'pair', 'proof')), key text not null check (length(key) = 64),
  failures integer not null check (failures >= 0), last_at timestamptz not null,
  primary key (tenant_id, kind, key)
);
create index sign_in_tries_age on sign_in_tries (tenant_id, last_at);
select tenant_table('sign_in_tries');

-- A browser somebody signed in with before: it is let past the slow-down of its person's name.
create table known_devices (
  tenant_id uuid not null, person_id uuid not null, device_hash text not null check (length(device_hash) = 64), used_at timestamptz not null,
  primary key (tenant_id, person_id, device_hash),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
select tenant_table('known_devices');
