-- Webhooks: addresses of programs outside that hear of events, what is on its way to them, and what came of each try.
create table webhooks (
  tenant_id uuid not null, id uuid not null, url text not null check (length(url) between 8 and 500), description text not null check (length(description) <= 120),
  events text[] not null check (cardinality(events) between 1 and 50),
  scope_kind text not null check (scope_kind in ('hq', 'region', 'store')), scope_id uuid,
  state text not null default 'on' check (state in ('on', 'off', 'failing', 'gone')),
  secret text not null check (secret like 'v%'), old_secret text check (old_secret like 'v%'), old_secret_until timestamptz,
  created_at timestamptz not null, updated_at timestamptz not null, removed_at timestamptz,
  last_success_at timestamptz, failing_since timestamptz, version bigint not null default 1 check (version > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, scope_id) references org_units (tenant_id, id),
  check ((scope_kind = 'hq') = (scope_id is null)),
  check ((old_secret is null) = (old_secret_until is null)),
  check (removed_at is null or state = 'off')
);
comment on table webhooks is 'A removed one stays until what was sent to it is forgotten; nobody sees it any more';
comment on column webhooks.secret is 'Sealed with the data key of the installation';
comment on column webhooks.failing_since is 'The first failure since the last success';
create index webhooks_newest on webhooks (tenant_id, created_at desc, id desc) where removed_at is null;
select tenant_table('webhooks');

create table webhook_deliveries (
  tenant_id uuid not null, id uuid not null, webhook_id uuid not null, event_id uuid not null,
  event text not null check (length(event) between 3 and 60), body text not null check (length(body) <= 100000),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries bigint not null default 0 check (tries >= 0), fresh_from bigint not null default 0 check (fresh_from between 0 and tries),
  claims bigint not null default 0 check (claims >= 0), leased_until timestamptz, next_at timestamptz, give_up_at timestamptz not null, created_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, webhook_id, event_id),
  foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id),
  check ((state = 'waiting') = (next_at is not null)),
  check ((state = 'waiting') = (ended_at is null)),
  check (leased_until is null or state = 'waiting')
);
comment on column webhook_deliveries.fresh_from is 'Tries before it was last sent anew by hand: the waits begin again there';
comment on column webhook_deliveries.leased_until is 'A worker sends it just now; if that one dies, another may from then on';
comment on column webhook_deliveries.claims is 'How often it was taken: only who took it last writes what came of it';
create index webhook_deliveries_due on webhook_deliveries (tenant_id, webhook_id, next_at, id) where state = 'waiting';
create index webhook_deliveries_failed on webhook_deliveries (tenant_id, webhook_id, id desc) where state = 'failed';
create index webhook_deliveries_newest on webhook_deliveries (tenant_id, webhook_id, id desc);
create index webhook_deliveries_event on webhook_deliveries (tenant_id, webhook_id, event, id desc);
select tenant_table('webhook_deliveries');

create table webhook_tries (
  tenant_id uuid not null, delivery_id uuid not null, number bigint not null check (number > 0), at timestamptz not null, took_ms bigint not null check (took_ms >= 0),
  status bigint check (status between 100 and 999), fault text check (fault in ('timeout', 'refused', 'redirect', 'unreachable')),
  excerpt text not null check (length(excerpt) <= 4096),
  primary key (tenant_id, delivery_id, number),
  foreign key (tenant_id, delivery_id) references webhook_deliveries (tenant_id, id) on delete cascade,
  check ((status is null) <> (fault is null))
);
comment on column webhook_tries.excerpt is 'The beginning of what the receiver answered';
select tenant_table('webhook_tries');
