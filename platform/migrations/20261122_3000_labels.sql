-- Shelf labels: what was asked to be printed and how far it is, and the short codes that labels lead by.
create table label_prints (
  tenant_id uuid not null, id uuid not null, store_id uuid not null,
  sheet text not null check (sheet in ('a4_24', 'a6', 'roll_58', 'roll_80')), code text not null check (code in ('mini_program', 'web', 'none')),
  locale text not null check (locale in ('zh-CN', 'en')), when_down text not null check (when_down in ('stop', 'web')), origin text not null check (length(origin) between 8 and 300),
  sku_ids uuid[] not null check (cardinality(sku_ids) between 1 and 2000),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  done bigint not null default 0 check (done between 0 and cardinality(sku_ids)), down boolean not null default false, tries bigint not null default 0 check (tries >= 0),
  labels bigint check (labels between 1 and cardinality(sku_ids)), fell_back bigint not null default 0 check (fell_back between 0 and cardinality(sku_ids)),
  bytes bigint check (bytes > 0), fault text, fault_args jsonb not null default '{}', printed_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id),
  check ((state = 'done') = (bytes is not null and labels is not null and printed_at is not null)), check ((state = 'failed') = (fault is not null))
);
comment on column label_prints.origin is 'Where the shop is met, as https://host: codes for browsers begin with it';
comment on column label_prints.done is 'Labels whose mini-program code is there';
comment on column label_prints.down is 'The provider gave no codes and whoever prints wants codes for browsers then';
comment on column label_prints.fell_back is 'Labels that bear a code for browsers in place of a mini-program code';
create index label_prints_made on label_prints (tenant_id, created_at);
create index label_prints_busy on label_prints (tenant_id, id) where state in ('waiting', 'running');
select tenant_table('label_prints');

create table label_codes (
  tenant_id uuid not null, code text collate "C" not null check (code ~ '^[0-9a-z]{12}$'), store_id uuid not null, sku_id uuid not null,
  picture text check (picture ~ '^[0-9a-f]{64}$'), app_id text, created_at timestamptz not null,
  primary key (tenant_id, code), unique (tenant_id, store_id, sku_id),
  foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  check ((picture is null) = (app_id is null))
);
comment on table label_codes is 'The short code that a label of a SKU in a store leads by; it never changes, since labels hang for years';
comment on column label_codes.picture is 'SHA-256 of the mini-program code as a PNG, under which it lies with the files; app_id: the app it opens';
select tenant_table('label_codes');
