-- Who did what to what. Appended in the transaction of the act itself (kernel/audit.ts), never changed.
create table audit_entries (
  tenant_id uuid not null, id uuid not null, at timestamptz not null,
  -- the transaction that wrote it: sealing goes by it, see audit_seals
  tx bigint not null default (pg_current_xact_id()::text::bigint),
  who_kind text not null check (length(who_kind) between 1 and 20), who_id uuid, who_name text not null, session_id uuid,
  device text not null check (length(device) <= 200), address text not null check (length(address) <= 60), request_id text not null,
  permission text not null, route text not null,
  outcome text not null check (outcome in ('done', 'refused')), note text not null check (length(note) <= 200),
  subject text not null, object_id uuid, object_name text not null check (length(object_name) <= 120), store_id uuid,
  before jsonb, after jsonb,
  primary key (tenant_id, id)
);
create index audit_entries_tx on audit_entries (tenant_id, tx);
create index audit_entries_who on audit_entries (tenant_id, who_id, id desc);
create index audit_entries_object on audit_entries (tenant_id, object_id, id desc);
create index audit_entries_store on audit_entries (tenant_id, store_id, id desc) where store_id is not null;
create index audit_entries_name on audit_entries (tenant_id, object_name collate "C", id desc) where object_name <> '';
select tenant_table('audit_entries', 'append');

-- Each seal covers the entries of all transactions from `from_tx` up to, without, `to_tx`; seals lie end to end. A seal is
-- made only up to the oldest transaction still running, so nothing can come into its stretch later.
create table audit_seals (
  tenant_id uuid not null, seq bigint not null check (seq > 0), day date not null, from_tx bigint not null, to_tx bigint not null,
  -- `id:hash` of each entry in order, so that a check can name the one that is wrong
  rows text[] not null check (cardinality(rows) > 0), previous text not null, hash text not null check (length(hash) = 64),
  sealed_at timestamptz not null,
  primary key (tenant_id, seq), check (from_tx < to_tx)
);
select tenant_table('audit_seals', 'append');

-- What a recomputation of the chain found.
create table audit_checks (
  tenant_id uuid not null, id uuid not null, at timestamptz not null, through bigint not null, entries bigint not null check (entries >= 0),
  broken_seal bigint, broken_entry uuid, problem text not null default '',
  primary key (tenant_id, id)
);
select tenant_table('audit_checks', 'append');

-- The one way entries ever leave: whole seals older than what the law asks for. The API's role holds no DELETE.
create function forget_audit_entries(keep_days bigint) returns bigint language plpgsql security definer set search_path = storeweave as $$
declare
  upto bigint;
  gone bigint;
begin
  if keep_days is null or keep_days < 180 then raise exception 'audit entries are kept for 180 days at least' using errcode = '22023'; end if;
  select max(to_tx) into upto from audit_seals where sealed_at < now() - make_interval(days => keep_days::integer);
  delete from audit_entries where tx < upto;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_audit_entries(bigint) from public;
grant execute on function forget_audit_entries(bigint) to storeweave_app;
