-- Who prices which goods, how far prices online and in the store may differ, and where they may differ further (0039).
create table price_levels (
  tenant_id uuid not null, id uuid not null, category_id uuid, product_id uuid,
  level text not null check (level in ('store', 'region', 'hq')), set_by uuid, set_by_name text not null default '', updated_at timestamptz not null,
  primary key (tenant_id, id), check (num_nonnulls(category_id, product_id) = 1),
  foreign key (tenant_id, category_id) references categories (tenant_id, id) on delete cascade, foreign key (tenant_id, product_id) references products (tenant_id, id)
);
comment on table price_levels is 'The lowest level that may set prices of goods: of a category with all below it, or of one product. The nearest counts; in place of what is set for the whole brand';
create unique index price_levels_category on price_levels (tenant_id, category_id) where category_id is not null;
create unique index price_levels_product on price_levels (tenant_id, product_id) where product_id is not null;
select tenant_table('price_levels');

create table parity_policies (
  tenant_id uuid not null primary key, below_most bigint check (below_most between 0 and 10000), above_most bigint check (above_most between 0 and 100000),
  blocks boolean not null default false, set_by uuid, set_by_name text not null default '', updated_at timestamptz not null
);
comment on table parity_policies is 'How far a price online may lie below and above the one in the same store, in basis points of the latter; null: any distance';
select tenant_table('parity_policies');

create table parity_exceptions (
  tenant_id uuid not null, id uuid not null, sku_id uuid, category_id uuid, unit_id uuid, reason text not null check (length(reason) between 1 and 200),
  ends_at timestamptz not null, set_by uuid, set_by_name text not null default '', created_at timestamptz not null,
  primary key (tenant_id, id), check (num_nonnulls(sku_id, category_id, unit_id) > 0), check (num_nonnulls(sku_id, category_id) < 2),
  foreign key (tenant_id, sku_id) references skus (tenant_id, id), foreign key (tenant_id, category_id) references categories (tenant_id, id) on delete cascade,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id)
);
comment on table parity_exceptions is 'Goods, places or goods at places whose prices may differ beyond the policy until an instant. Taken back by ending it: it stays as what was allowed';
create index parity_exceptions_ends on parity_exceptions (tenant_id, ends_at, id);
create index parity_exceptions_unit on parity_exceptions (tenant_id, unit_id);
select tenant_table('parity_exceptions');

-- prices can only differ between channels where one is set for a channel
create index unit_prices_channel on unit_prices (tenant_id, sku_id) where channel <> 'any';
