-- What has had its time is cleared away in small batches: each table gets the index that finds its oldest rows.

-- events are forgotten by their id, which is ordered by time; the notes on who heard them by the event
alter table handled_events drop constraint handled_events_pkey, add primary key (tenant_id, event_id, listener);
grant delete on outbox, handled_events to storeweave_app;

-- json keeps the text as it was answered, so that a repeated request gets the same bytes
alter table idempotency_keys alter column response type json;

create index idempotency_keys_age on idempotency_keys (tenant_id, created_at);
create index sessions_end on sessions (tenant_id, expires_at);
create index sms_codes_end on sms_codes (tenant_id, expires_at);
create index sign_in_failures_age on sign_in_failures (tenant_id, last_at);
