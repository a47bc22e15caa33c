create table media (
  tenant_id uuid not null, id uuid not null, widths bigint[] not null, width bigint not null, height bigint not null, alt text not null default '', bytes bigint not null, created_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenant_table('media');

create table categories (
  tenant_id uuid not null, id uuid not null, parent_id uuid, name_zh text not null, name_en text not null default '', icon_url text, position bigint not null default 0,
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, parent_id) references categories (tenant_id, id)
);
select tenant_table('categories');

create table products (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('physical', 'weighed')), state text not null default 'draft' check (state in ('draft', 'in_review', 'published', 'retired')),
  name_zh text not null check (length(name_zh) between 1 and 120), name_en text not null default '', detail_zh text not null default '', detail_en text not null default '', brand text not null default '',
  unit_zh text not null, unit_en text not null default '', category_id uuid not null, supplier_id uuid, options jsonb not null default '[]', media_ids uuid[] not null default '{}',
  -- how often it was sold lately, kept by a job: orders the shop window
  popularity bigint not null default 0, version bigint not null default 1, published_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, category_id) references categories (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id)
);
create index products_updated on products (tenant_id, updated_at desc, id desc);
create index products_window on products (tenant_id, popularity desc, id desc) where state = 'published';
create index products_category on products (tenant_id, category_id, popularity desc, id desc) where state = 'published';
create index products_name on products (tenant_id, name_zh collate "C", id);
create index products_supplier on products (tenant_id, supplier_id, id);
select tenant_table('products');

create table skus (
  tenant_id uuid not null, id uuid not null, product_id uuid not null, code text not null, option_indexes smallint[] not null default '{}', position bigint not null default 0,
  list_price bigint not null check (list_price between 0 and 1000000000000), unit_size bigint not null default 1 check (unit_size between 1 and 100000),
  price_min bigint check (price_min >= 0), price_max bigint check (price_max >= 0), supply_price bigint check (supply_price >= 0),
  weight_grams bigint not null default 0 check (weight_grams >= 0), media_id uuid, active boolean not null default true, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, code), foreign key (tenant_id, product_id) references products (tenant_id, id),
  -- no price outside its bounds, whoever writes it
  check (price_min is null or price_max is null or price_min <= price_max),
  check (price_min is null or list_price >= price_min), check (price_max is null or list_price <= price_max)
);
create index skus_product on skus (tenant_id, product_id, position);
select tenant_table('skus');

create table barcodes (
  tenant_id uuid not null, barcode text not null check (barcode ~ '^[0-9]{8,14}$'), sku_id uuid not null,
  primary key (tenant_id, barcode), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index barcodes_sku on barcodes (tenant_id, sku_id);
select tenant_table('barcodes');

-- Every way a product may be looked for: word beginnings of its names, pinyin, initials, codes, barcodes. Looked up by
-- prefix as a range of plain text, which row security lets an index serve (LIKE and friends are not leakproof).
create table product_terms (
  tenant_id uuid not null, term text collate "C" not null check (length(term) between 1 and 60), product_id uuid not null,
  primary key (tenant_id, term, product_id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index product_terms_product on product_terms (tenant_id, product_id);
select tenant_table('product_terms');

-- Sparse: a row only where a store's price differs from the list.
create table store_prices (
  tenant_id uuid not null, store_id uuid not null, sku_id uuid not null, price bigint not null check (price between 1 and 1000000000000), set_by uuid, updated_at timestamptz not null,
  primary key (tenant_id, store_id, sku_id), foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index store_prices_sku on store_prices (tenant_id, sku_id);
select tenant_table('store_prices');

create table price_changes (
  tenant_id uuid not null, id uuid not null, sku_id uuid not null, store_id uuid, kind text not null check (kind in ('list', 'store')), before jsonb, after jsonb, person_id uuid, person_name text not null, at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index price_changes_sku on price_changes (tenant_id, sku_id, id desc);
select tenant_table('price_changes', 'append');

create table stock_levels (
  tenant_id uuid not null, location_id uuid not null, sku_id uuid not null,
  on_hand bigint not null default 0 check (on_hand >= 0), reserved bigint not null default 0 check (reserved >= 0), in_transit bigint not null default 0 check (in_transit >= 0),
  safety bigint not null default 0 check (safety >= 0), updated_at timestamptz not null,
  primary key (tenant_id, location_id, sku_id), check (reserved <= on_hand),
  foreign key (tenant_id, location_id) references locations (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index stock_levels_sku on stock_levels (tenant_id, sku_id);
select tenant_table('stock_levels');

create table stock_movements (
  tenant_id uuid not null, id uuid not null, location_id uuid not null, sku_id uuid not null,
  kind text not null check (kind in ('sale', 'refund', 'receipt', 'transfer_out', 'transfer_in', 'correction', 'loss', 'opening')),
  quantity bigint not null check (quantity <> 0), before bigint not null check (before >= 0), after bigint not null check (after >= 0), ref text not null, document text not null default '', person_id uuid, person_name text not null default '', note text not null default '', at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, ref, location_id, sku_id),
  foreign key (tenant_id, location_id, sku_id) references stock_levels (tenant_id, location_id, sku_id), check (after = before + quantity)
);
create index stock_movements_at on stock_movements (tenant_id, location_id, id desc);
create index stock_movements_sku on stock_movements (tenant_id, sku_id, id desc);
select tenant_table('stock_movements', 'append');

-- A hold on goods: held until consumed (they left), released (cancelled) or expired by the server's clock.
create table reservations (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, location_id uuid not null, sku_id uuid not null, quantity bigint not null check (quantity > 0),
  state text not null default 'held' check (state in ('held', 'consumed', 'released')), created_at timestamptz not null, closed_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, location_id, sku_id) references stock_levels (tenant_id, location_id, sku_id)
);
create index reservations_order on reservations (tenant_id, order_id);
create index reservations_held on reservations (tenant_id, location_id, sku_id) where state = 'held';
select tenant_table('reservations');
