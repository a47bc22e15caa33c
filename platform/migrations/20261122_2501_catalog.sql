-- What a product was after each edit: enough to show what changed and to go back to it. A version that is missing was
-- written elsewhere (a price list, a sheet of before) and is kept with the next edit.
create table product_versions (
  tenant_id uuid not null, product_id uuid not null, version bigint not null check (version > 0), body jsonb not null,
  person_id uuid, person_name text not null default '', at timestamptz not null,
  primary key (tenant_id, product_id, version), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
select tenant_table('product_versions', 'append');

-- What somebody who may not publish would make of a product that is on sale, until somebody who may says yes or no.
create table product_changes (
  tenant_id uuid not null, id uuid not null, product_id uuid not null, base_version bigint not null, body jsonb not null, note text not null default '',
  state text not null default 'open' check (state in ('open', 'applied', 'refused', 'withdrawn')),
  person_id uuid, person_name text not null, made_at timestamptz not null,
  decided_by_id uuid, decided_by_name text not null default '', decision_note text not null default '', decided_at timestamptz,
  primary key (tenant_id, id), check ((state = 'open') = (decided_at is null)),
  foreign key (tenant_id, product_id, base_version) references product_versions (tenant_id, product_id, version)
);
create index product_changes_made on product_changes (tenant_id, made_at desc, id desc);
create index product_changes_product on product_changes (tenant_id, product_id, base_version);
select tenant_table('product_changes');

create table change_comments (
  tenant_id uuid not null, id uuid not null, change_id uuid not null, words text not null check (length(words) between 1 and 1000),
  person_id uuid, person_name text not null, at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, change_id) references product_changes (tenant_id, id)
);
create index change_comments_change on change_comments (tenant_id, change_id, id);
select tenant_table('change_comments', 'append');
