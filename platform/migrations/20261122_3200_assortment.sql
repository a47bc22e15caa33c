-- Goods released by rule. A rule's effect is written out into product_allocations; ruled_products says which rules did it.
alter table products add column by_hand boolean;
comment on column products.by_hand is 'Somebody decided where it is sold, so rules leave it alone. Null where nobody has said since there are rules: then what is not sold everywhere was decided by hand';

create table allocation_rules (
  tenant_id uuid not null, id uuid not null, name text not null check (length(name) between 1 and 60), condition jsonb not null, unit_ids uuid[] not null check (cardinality(unit_ids) between 1 and 100),
  active boolean not null, version bigint not null default 1 check (version > 0), person_id uuid, person_name text not null, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenant_table('allocation_rules');

create table ruled_products (
  tenant_id uuid not null, rule_id uuid not null, product_id uuid not null,
  primary key (tenant_id, rule_id, product_id),
  foreign key (tenant_id, rule_id) references allocation_rules (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
comment on table ruled_products is 'What rules decide at the moment: the allocations of such a product are the nodes of these rules together, and nobody set them by hand';
create index ruled_products_product on ruled_products (tenant_id, product_id, rule_id);
select tenant_table('ruled_products');

-- Each rule's way through the goods, apart from the rule: whoever writes goods holds rules still, and would wait for it.
create table rule_walks (
  tenant_id uuid not null, rule_id uuid not null, next_id uuid not null, change_id uuid not null, done boolean not null default false,
  seen bigint not null default 0 check (seen >= 0), total bigint not null default 0 check (total >= 0),
  begun_at timestamptz not null, tags_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, rule_id), foreign key (tenant_id, rule_id) references allocation_rules (tenant_id, id)
);
comment on column rule_walks.next_id is 'Products up to this one are done: where a worker goes on';
comment on column rule_walks.tags_at is 'Tags that began or ended until then are taken into account';
create index rule_walks_busy on rule_walks (tenant_id, rule_id) where not done;
select tenant_table('rule_walks');

alter table allocation_changes add column rules jsonb not null default '[]',
  drop constraint allocation_changes_kind_check,
  add constraint allocation_changes_kind_check check (kind in ('everywhere', 'only', 'add', 'remove', 'exclusive', 'rules', 'ruled')) not valid;
alter table allocation_changes validate constraint allocation_changes_kind_check;
comment on column allocation_changes.rules is 'The rules that did it, as they were called';
