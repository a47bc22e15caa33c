-- What the labels of the brand's scales hold, by prefix. None to begin with: a brand may print such codes for
-- anything else.
alter table tenant_settings
  add column scale_labels jsonb not null default '[]' check (jsonb_typeof(scale_labels) = 'array');
