-- Express delivery: warehouses as places of the org tree, goods that only they sell, shoppers' addresses, parcels.
alter table stores drop constraint stores_kind_check,
  add constraint stores_kind_check check (kind in ('store', 'shop-in-shop', 'pickup_point', 'warehouse')) not valid;
alter table stores validate constraint stores_kind_check;
create index stores_warehouses on stores (tenant_id) where kind = 'warehouse';

alter table products add column cloud_only boolean not null default false;
comment on column products.cloud_only is 'Sold online alone and shipped from a warehouse: no store sells it';

alter table orders drop constraint orders_fulfilment_kind_check,
  add constraint orders_fulfilment_kind_check check (fulfilment_kind in ('pickup', 'in_store', 'express')) not valid,
  drop constraint orders_status_check,
  add constraint orders_status_check check (status in ('to_pay', 'preparing', 'ready', 'shipped', 'completed', 'cancelled', 'refunding', 'refunded')) not valid;
alter table orders validate constraint orders_fulfilment_kind_check;
alter table orders validate constraint orders_status_check;
alter table fulfilments drop constraint fulfilments_kind_check,
  add constraint fulfilments_kind_check check (kind in ('pickup', 'in_store', 'express')) not valid,
  drop constraint fulfilments_state_check,
  add constraint fulfilments_state_check check (state in ('pending', 'preparing', 'ready', 'picked_up', 'handed_over', 'shipped', 'signed', 'lost', 'expired', 'cancelled')) not valid;
alter table fulfilments validate constraint fulfilments_kind_check;
alter table fulfilments validate constraint fulfilments_state_check;

-- What a brand asks for sending goods, in minor units, and after how many days a parcel counts as received.
alter table tenant_settings
  add column freight jsonb not null default '{"base": 1000, "freeFrom": 9900, "provinces": []}',
  add column signed_after_days smallint not null default 10 check (signed_after_days between 1 and 60);

create table addresses (
  tenant_id uuid not null, id uuid not null, member_id uuid not null, name text not null check (length(name) between 1 and 40), phone text not null check (length(phone) between 5 and 20),
  province text not null check (province ~ '^[1-9][0-9]$'), city text not null check (length(city) between 1 and 40), district text not null default '' check (length(district) <= 40), street text not null check (length(street) between 1 and 120),
  is_default boolean not null default false, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, member_id, id), foreign key (tenant_id, member_id) references members (tenant_id, id)
);
comment on column addresses.province is 'The first two digits of the code of a province in GB/T 2260';
create unique index addresses_default on addresses (tenant_id, member_id) where is_default;
select tenant_table('addresses');

-- Where the goods of an express fulfilment go, and with whom. The address is a copy: the shopper may change theirs.
create table shipments (
  tenant_id uuid not null, fulfilment_id uuid not null, order_id uuid not null, store_id uuid not null,
  name text not null, phone text not null, province text not null, city text not null, district text not null, street text not null,
  carrier text not null default '' check (length(carrier) <= 20), waybill text not null default '' check (length(waybill) <= 40), shipped_at timestamptz, created_at timestamptz not null,
  primary key (tenant_id, fulfilment_id), foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id),
  check ((shipped_at is null) = (waybill = '')), check ((waybill = '') = (carrier = ''))
);
create index shipments_order on shipments (tenant_id, order_id);
create index shipments_shipped on shipments (tenant_id, shipped_at) where shipped_at is not null;
create unique index shipments_waybill on shipments (tenant_id, carrier, waybill) where waybill <> '';
select tenant_table('shipments');
