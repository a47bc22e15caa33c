-- An event remembers the request it came from and its trace, so that both can be followed into the worker.
alter table outbox add column request_id text check (length(request_id) <= 64), add column traceparent text check (length(traceparent) <= 64);
