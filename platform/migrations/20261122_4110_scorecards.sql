-- Orders of depots by when they were placed: what a supplier's months are counted from.
create index shipments_depot on shipments (tenant_id, store_id, created_at) where ship_hours is not null;
