-- What shoppers ask back of completed orders, and what becomes of it. A refund out of it carries the return's own id.
create table returns (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, store_id uuid not null, supplier_id uuid, member_id uuid,
  kind text not null check (kind in ('return', 'refund_only')),
  reason text not null check (reason in ('not_wanted', 'damaged', 'wrong_goods', 'missing', 'quality', 'not_as_described', 'late', 'other')),
  words text not null default '' check (length(words) <= 500), media_ids uuid[] not null default '{}' check (cardinality(media_ids) <= 6),
  state text not null check (state in ('asked', 'approved', 'sent', 'received', 'refunded', 'refused', 'withdrawn')),
  desk text not null check (desk in ('store', 'supplier', 'hq')),
  worth bigint not null check (worth >= 0), answer text not null default '' check (length(answer) <= 300),
  carrier text not null default '', waybill text not null default '' check (length(waybill) <= 40),
  decide_by timestamptz not null, approved_at timestamptz, looked_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, member_id) references members (tenant_id, id),
  check (desk <> 'supplier' or supplier_id is not null), check (state <> 'sent' or waybill <> '')
);
comment on column returns.supplier_id is 'Whose depot the order was shipped from: it decides, and its stock goes up';
comment on column returns.worth is 'What the asked pieces were paid with, when they were asked';
create index returns_order on returns (tenant_id, order_id);
create index returns_state on returns (tenant_id, state, created_at, id);
create index returns_store on returns (tenant_id, store_id, state, created_at, id);
create index returns_supplier on returns (tenant_id, supplier_id, state, created_at, id) where supplier_id is not null;
create index returns_member on returns (tenant_id, member_id, id desc) where member_id is not null;
create index returns_late on returns (tenant_id, decide_by) where state = 'asked' and desk <> 'hq';
create index returns_idle on returns (tenant_id, approved_at) where state = 'approved';
select tenant_table('returns');

create table return_lines (
  tenant_id uuid not null, return_id uuid not null, line_id uuid not null, order_id uuid not null,
  quantity bigint not null check (quantity > 0), accepted bigint check (accepted between 0 and quantity), restock boolean,
  primary key (tenant_id, return_id, line_id), foreign key (tenant_id, return_id) references returns (tenant_id, id),
  foreign key (tenant_id, line_id) references order_lines (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id),
  check ((accepted is null) = (restock is null))
);
create index return_lines_order on return_lines (tenant_id, order_id);
select tenant_table('return_lines');

-- Every step: who, when, from, to, why.
create table return_steps (
  tenant_id uuid not null, id uuid not null, return_id uuid not null,
  event text not null check (event in ('asked', 'approved', 'sent', 'received', 'refunded', 'refused', 'withdrawn', 'escalated', 'overruled', 'lapsed')),
  by_kind text not null check (by_kind in ('shopper', 'brand', 'supplier', 'system')), by_name text not null, note text not null default '', at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, return_id) references returns (tenant_id, id)
);
create index return_steps_return on return_steps (tenant_id, return_id, id);
select tenant_table('return_steps');

-- Pictures of shoppers: what no return uses a day later goes, and what a return that is over shows goes after half a year.
create table return_pictures (
  tenant_id uuid not null, id uuid not null, member_id uuid not null, order_id uuid not null, return_id uuid, bytes bigint not null default 0 check (bytes >= 0), created_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, member_id) references members (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id),
  foreign key (tenant_id, return_id) references returns (tenant_id, id)
);
create index return_pictures_unused on return_pictures (tenant_id, created_at) where return_id is null;
create index return_pictures_return on return_pictures (tenant_id, return_id) where return_id is not null;
create index return_pictures_member on return_pictures (tenant_id, member_id, created_at);
select tenant_table('return_pictures');

alter table tenant_settings add column return_days smallint not null default 7 check (return_days between 0 and 90),
  add column return_decide_hours smallint not null default 48 check (return_decide_hours between 1 and 240);
comment on column tenant_settings.return_days is 'Days after completion in which shoppers can ask a return; 0: none is taken';
comment on column tenant_settings.return_decide_hours is 'Hours within which a return is decided before it goes to HQ';
