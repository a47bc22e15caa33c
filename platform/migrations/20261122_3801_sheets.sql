-- What bulk edits did to each product is kept for a time; a change without it can be neither made nor undone.
alter table bulk_edits add column rows_kept boolean not null default true;
create index bulk_edits_swept on bulk_edits (tenant_id, id) where not rows_kept;
