-- The nightly look at everything that must hold: one row a tenant and day, so that one of several workers makes it.
create table invariant_checks (
  tenant_id uuid not null, day date not null, begun_at timestamptz not null, done_at timestamptz, breaks jsonb not null default '[]',
  primary key (tenant_id, day)
);
select tenant_table('invariant_checks');
