-- When goods go on sale and come off it by themselves. A row stands while something is planned or a plan could not be
-- carried out; taking it out of the row and moving the product is one transaction, so that two workers do it once.
create table product_plans (
  tenant_id uuid not null, product_id uuid not null, publish_at timestamptz, retire_at timestamptz, fault jsonb,
  person_id uuid, person_name text not null, updated_at timestamptz not null,
  primary key (tenant_id, product_id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  check (retire_at > publish_at), check (publish_at is not null or retire_at is not null or fault is not null)
);
create index product_plans_publish on product_plans (tenant_id, publish_at) where publish_at is not null;
create index product_plans_retire on product_plans (tenant_id, retire_at) where retire_at is not null;
select tenant_table('product_plans');
