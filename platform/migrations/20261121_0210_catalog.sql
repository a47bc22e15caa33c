-- The shop window by newness, and what happened to a product in review.
create index products_newest on products (tenant_id, published_at desc, id desc) where state = 'published';
create index categories_parent on categories (tenant_id, parent_id);

create table product_moves (
  tenant_id uuid not null, id uuid not null, product_id uuid not null, move text not null, from_state text not null, to_state text not null,
  note text not null default '', person_id uuid, person_name text not null, at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index product_moves_product on product_moves (tenant_id, product_id, id);
select tenant_table('product_moves', 'append');
