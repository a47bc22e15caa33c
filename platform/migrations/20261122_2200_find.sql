-- Finding goods. A term says whether it begins a name (what begins with the word goes before what only contains it);
-- codes and barcodes are looked up where they stand, so that a product of many SKUs keeps its names among its terms.
alter table product_terms add column first boolean not null default false;
alter table product_terms drop constraint product_terms_pkey, add primary key (tenant_id, term, product_id) include (first);
alter table skus add column code_plain text collate "C" generated always as (lower(code collate "C")) stored;
create index skus_code_beginning on skus (tenant_id, code_plain);
create index barcodes_beginning on barcodes (tenant_id, barcode collate "C");
-- Whose terms still have to be written: all that are there when this comes, and what comes in bulk.
alter table products add column termed boolean not null default false;
create index products_untermed on products (tenant_id, id) where not termed;
create index products_brand on products (tenant_id, brand collate "C", id) where state = 'published';

-- The words of the tenant's names, and what each is typed as: itself, pinyin, initials. `near` rows are those with one
-- letter left out: two words one slip apart share one, so a slip is found by plain equality.
create table search_words (
  tenant_id uuid not null, word text collate "C" not null check (length(word) between 1 and 60), upto text collate "C" not null,
  primary key (tenant_id, word)
);
select tenant_table('search_words');
create table search_keys (
  tenant_id uuid not null, near boolean not null, key text collate "C" not null check (length(key) between 1 and 60), word text collate "C" not null,
  primary key (tenant_id, near, key, word), foreign key (tenant_id, word) references search_words (tenant_id, word)
);
create index search_keys_word on search_keys (tenant_id, word);
select tenant_table('search_keys');

create table synonyms (
  tenant_id uuid not null, id uuid not null, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenant_table('synonyms');
create table synonym_words (
  tenant_id uuid not null, synonym_id uuid not null, position bigint not null check (position >= 0), word text not null check (length(word) between 1 and 30),
  plain text collate "C" not null, upto text collate "C" not null, sound text collate "C" not null default '',
  primary key (tenant_id, synonym_id, position), foreign key (tenant_id, synonym_id) references synonyms (tenant_id, id)
);
create index synonym_words_plain on synonym_words (tenant_id, plain);
create index synonym_words_sound on synonym_words (tenant_id, sound);
select tenant_table('synonym_words');

-- Trees beside the categories: a root is a tree (season, for whom ...), what hangs under it are its values.
create table classifications (
  tenant_id uuid not null, id uuid not null, parent_id uuid, name_zh text not null check (length(name_zh) between 1 and 40), name_en text not null default '',
  position bigint not null default 0 check (position >= 0), shown boolean not null default true, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, parent_id) references classifications (tenant_id, id), check (parent_id <> id)
);
create index classifications_parent on classifications (tenant_id, parent_id);
select tenant_table('classifications');
create table product_classes (
  tenant_id uuid not null, classification_id uuid not null, product_id uuid not null,
  primary key (tenant_id, classification_id, product_id), foreign key (tenant_id, classification_id) references classifications (tenant_id, id),
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index product_classes_product on product_classes (tenant_id, product_id, classification_id);
select tenant_table('product_classes');

create table tags (
  tenant_id uuid not null, id uuid not null, name_zh text not null check (length(name_zh) between 1 and 12), name_en text not null default '',
  colour text not null check (colour in ('red', 'orange', 'green', 'blue', 'grey')), position bigint not null default 0 check (position >= 0), active boolean not null default true,
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenant_table('tags');
-- A tag holds from `from_at` until before `until_at`, or for good.
create table product_tags (
  tenant_id uuid not null, product_id uuid not null, tag_id uuid not null, from_at timestamptz not null, until_at timestamptz,
  primary key (tenant_id, product_id, tag_id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  foreign key (tenant_id, tag_id) references tags (tenant_id, id), check (until_at > from_at)
);
create index product_tags_tag on product_tags (tenant_id, tag_id, product_id);
select tenant_table('product_tags');
