-- The tenant context and the directory's doors. Run before each migration as an administrator; safe to run again.
set role storeweave_ctx;
create or replace function ctx.begin_tenant(t uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('app.tenant_id', true), '') <> '' then raise exception 'tenant context already set' using errcode = '42501'; end if;
  execute format('set local app.tenant_id = %L', t);
end $$;
-- The same for a read that is planned once a connection, whatever its values are.
create or replace function ctx.begin_planned_once(t uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ctx.begin_tenant(t);
  set local plan_cache_mode = force_generic_plan;
end $$;
revoke execute on function ctx.begin_tenant(uuid), ctx.begin_planned_once(uuid) from public;
grant execute on function ctx.begin_tenant(uuid), ctx.begin_planned_once(uuid) to storeweave_app;
create or replace function ctx.find_tenant(k text, v text) returns table (id uuid, slug text, status text, cell text) language plpgsql stable security definer set search_path = storeweave as $$
begin
  return query select t.id, t.slug, t.status, t.cell from tenants t
    where (k = 'id' and t.id::text = v) or (k = 'slug' and t.slug = v) or (k in ('host', 'wechat_app') and t.id = (select a.tenant from tenant_addresses a where a.kind = k and a.value = v));
end $$;
create or replace function ctx.list_tenants(after uuid, most bigint) returns table (id uuid, slug text) language plpgsql stable security definer set search_path = storeweave as $$
begin
  return query select t.id, t.slug from tenants t where t.id > after and t.status = 'active' order by t.id limit least(most, 1000);
end $$;
create or replace function ctx.create_tenant(i uuid, s text) returns void language plpgsql security definer set search_path = storeweave as $$
begin insert into tenants (id, slug) values (i, s); end $$;
create or replace function ctx.add_address(k text, v text, i uuid) returns void language plpgsql security definer set search_path = storeweave as $$
begin insert into tenant_addresses (kind, value, tenant) values (k, v, i) on conflict (kind, value) do nothing; end $$;
revoke execute on function ctx.find_tenant(text, text), ctx.list_tenants(uuid, bigint), ctx.create_tenant(uuid, text), ctx.add_address(text, text, uuid) from public;
grant execute on function ctx.find_tenant(text, text) to storeweave_app, storeweave_worker;
grant execute on function ctx.list_tenants(uuid, bigint) to storeweave_worker, storeweave_jobs;
grant execute on function ctx.create_tenant(uuid, text), ctx.add_address(text, text, uuid) to storeweave_worker;
-- The platform's own staff, one at a time: by login or id; the API may use a code up, making and disabling is the worker's.
create or replace function ctx.find_operator(k text, v text) returns table (id uuid, login text, name text, password_hash text, sealed_secret text, status text) language plpgsql stable security definer set search_path = storeweave as $$
begin
  return query select o.id, o.login, o.name, o.password_hash, o.sealed_secret, o.status from operators o where (k = 'id' and o.id::text = v) or (k = 'login' and o.login = v);
end $$;
create or replace function ctx.use_operator_step(i uuid, step bigint, sealed text) returns boolean language plpgsql security definer set search_path = storeweave as $$
begin
  update operators o set last_step = step, sealed_secret = sealed where o.id = i and o.last_step < step and o.status = 'active';
  return found;
end $$;
create or replace function ctx.keep_operator(i uuid, l text, n text, h text, sealed text) returns void language plpgsql security definer set search_path = storeweave as $$
begin
  insert into operators (id, login, name, password_hash, sealed_secret) values (i, l, n, h, sealed)
    on conflict (login) do update set name = n, password_hash = h, sealed_secret = sealed, last_step = 0, status = 'active';
end $$;
create or replace function ctx.disable_operator(l text) returns boolean language plpgsql security definer set search_path = storeweave as $$
begin
  update operators o set status = 'disabled' where o.login = l;
  return found;
end $$;
revoke execute on function ctx.find_operator(text, text), ctx.use_operator_step(uuid, bigint, text), ctx.keep_operator(uuid, text, text, text, text), ctx.disable_operator(text) from public;
grant execute on function ctx.find_operator(text, text), ctx.use_operator_step(uuid, bigint, text) to storeweave_app;
grant execute on function ctx.keep_operator(uuid, text, text, text, text), ctx.disable_operator(text) to storeweave_worker;
reset role;
