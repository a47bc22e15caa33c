-- Callers that were refused for doing too much of something: a row a caller and kind, however often it happens.
create table blocks (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('requests', 'sign_in', 'sms', 'codes', 'orders', 'unpaid_orders')),
  caller_kind text not null check (caller_kind in ('address', 'shopper', 'staff', 'key')), caller text not null check (length(caller) between 1 and 50),
  count bigint not null check (count > 0), first_at timestamptz not null, last_at timestamptz not null, until timestamptz not null, lifted_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, kind, caller_kind, caller), check (last_at >= first_at)
);
create index blocks_last on blocks (tenant_id, last_at desc, id desc);
select tenant_table('blocks');
comment on column blocks.caller is 'Network of a guest (IPv4 address, first half of an IPv6 one; * for all beyond what is kept), or the id of who is signed in';

-- Callers that limits do not hold up, for a reason, until a day.
create table allowances (
  tenant_id uuid not null, id uuid not null, caller_kind text not null check (caller_kind in ('address', 'shopper', 'staff', 'key')), caller text not null check (length(caller) between 1 and 50),
  reason text not null check (length(reason) between 1 and 200), created_by uuid, created_at timestamptz not null, until timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), check (until > created_at and until <= created_at + interval '366 days')
);
create index allowances_standing on allowances (tenant_id, until) where ended_at is null;
select tenant_table('allowances');

alter table tenant_settings
  add column unpaid_orders_most integer not null default 10 check (unpaid_orders_most between 1 and 1000),
  add column orders_per_minute integer not null default 20 check (orders_per_minute between 1 and 1000),
  add column orders_per_minute_address integer not null default 300 check (orders_per_minute_address between 1 and 100000);
-- a shopper's unpaid orders are counted with each new one
create index orders_unpaid on orders (tenant_id, member_id) where status = 'to_pay';
