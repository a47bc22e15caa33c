-- Levels of members, and prices for a level, from a quantity on, or both: sparse on the tree as all prices are (0040).
create table member_levels (
  tenant_id uuid not null, id uuid not null, name_zh text not null check (name_zh <> ''), name_en text not null default '', rank bigint not null check (rank between 1 and 100),
  percent_off bigint not null default 0 check (percent_off between 0 and 9000), created_at timestamptz not null, updated_at timestamptz not null, primary key (tenant_id, id)
);
comment on column member_levels.percent_off is 'Basis points off what everybody pays, never below the lowest price that bounds allow';
create unique index member_levels_rank on member_levels (tenant_id, rank);
select tenant_table('member_levels');

alter table members add column level_id uuid,
  add constraint members_level foreign key (tenant_id, level_id) references member_levels (tenant_id, id) not valid;
alter table members validate constraint members_level;
create index members_level on members (tenant_id, level_id) where level_id is not null;

create table tier_prices (
  tenant_id uuid not null, id uuid not null, unit_id uuid not null, sku_id uuid not null, channel text not null default 'any' check (channel in ('any', 'online', 'in_store')),
  level_id uuid, quantity_from bigint not null default 1 check (quantity_from between 1 and 999999), price bigint not null check (price between 1 and 1000000000000),
  starts_at timestamptz not null, ends_at timestamptz, set_by uuid, set_by_name text not null default '', updated_at timestamptz not null,
  primary key (tenant_id, id), check (ends_at > starts_at), check (level_id is not null or quantity_from > 1),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id), foreign key (tenant_id, level_id) references member_levels (tenant_id, id)
);
comment on table tier_prices is 'Prices for a level of members or from a quantity on, at and below a node. Rows of one SKU, node, channel, level and quantity never overlap; what has begun is ended, never changed or deleted';
create unique index tier_prices_sku on tier_prices (tenant_id, sku_id, unit_id, channel, quantity_from, level_id, starts_at) nulls not distinct;
create index tier_prices_unit on tier_prices (tenant_id, unit_id);
create index tier_prices_level on tier_prices (tenant_id, level_id) where level_id is not null;
create index tier_prices_starts on tier_prices (tenant_id, starts_at);
create index tier_prices_ends on tier_prices (tenant_id, ends_at) where ends_at is not null;
select tenant_table('tier_prices');

alter table price_changes drop constraint price_changes_kind_check,
  add constraint price_changes_kind_check check (kind in ('list', 'store', 'price', 'bounds', 'clamp', 'tier')) not valid;
alter table price_changes validate constraint price_changes_kind_check;
