-- videos and documents beside pictures: bytes counts all that is kept of them, file_bytes the file alone
alter table media
  add column kind text not null default 'picture' check (kind in ('picture', 'video', 'document')),
  add column name text not null default '' check (length(name) <= 120),
  add column type text not null default 'image/webp',
  add column file_bytes bigint not null default 0,
  add constraint media_type check (case kind
    when 'picture' then type = 'image/webp' and name = '' and file_bytes = 0
    when 'video' then type in ('video/mp4', 'video/webm') and name <> '' and file_bytes > 0
    else type = 'application/pdf' and name <> '' and file_bytes > 0 end);
