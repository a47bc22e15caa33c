-- Sheets that people upload: what each says row by row, what is wrong with it, and how far it has been written.
create table imports (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('products', 'prices', 'stores', 'stock')),
  name text not null check (length(name) between 1 and 120), file text not null, bytes bigint not null check (bytes > 0),
  state text not null default 'reading' check (state in ('reading', 'preview', 'running', 'done', 'stopped', 'failed')),
  fault text, fault_args jsonb not null default '{}', columns text[] not null default '{}', ignored text[] not null default '{}',
  rows bigint not null default 0 check (rows >= 0), next_batch bigint not null default 0 check (next_batch >= 0),
  planned jsonb not null default '{"fresh":0,"changed":0,"same":0,"faulty":0}', made jsonb not null default '{"fresh":0,"changed":0,"same":0,"faulty":0}',
  faults bigint not null default 0 check (faults >= 0), samples jsonb not null default '[]', rows_kept boolean not null default true, begun boolean not null default false,
  tries bigint not null default 0 check (tries >= 0), person_id uuid not null, person_name text not null, session_id uuid not null,
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  check (fault is null or state in ('failed', 'stopped'))
);
comment on column imports.next_batch is 'Batches up to this one are checked (while reading) or written (while running): where a worker goes on';
comment on column imports.file is 'Where the sheet lies until its rows are taken in; empty from then on';
comment on column imports.begun is 'A run has begun: one that was stopped can go on';
comment on column imports.tries is 'How often work broke off since it last got on';
comment on column imports.session_id is 'The sign-in it was begun under; the rights are looked up anew at every chunk';
create index imports_newest on imports (tenant_id, created_at desc, id desc);
create index imports_busy on imports (tenant_id, id) where state in ('reading', 'running');
select tenant_table('imports');

create table import_rows (
  tenant_id uuid not null, import_id uuid not null, batch bigint not null check (batch > 0), row bigint not null check (row > 0), cells jsonb not null,
  primary key (tenant_id, import_id, batch, row),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
comment on column import_rows.batch is 'What is written together or not at all: the first row of the same product';
select tenant_table('import_rows');

create table import_faults (
  tenant_id uuid not null, import_id uuid not null, row bigint not null check (row > 0), cell text not null check (length(cell) <= 60),
  batch bigint not null check (batch > 0), code text not null, args jsonb not null default '{}', value text not null default '' check (length(value) <= 200),
  primary key (tenant_id, import_id, row, cell),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
create index import_faults_batch on import_faults (tenant_id, import_id, batch);
select tenant_table('import_faults');
