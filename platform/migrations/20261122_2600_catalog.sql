-- How a product shows itself beside its plain fields: its story (blocks, never HTML), what search engines are told, a
-- video and a 3D model. Products without a row show their plain fields alone.
alter table products add column look bigint not null default 1;
comment on column products.look is 'Counts what shoppers see of a product that is no edit of its own fields. Kept pages go by version + look; editors by version';

alter table media add column public boolean not null default false;
comment on column media.public is 'A video or model that anybody may fetch at an address that never changes; pictures always are';
alter table media drop constraint media_kind_check,
  add constraint media_kind_check check (kind in ('picture', 'video', 'document', 'model')) not valid;
alter table media drop constraint media_type,
  add constraint media_type check (case kind
    when 'picture' then type = 'image/webp' and name = '' and file_bytes = 0
    when 'video' then type in ('video/mp4', 'video/webm') and name <> '' and file_bytes > 0
    when 'model' then type = 'model/gltf-binary' and name <> '' and file_bytes > 0 and public
    else type = 'application/pdf' and name <> '' and file_bytes > 0 and not public end) not valid;
alter table media validate constraint media_kind_check;
alter table media validate constraint media_type;

create table presentations (
  tenant_id uuid not null, product_id uuid not null,
  story_zh jsonb not null default '[]' check (jsonb_typeof(story_zh) = 'array'), story_en jsonb not null default '[]' check (jsonb_typeof(story_en) = 'array'),
  title_zh text not null default '', title_en text not null default '', description_zh text not null default '', description_en text not null default '',
  words_zh text not null default '', words_en text not null default '',
  video_id uuid, model_id uuid, version bigint not null default 1 check (version > 0), updated_at timestamptz not null,
  primary key (tenant_id, product_id), foreign key (tenant_id, product_id) references products (tenant_id, id),
  foreign key (tenant_id, video_id) references media (tenant_id, id), foreign key (tenant_id, model_id) references media (tenant_id, id)
);
select tenant_table('presentations');
