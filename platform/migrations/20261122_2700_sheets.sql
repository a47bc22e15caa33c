-- Changes of many products at once: what was asked, how far it is, and what each product was before and after: enough to undo it.
create table bulk_edits (
  tenant_id uuid not null, id uuid not null, which jsonb not null, edit jsonb not null,
  state text not null default 'checking' check (state in ('checking', 'ready', 'running', 'done', 'undoing', 'undone', 'stopped')),
  fault text, next_id uuid not null, matched bigint not null default 0 check (matched >= 0),
  planned bigint not null default 0 check (planned >= 0), same bigint not null default 0 check (same >= 0), refused bigint not null default 0 check (refused >= 0),
  made bigint not null default 0 check (made >= 0), restored bigint not null default 0 check (restored >= 0), kept bigint not null default 0 check (kept >= 0),
  tries bigint not null default 0 check (tries >= 0), person_id uuid not null, person_name text not null, session_id uuid not null,
  undone_by_name text not null default '', undone_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  check (fault is null or state = 'stopped')
);
comment on column bulk_edits.next_id is 'Products up to this one are looked at, written or put back: where a worker goes on';
comment on column bulk_edits.kept is 'Products that an undo left alone: somebody has changed them since';
create index bulk_edits_newest on bulk_edits (tenant_id, created_at desc, id desc);
create index bulk_edits_busy on bulk_edits (tenant_id, id) where state in ('checking', 'running', 'undoing');
select tenant_table('bulk_edits');

create table bulk_edit_rows (
  tenant_id uuid not null, edit_id uuid not null, product_id uuid not null, name_zh text not null, name_en text not null,
  outcome text not null check (outcome in ('planned', 'refused', 'made', 'restored', 'kept')), code text, args jsonb not null default '{}', before jsonb, after jsonb,
  primary key (tenant_id, edit_id, product_id),
  foreign key (tenant_id, edit_id) references bulk_edits (tenant_id, id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  check ((code is not null) = (outcome in ('refused', 'kept')))
);
comment on table bulk_edit_rows is 'Products that an edit changes or may not change; those it leaves as they are have no row';
create index bulk_edit_rows_outcome on bulk_edit_rows (tenant_id, edit_id, outcome, product_id);
select tenant_table('bulk_edit_rows');
