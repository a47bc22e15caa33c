-- What a tenant uses, a row a trading day: requests are added up as they are written down, the rest is counted.
create table usage_days (
  tenant_id uuid not null, day date not null, requests bigint not null default 0 check (requests >= 0), orders bigint not null default 0 check (orders >= 0),
  staff bigint not null default 0 check (staff >= 0), stores bigint not null default 0 check (stores >= 0), skus bigint not null default 0 check (skus >= 0),
  storage_bytes bigint not null default 0 check (storage_bytes >= 0), updated_at timestamptz not null,
  primary key (tenant_id, day)
);
select tenant_table('usage_days');
