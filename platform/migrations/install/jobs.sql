-- The one way for the API's role to enqueue work: stamps the tenant, fails without one.
set role storeweave_jobs;
create or replace function ctx.enqueue(task text, payload json, run_at timestamptz, key text) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare tenant text := nullif(current_setting('app.tenant_id', true), '');
begin
  if tenant is null then raise exception 'no tenant context' using errcode = '42501'; end if;
  perform graphile_worker.add_job(task, json_build_object('tenantId', tenant, 'data', payload), run_at => run_at, job_key => tenant || ':' || key, max_attempts => 25);
end $$;
-- Whether a job of the tenant with this key still waits, runs or was given up on: its event must be kept.
create or replace function ctx.is_queued(job text) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from graphile_worker.jobs j where j.key = nullif(current_setting('app.tenant_id', true), '') || ':' || job);
end $$;
revoke execute on function ctx.is_queued(text) from public;
grant execute on function ctx.is_queued(text) to storeweave_app;
revoke execute on function ctx.enqueue(text, json, timestamptz, text) from public;
grant execute on function ctx.enqueue(text, json, timestamptz, text) to storeweave_app;
-- Events of the running tenant that were written this long ago and still wait to be delivered: the oldest 1000.
create or replace function ctx.undelivered(seconds bigint) returns table (id uuid, written_at timestamptz) language plpgsql stable security definer set search_path = pg_catalog as $$
declare tenant text := nullif(current_setting('app.tenant_id', true), '');
begin
  return query select split_part(j.key, ':', 2)::uuid, j.created_at from graphile_worker.jobs j
    where j.task_identifier = 'deliver_event' and starts_with(j.key, tenant || ':') and j.created_at < now() - make_interval(secs => seconds) order by j.created_at limit 1000;
end $$;
revoke execute on function ctx.undelivered(bigint) from public;
grant execute on function ctx.undelivered(bigint) to storeweave_app;
-- How much waits for delivery, by tenant: what the worker's measures show.
create or replace function ctx.waiting_events() returns table (tenant text, waiting bigint, oldest_seconds bigint) language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select split_part(j.key, ':', 1), count(*), greatest(0, extract(epoch from now() - min(j.created_at))::bigint) from graphile_worker.jobs j
    where j.task_identifier = 'deliver_event' and j.key is not null group by 1 order by 3 desc limit 1000;
end $$;
revoke execute on function ctx.waiting_events() from public;
reset role;
