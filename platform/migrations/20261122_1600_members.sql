-- What a brand tells its shoppers about their data: a new version is a new row. Version 1 ships with the product and has none.
create table privacy_notices (
  tenant_id uuid not null, version bigint not null check (version > 1), text_zh text not null check (length(text_zh) between 1 and 20000), text_en text not null check (length(text_en) between 1 and 30000),
  purposes jsonb not null, published_by uuid, published_at timestamptz not null,
  primary key (tenant_id, version)
);
select tenant_table('privacy_notices', 'append');

-- Who agreed to what, and who took it back. No key to members: that somebody agreed once outlives the account, as a number alone.
create table member_consents (
  tenant_id uuid not null, id uuid not null, member_id uuid not null, purpose text not null check (purpose in ('service', 'location')), given boolean not null,
  version bigint not null check (version > 0), client text not null check (client in ('mini_program', 'h5', 'pc')), at timestamptz not null,
  primary key (tenant_id, id)
);
create index member_consents_last on member_consents (tenant_id, member_id, purpose, id desc);
select tenant_table('member_consents', 'append');

-- That data was asked for or deleted, and by which member of staff where it wasn't the shopper.
create table privacy_requests (
  tenant_id uuid not null, id uuid not null, member_id uuid not null, kind text not null check (kind in ('export', 'erasure')), by_person uuid, at timestamptz not null,
  primary key (tenant_id, id)
);
create index privacy_requests_member on privacy_requests (tenant_id, member_id, id desc);
select tenant_table('privacy_requests', 'append');

-- Words a shopper or somebody at the counter wrote into what cannot be changed otherwise: timelines and events of their
-- orders. The one way they ever leave; what happened when, and to which order, stays.
create function forget_member_words(member uuid) returns void language plpgsql security definer set search_path = storeweave as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  update order_timeline t set note = '', by_id = case when t.by_id = member then null else t.by_id end
    from orders o where t.tenant_id = tenant and o.tenant_id = tenant and o.member_id = member and t.order_id = o.id;
  update outbox e set payload = e.payload || '{"reason": ""}'
    from orders o where e.tenant_id = tenant and o.tenant_id = tenant and o.member_id = member and e.payload ->> 'orderId' = o.id::text and e.payload ? 'reason';
end $$;
revoke execute on function forget_member_words(uuid) from public;
grant execute on function forget_member_words(uuid) to storeweave_app;
