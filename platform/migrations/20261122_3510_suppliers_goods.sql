-- Goods that a supplier proposes. They are none of the catalogue's, and hold no code or barcode there, until HQ takes them in.
create table supplier_goods (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, state text not null default 'draft' check (state in ('draft', 'sent', 'refused', 'taken')),
  name_zh text not null check (length(name_zh) between 1 and 120), name_en text not null default '', body jsonb not null check (jsonb_typeof(body) = 'object'), version bigint not null default 1,
  reason text not null default '' check (length(reason) <= 500), product_id uuid, sent_at timestamptz, decided_by_name text not null default '', decided_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  check ((product_id is not null) = (state = 'taken')), check (state <> 'sent' or sent_at is not null), check (state <> 'refused' or reason <> '')
);
create index supplier_goods_own on supplier_goods (tenant_id, supplier_id, updated_at desc, id desc);
create index supplier_goods_queue on supplier_goods (tenant_id, state, updated_at desc, id desc);
select tenant_table('supplier_goods');

-- Other supply prices and bounds of goods that were taken: they hold once HQ says so.
create table supplier_price_requests (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, product_id uuid not null, terms jsonb not null check (jsonb_typeof(terms) = 'array'), note text not null default '' check (length(note) <= 500),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')), reason text not null default '' check (length(reason) <= 500),
  by_id uuid, by_name text not null, made_at timestamptz not null, decided_by_name text not null default '', decided_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  check ((state = 'open') = (decided_at is null))
);
create index supplier_price_requests_at on supplier_price_requests (tenant_id, made_at desc, id desc);
create index supplier_price_requests_own on supplier_price_requests (tenant_id, supplier_id, made_at desc, id desc);
create unique index supplier_price_requests_one on supplier_price_requests (tenant_id, product_id) where state = 'open';
select tenant_table('supplier_price_requests');
