-- What is sold where. A product is sold everywhere, in chosen parts of the org tree, or in one store alone; within that a
-- store lists and unlists. Rows are kept only where something differs: nothing is written out per store and product.
alter table stores add column unit_ids uuid[] not null default '{}';
comment on column stores.unit_ids is 'The store and every node above it, nearest first. Empty until the first look after an upgrade, which fills it';

alter table products
  add column assortment text not null default 'all' check (assortment in ('all', 'chosen', 'exclusive')),
  add column store_id uuid,
  add constraint products_exclusive check ((assortment = 'exclusive') = (store_id is not null)),
  add constraint products_store foreign key (tenant_id, store_id) references stores (tenant_id, id);
comment on column products.store_id is 'The one store that sells it, of exclusive goods';
create index products_assortment on products (tenant_id, assortment, id desc) where assortment <> 'all';

create table product_allocations (
  tenant_id uuid not null, product_id uuid not null, unit_id uuid not null,
  primary key (tenant_id, product_id, unit_id),
  foreign key (tenant_id, product_id) references products (tenant_id, id), foreign key (tenant_id, unit_id) references org_units (tenant_id, id)
);
comment on table product_allocations is 'Of chosen goods: the nodes of the org tree at and below which they are sold';
create index product_allocations_unit on product_allocations (tenant_id, unit_id, product_id);
select tenant_table('product_allocations');

create table store_listings (
  tenant_id uuid not null, store_id uuid not null, product_id uuid not null, listed boolean not null,
  person_id uuid, person_name text not null, updated_at timestamptz not null,
  primary key (tenant_id, store_id, product_id),
  foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
comment on table store_listings is 'What a store said last about goods it may sell; goods without a row are listed';
create index store_listings_product on store_listings (tenant_id, product_id);
select tenant_table('store_listings');

-- One change of what is sold where, of one product or of thousands, and what each was before: enough to undo it.
create table allocation_changes (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('everywhere', 'only', 'add', 'remove', 'exclusive')), unit_ids uuid[] not null,
  products bigint not null check (products > 0), gained bigint not null check (gained >= 0), lost bigint not null check (lost >= 0),
  person_id uuid, person_name text not null, made_at timestamptz not null,
  undone_by_id uuid, undone_by_name text not null default '', undone_at timestamptz, restored bigint check (restored between 0 and products),
  primary key (tenant_id, id), check ((undone_at is null) = (restored is null))
);
create index allocation_changes_made on allocation_changes (tenant_id, made_at desc, id desc);
select tenant_table('allocation_changes');

create table allocation_change_rows (
  tenant_id uuid not null, change_id uuid not null, product_id uuid not null, before jsonb not null, after jsonb not null,
  primary key (tenant_id, change_id, product_id),
  foreign key (tenant_id, change_id) references allocation_changes (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
select tenant_table('allocation_change_rows', 'append');

alter table decision_levels drop constraint decision_levels_decision_check,
  add constraint decision_levels_decision_check check (decision in ('price', 'stock', 'hours', 'listing')) not valid;
alter table decision_levels validate constraint decision_levels_decision_check;
