-- What HQ and a supplier write to each other: one thread a supplier, numbered, with how far each side has read.
create table supplier_threads (
  tenant_id uuid not null, supplier_id uuid not null, last_number bigint not null default 0 check (last_number >= 0), last_at timestamptz not null,
  brand_read bigint not null default 0, supplier_read bigint not null default 0, brand_unread bigint not null default 0 check (brand_unread >= 0), supplier_unread bigint not null default 0 check (supplier_unread >= 0),
  primary key (tenant_id, supplier_id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id)
);
comment on column supplier_threads.brand_unread is 'What the supplier said since HQ last read';
create index supplier_threads_newest on supplier_threads (tenant_id, last_at desc, supplier_id desc);
create index supplier_threads_unread on supplier_threads (tenant_id, last_at desc, supplier_id desc) where brand_unread > 0;
select tenant_table('supplier_threads');

create table supplier_messages (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, number bigint not null check (number > 0), side text not null check (side in ('brand', 'supplier')),
  words text not null default '' check (length(words) <= 2000), about_kind text check (about_kind in ('product', 'order', 'statement')), about_id uuid, about_name text not null default '',
  by_id uuid not null, by_name text not null, at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, supplier_id, number),
  foreign key (tenant_id, supplier_id) references supplier_threads (tenant_id, supplier_id), check ((about_kind is null) = (about_id is null))
);
select tenant_table('supplier_messages');

alter table supplier_files add column message_id uuid, add column name text not null default '' check (length(name) <= 120), add column position bigint not null default 0,
  add column side text check (side in ('brand', 'supplier')),
  add constraint supplier_files_message foreign key (tenant_id, message_id) references supplier_messages (tenant_id, id),
  add constraint supplier_files_once check (message_id is null or licence_id is null);
comment on column supplier_files.side is 'Who kept it for a message; null: for a licence';
create index supplier_files_of_message on supplier_files (tenant_id, message_id) where message_id is not null;
