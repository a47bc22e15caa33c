-- Stores order goods from HQ's warehouses and from suppliers at agreed prices.
create table purchase_settings (
  tenant_id uuid not null, approval_from bigint check (approval_from >= 0), updated_at timestamptz not null, primary key (tenant_id)
);
comment on column purchase_settings.approval_from is 'From this amount on an order waits for approval; null never';
select tenant_table('purchase_settings');

-- What a seller, a supplier or a warehouse, asks of stores below the nodes it is assigned to.
create table purchase_lists (
  tenant_id uuid not null, id uuid not null, name text not null check (length(name) between 1 and 60), supplier_id uuid, warehouse_id uuid,
  version bigint not null check (version > 0), created_at timestamptz not null, updated_at timestamptz not null, updated_by_name text not null,
  primary key (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, warehouse_id) references stores (tenant_id, id),
  check ((supplier_id is null) <> (warehouse_id is null))
);
select tenant_table('purchase_lists');
create table purchase_list_units (
  tenant_id uuid not null, unit_id uuid not null, list_id uuid not null,
  primary key (tenant_id, unit_id, list_id), foreign key (tenant_id, unit_id) references org_units (tenant_id, id), foreign key (tenant_id, list_id) references purchase_lists (tenant_id, id)
);
create index purchase_list_units_list on purchase_list_units (tenant_id, list_id);
select tenant_table('purchase_list_units');
create table purchase_list_lines (
  tenant_id uuid not null, list_id uuid not null, position bigint not null, sku_id uuid not null, price bigint not null check (price between 0 and 1000000000000),
  min bigint not null check (min > 0), pack bigint not null check (pack > 0), valid_from date, valid_until date,
  primary key (tenant_id, list_id, position), foreign key (tenant_id, list_id) references purchase_lists (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  check (valid_until >= valid_from), check (min % pack = 0)
);
create index purchase_list_lines_sku on purchase_list_lines (tenant_id, sku_id);
select tenant_table('purchase_list_lines');

create table purchase_cart_lines (
  tenant_id uuid not null, store_id uuid not null, seller_id uuid not null, sku_id uuid not null, quantity bigint not null check (quantity between 1 and 999999), updated_at timestamptz not null,
  primary key (tenant_id, store_id, seller_id, sku_id), foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
comment on column purchase_cart_lines.seller_id is 'A supplier or a warehouse; what it offers is looked up when the cart is read';
select tenant_table('purchase_cart_lines');

create table purchase_numbers (
  tenant_id uuid not null, store_id uuid not null, last bigint not null check (last > 0), primary key (tenant_id, store_id), foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
select tenant_table('purchase_numbers');

create table purchase_orders (
  tenant_id uuid not null, id uuid not null, number text not null, store_id uuid not null, supplier_id uuid, warehouse_id uuid,
  state text not null check (state in ('to_approve', 'submitted', 'confirmed', 'shipped', 'closed', 'refused', 'declined', 'cancelled')),
  currency text not null, settled_at_sale boolean not null, note text not null default '' check (length(note) <= 200),
  submitted_by uuid, submitted_by_name text not null, submitted_at timestamptz not null, sent_at timestamptz, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, number), foreign key (tenant_id, store_id) references stores (tenant_id, id),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, warehouse_id) references stores (tenant_id, id),
  check ((supplier_id is null) <> (warehouse_id is null)), check (warehouse_id <> store_id)
);
create index purchase_orders_listed on purchase_orders (tenant_id, id desc);
create index purchase_orders_store on purchase_orders (tenant_id, store_id, id desc);
create index purchase_orders_supplier on purchase_orders (tenant_id, supplier_id, id desc) where supplier_id is not null;
create index purchase_orders_warehouse on purchase_orders (tenant_id, warehouse_id, id desc) where warehouse_id is not null;
select tenant_table('purchase_orders');
comment on column purchase_orders.sent_at is 'When it reached the seller: at once, or once approved';
comment on column purchase_orders.settled_at_sale is 'A contract with the supplier was in force when it was ordered: what is sold is settled, what comes is not';

-- Price, pack and unit are those of the moment the order was sent. Quantities in smallest units.
create table purchase_lines (
  tenant_id uuid not null, id uuid not null, purchase_id uuid not null, position bigint not null, sku_id uuid not null, list_id uuid not null,
  price bigint not null check (price >= 0), unit_size bigint not null check (unit_size > 0), pack bigint not null check (pack > 0),
  asked bigint not null check (asked > 0), confirmed bigint check (confirmed between 0 and asked), shipped bigint not null default 0 check (shipped >= 0), received bigint not null default 0 check (received between 0 and shipped),
  primary key (tenant_id, id), unique (tenant_id, purchase_id, sku_id), foreign key (tenant_id, purchase_id) references purchase_orders (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  check (shipped <= coalesce(confirmed, 0))
);
create index purchase_lines_of on purchase_lines (tenant_id, purchase_id, position);
select tenant_table('purchase_lines');

create table purchase_shipments (
  tenant_id uuid not null, id uuid not null, purchase_id uuid not null, number text not null, state text not null check (state in ('in_transit', 'received')),
  carrier text not null check (length(carrier) between 1 and 20), waybill text not null check (length(waybill) between 1 and 40), note text not null default '' check (length(note) <= 200),
  shipped_by_name text not null, shipped_at timestamptz not null, received_by_name text not null default '', received_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, number), foreign key (tenant_id, purchase_id) references purchase_orders (tenant_id, id), check ((received_at is null) = (state = 'in_transit'))
);
create index purchase_shipments_of on purchase_shipments (tenant_id, purchase_id, id);
create index purchase_shipments_under_way on purchase_shipments (tenant_id, purchase_id) where state = 'in_transit';
select tenant_table('purchase_shipments');
create table purchase_shipment_lines (
  tenant_id uuid not null, shipment_id uuid not null, line_id uuid not null, quantity bigint not null check (quantity > 0), received bigint check (received between 0 and quantity),
  reason text check (reason in ('missing', 'damaged', 'wrong_goods', 'expired')),
  primary key (tenant_id, shipment_id, line_id), foreign key (tenant_id, shipment_id) references purchase_shipments (tenant_id, id), foreign key (tenant_id, line_id) references purchase_lines (tenant_id, id),
  check (received is null or (received < quantity) = (reason is not null))
);
select tenant_table('purchase_shipment_lines');

create table purchase_events (
  tenant_id uuid not null, id uuid not null, purchase_id uuid not null, move text not null, from_state text not null, to_state text not null, note text not null default '', person_id uuid, person_name text not null, at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, purchase_id) references purchase_orders (tenant_id, id)
);
create index purchase_events_of on purchase_events (tenant_id, purchase_id, id);
select tenant_table('purchase_events', 'append');

-- What a store owes HQ and HQ owes a supplier for goods delivered to order: each row stands in the ledger under its id.
create table trade_entries (
  tenant_id uuid not null, id uuid not null, store_id uuid, supplier_id uuid, kind text not null check (kind in ('delivery', 'payment')),
  amount bigint not null check (amount <> 0), currency text not null, purchase_id uuid, shipment_id uuid, bank_ref text not null default '' check (length(bank_ref) <= 64), note text not null default '' check (length(note) <= 200),
  person_name text not null, at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  foreign key (tenant_id, purchase_id) references purchase_orders (tenant_id, id), foreign key (tenant_id, shipment_id) references purchase_shipments (tenant_id, id),
  check ((store_id is null) <> (supplier_id is null)), check ((amount > 0) = (kind = 'delivery')), check ((shipment_id is not null) = (kind = 'delivery')), check ((purchase_id is null) = (shipment_id is null)), check ((bank_ref <> '') = (kind = 'payment'))
);
create index trade_entries_store on trade_entries (tenant_id, store_id, id desc) where store_id is not null;
create index trade_entries_supplier on trade_entries (tenant_id, supplier_id, id desc) where supplier_id is not null;
create unique index trade_entries_once_store on trade_entries (tenant_id, shipment_id) where store_id is not null and shipment_id is not null;
create unique index trade_entries_once_supplier on trade_entries (tenant_id, shipment_id) where supplier_id is not null and shipment_id is not null;
create unique index trade_entries_bank on trade_entries (tenant_id, bank_ref) where kind = 'payment';
select tenant_table('trade_entries', 'append');
