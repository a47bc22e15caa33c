-- Features that a brand has switched off, each with the instant since when; all are used by who never said anything (0048).
alter table tenant_settings
  add column features_off jsonb not null default '{}' check (jsonb_typeof(features_off) = 'object');
comment on column tenant_settings.features_off is 'What nobody of the brand sees any more, and since when; nothing is deleted by it';
