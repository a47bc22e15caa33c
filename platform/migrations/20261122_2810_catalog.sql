-- Goods offered beside others: chosen by hand, or found by a job in what is bought together. What is of the same brand or
-- category is looked up when it is asked for.
create table related_products (
  tenant_id uuid not null, product_id uuid not null, reason text not null check (reason in ('chosen', 'bought_together')), other_id uuid not null, position bigint not null check (position >= 0),
  primary key (tenant_id, product_id, reason, other_id), check (product_id <> other_id),
  foreign key (tenant_id, product_id) references products (tenant_id, id), foreign key (tenant_id, other_id) references products (tenant_id, id)
);
select tenant_table('related_products');
