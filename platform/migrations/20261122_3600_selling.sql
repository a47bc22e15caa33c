-- Which lines a refund gave back: pieces (or grams), money, or both. What is left of a line is its share less these.
create table refund_lines (
  tenant_id uuid not null, refund_id uuid not null, line_id uuid not null, order_id uuid not null,
  quantity bigint not null check (quantity >= 0), amount bigint not null check (amount >= 0),
  primary key (tenant_id, refund_id, line_id), check (quantity > 0 or amount > 0),
  foreign key (tenant_id, refund_id) references refunds (tenant_id, id), foreign key (tenant_id, line_id) references order_lines (tenant_id, id)
);
create index refund_lines_order on refund_lines (tenant_id, order_id);
select tenant_table('refund_lines', 'append');
