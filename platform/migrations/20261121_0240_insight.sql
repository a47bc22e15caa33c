-- What really was sold, by trading day: for dashboards and for suppliers.
create index orders_sold on orders (tenant_id, trading_day, store_id) include (paid, refunded, channel, placed_at) where paid_at is not null and payment in ('paid', 'part_refunded');
create index order_lines_supply on order_lines (tenant_id, supplier_id, trading_day) where supplier_id is not null and sold_at is not null;
