-- Suppliers' depots: warehouses that are a supplier's, goods that it ships itself, and what becomes of each piece of an order there.
alter table stores add column supplier_id uuid, add column ship_hours smallint check (ship_hours between 1 and 720),
  add constraint stores_depot_check check (case when supplier_id is null then ship_hours is null else kind = 'warehouse' and ship_hours is not null end),
  add foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id);
comment on column stores.supplier_id is 'A warehouse of this supplier, its depot; null: of the brand';
comment on column stores.ship_hours is 'Hours after the payment within which a depot ships';
create index stores_depots on stores (tenant_id, supplier_id) where supplier_id is not null;

alter table products add column supplier_ships boolean not null default false, add constraint products_shipper_check check (not supplier_ships or supplier_id is not null);
comment on column products.supplier_ships is 'Shipped by its supplier: its depots sell it, and nothing else does';
create index products_shipped_by on products (tenant_id, supplier_id) where supplier_ships;

-- Of parcels of depots: what was promised, and when the supplier said it would send it.
alter table shipments add column ship_hours smallint, add column accepted_at timestamptz, add column accepted_by_name text not null default '';

-- What is in a parcel of a depot, written when it leaves. An order may leave in several.
create table parcel_lines (
  tenant_id uuid not null, fulfilment_id uuid not null, line_id uuid not null, order_id uuid not null, quantity bigint not null check (quantity > 0),
  primary key (tenant_id, fulfilment_id, line_id), foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  foreign key (tenant_id, line_id) references order_lines (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index parcel_lines_order on parcel_lines (tenant_id, order_id);
select tenant_table('parcel_lines', 'append');

-- Pieces that a supplier can't send, with its reason; `id` is what was asked under, and the refund's where money went back.
create table unshipped_lines (
  tenant_id uuid not null, id uuid not null, line_id uuid not null, order_id uuid not null, quantity bigint not null check (quantity > 0),
  reason text not null check (length(reason) between 1 and 200), by_name text not null, at timestamptz not null,
  primary key (tenant_id, id, line_id), foreign key (tenant_id, line_id) references order_lines (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index unshipped_lines_order on unshipped_lines (tenant_id, order_id);
select tenant_table('unshipped_lines', 'append');
