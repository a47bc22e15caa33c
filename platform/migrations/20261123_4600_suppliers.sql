-- Goods by sheet: a supplier's sheets are imports of its own, its goods are known by its own code, its pictures by their names.
alter table imports add column supplier_id uuid, add column send boolean not null default false,
  add constraint imports_supplier foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id);
alter table imports drop constraint imports_kind_check,
  add constraint imports_kind_check check (kind in ('products', 'prices', 'stores', 'stock', 'goods')),
  add constraint imports_whose check ((kind = 'goods') = (supplier_id is not null) and (supplier_id is not null or not send));
comment on column imports.supplier_id is 'Whose sheet it is; null: the brand''s own';
comment on column imports.send is 'Goods are sent in as they are written';
create index imports_own on imports (tenant_id, supplier_id, created_at desc, id desc) where supplier_id is not null;

alter table supplier_goods add column own_code text not null default '' check (length(own_code) <= 40);
comment on column supplier_goods.own_code is 'What the supplier calls them in its sheets; empty for goods of a form';
create unique index supplier_goods_code on supplier_goods (tenant_id, supplier_id, own_code) where own_code <> '';

create table supplier_pictures (
  tenant_id uuid not null, supplier_id uuid not null, name text not null check (length(name) between 1 and 120), media_id uuid not null, created_at timestamptz not null,
  primary key (tenant_id, supplier_id, name), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, media_id) references media (tenant_id, id)
);
comment on table supplier_pictures is 'Pictures by the names that a supplier''s sheets call them; small letters, half width';
select tenant_table('supplier_pictures');
