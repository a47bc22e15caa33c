-- Prices where they differ from the list, at any node of the org tree and for a time if wanted, and how far they may go.
-- Both tables are sparse, and nothing is written out below the node it was said at: the nearest node counts (0034).
create table unit_prices (
  tenant_id uuid not null, id uuid not null, unit_id uuid not null, sku_id uuid not null,
  channel text not null default 'any' check (channel in ('any', 'online', 'in_store')), temporary boolean not null default false,
  price bigint not null check (price between 1 and 1000000000000), starts_at timestamptz not null, ends_at timestamptz,
  set_by uuid, set_by_name text not null default '', updated_at timestamptz not null,
  primary key (tenant_id, id), check (ends_at > starts_at), check (ends_at is not null or not temporary),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
comment on table unit_prices is 'Prices of SKUs at and below a node of the org tree. Rows of one SKU, node, channel and kind never overlap; what has begun is ended, never changed or deleted: it is the history';
-- the SKU leads: what a page asks of one SKU at a store and the nodes above it lies side by side
create unique index unit_prices_sku on unit_prices (tenant_id, sku_id, unit_id, channel, temporary, starts_at);
create index unit_prices_unit on unit_prices (tenant_id, unit_id, sku_id);
-- when the next price begins or ends: until then a page may be kept
create index unit_prices_starts on unit_prices (tenant_id, starts_at);
create index unit_prices_ends on unit_prices (tenant_id, ends_at) where ends_at is not null;
select tenant_table('unit_prices');

create table price_bounds (
  tenant_id uuid not null, id uuid not null, sku_id uuid not null, unit_id uuid not null, source text not null check (source in ('supplier', 'hq')),
  price_min bigint check (price_min between 0 and 1000000000000), price_max bigint check (price_max between 0 and 1000000000000),
  ratio_min bigint check (ratio_min between 1 and 10000000), ratio_max bigint check (ratio_max between 1 and 10000000),
  starts_at timestamptz not null, ends_at timestamptz, contested boolean not null default false, set_by uuid, set_by_name text not null default '', updated_at timestamptz not null,
  primary key (tenant_id, id), check (ends_at > starts_at), check (price_min <= price_max), check (ratio_min <= ratio_max),
  check (price_min is not null or price_max is not null),
  check (ratio_min is null or price_min is not null), check (ratio_max is null or price_max is not null),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
comment on table price_bounds is 'How far prices of a SKU may go at and below a node; all rows in force above a store hold at once. HQ''s own for everywhere stand on the SKU, beside the list price';
comment on column price_bounds.ratio_min is 'Basis points of the supply price that price_min was worked out from';
create unique index price_bounds_sku on price_bounds (tenant_id, sku_id, unit_id, source, starts_at);
create index price_bounds_unit on price_bounds (tenant_id, unit_id);
comment on column price_bounds.contested is 'Planned although prices lay outside: the conflict desk looks at these until nothing does';
create index price_bounds_contested on price_bounds (tenant_id, starts_at, id) where contested;
select tenant_table('price_bounds');

alter table price_changes drop constraint price_changes_kind_check,
  add constraint price_changes_kind_check check (kind in ('list', 'store', 'price', 'bounds', 'clamp')) not valid;
alter table price_changes validate constraint price_changes_kind_check;
comment on column price_changes.store_id is 'The node of the org tree, a store until 0034; null: the list price';

-- Stores' prices move in with their ids and times; whoever owns the tables sees all tenants for that moment alone.
alter table store_prices no force row level security;
alter table unit_prices no force row level security;
alter table stores no force row level security;
alter table org_units no force row level security;
insert into unit_prices (tenant_id, id, unit_id, sku_id, price, starts_at, set_by, updated_at)
select tenant_id, gen_random_uuid(), store_id, sku_id, price, updated_at, set_by, updated_at from store_prices;
-- a store that the release before never placed would not find its prices
update stores s set unit_ids = u.ids from (
  with recursive up as (
    select tenant_id, id as store, id as unit, 0 as steps from stores where unit_ids = '{}'
    union all select up.tenant_id, up.store, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = up.tenant_id and o.id = up.unit where o.parent_id is not null)
  select tenant_id, store, array_agg(unit order by steps) as ids from up group by tenant_id, store) u
 where s.tenant_id = u.tenant_id and s.id = u.store;
alter table store_prices force row level security;
alter table unit_prices force row level security;
alter table stores force row level security;
alter table org_units force row level security;

-- The release before reads on while it is replaced, and no price is written where nobody looks any more. Goes with the next release.
revoke insert, update, delete on store_prices from storeweave_app;
comment on table store_prices is 'Left for the release before 0034 to read while it is replaced; the prices are in unit_prices';
