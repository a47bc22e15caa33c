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
reset role;
