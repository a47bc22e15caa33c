-- Goods that are sold as one and leave stock as several: what a SKU of a bundle consists of. Whether it is one is decided
-- when it comes and stays so: a bundle has no stock of its own, other goods no parts.
alter table skus add column bundled boolean not null default false;
comment on column skus.bundled is 'Of a product of the kind bundle: it has parts and no stock of its own';
alter table skus no force row level security;
alter table products no force row level security;
update skus k set bundled = true from products p where p.tenant_id = k.tenant_id and p.id = k.product_id and p.kind = 'bundle';
alter table skus force row level security;
alter table products force row level security;

create table bundle_parts (
  tenant_id uuid not null, sku_id uuid not null, part_id uuid not null,
  quantity bigint not null check (quantity between 1 and 999), position bigint not null check (position between 0 and 19),
  primary key (tenant_id, sku_id, part_id), check (part_id <> sku_id),
  foreign key (tenant_id, sku_id) references skus (tenant_id, id), foreign key (tenant_id, part_id) references skus (tenant_id, id)
);
comment on table bundle_parts is 'How many pieces of other SKUs are in one piece of a bundle''s';
create index bundle_parts_part on bundle_parts (tenant_id, part_id);
select tenant_table('bundle_parts');

alter table order_lines add column parts jsonb;
comment on column order_lines.parts is 'Of a bundle: what it consisted of when it was sold, how many pieces of each for the whole line, and which share of its sum';

alter table products drop constraint products_sold_kind;
alter table products add constraint products_sold_kind check (state <> 'published' or kind in ('physical', 'weighed', 'bundle')) not valid;
alter table products validate constraint products_sold_kind;
-- drafts could name a supplier so far
alter table products no force row level security;
update products set supplier_id = null where kind = 'bundle' and supplier_id is not null;
alter table products force row level security;
alter table products add constraint products_bundle_own check (kind <> 'bundle' or supplier_id is null) not valid;
alter table products validate constraint products_bundle_own;

-- What a brand of goods looks like. Products name their brand; a row only where it has a logo.
create table brand_logos (
  tenant_id uuid not null, brand text collate "C" not null check (length(brand) between 1 and 60), media_id uuid not null, updated_at timestamptz not null,
  primary key (tenant_id, brand), foreign key (tenant_id, media_id) references media (tenant_id, id)
);
select tenant_table('brand_logos');
