-- What goods are described by beside their names: attributes, which of them a category asks for, and the values of products.
create table attributes (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('text', 'number', 'choice', 'flag')),
  name_zh text not null check (length(name_zh) between 1 and 40), name_en text not null default '', unit_zh text not null default '', unit_en text not null default '',
  several boolean not null default false, filterable boolean not null default false, active boolean not null default true,
  position bigint not null default 0 check (position >= 0), created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), check (kind = 'choice' or not several), check (kind in ('choice', 'flag') or not filterable)
);
comment on column attributes.several is 'Of a choice: a product may have more than one value';
select tenant_table('attributes');

create table attribute_choices (
  tenant_id uuid not null, id uuid not null, attribute_id uuid not null, name_zh text not null check (length(name_zh) between 1 and 40), name_en text not null default '',
  position bigint not null check (position >= 0),
  primary key (tenant_id, id), unique (tenant_id, attribute_id, id), foreign key (tenant_id, attribute_id) references attributes (tenant_id, id)
);
select tenant_table('attribute_choices');

-- What goods of a category and of everything below it are described by.
create table category_attributes (
  tenant_id uuid not null, category_id uuid not null, attribute_id uuid not null, required boolean not null default false, position bigint not null check (position >= 0),
  primary key (tenant_id, category_id, attribute_id),
  foreign key (tenant_id, category_id) references categories (tenant_id, id), foreign key (tenant_id, attribute_id) references attributes (tenant_id, id)
);
create index category_attributes_attribute on category_attributes (tenant_id, attribute_id);
select tenant_table('category_attributes');

-- A number is kept as it was written, a flag as true or false, a choice as its id.
create table product_values (
  tenant_id uuid not null, product_id uuid not null, attribute_id uuid not null, value text collate "C" not null check (length(value) between 1 and 200), value_en text not null default '',
  choice_id uuid check (choice_id::text = value),
  primary key (tenant_id, product_id, attribute_id, value),
  foreign key (tenant_id, product_id) references products (tenant_id, id), foreign key (tenant_id, attribute_id) references attributes (tenant_id, id),
  foreign key (tenant_id, attribute_id, choice_id) references attribute_choices (tenant_id, attribute_id, id)
);
create index product_values_value on product_values (tenant_id, attribute_id, value, product_id);
select tenant_table('product_values');

-- Counts changes of what the pages of many products show (the name of an attribute, say): kept pages go by it and the
-- product's own version.
create table catalog_looks (tenant_id uuid not null primary key, look bigint not null check (look > 0));
select tenant_table('catalog_looks');

-- Kinds that are described now and sold later: what cannot be sold today is never published, whoever writes it.
alter table products drop constraint products_kind_check, add constraint products_kind_check
  check (kind in ('physical', 'weighed', 'virtual', 'service_voucher', 'booking', 'gift_card', 'bundle')) not valid;
alter table products validate constraint products_kind_check;
alter table products add constraint products_sold_kind check (state <> 'published' or kind in ('physical', 'weighed')) not valid;
alter table products validate constraint products_sold_kind;
