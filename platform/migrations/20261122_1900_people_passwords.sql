-- What a brand asks of its people's passwords, and since when a password is in use.
alter table sign_in_policies
  add column length_min smallint not null default 8 check (length_min between 8 and 64),
  add column mixed boolean not null default false,
  add column days_max smallint check (days_max between 30 and 730),
  add column own_choice boolean not null default false;

alter table people
  -- of passwords that are there already nobody knows their age: it counts from now
  add column password_set_at timestamptz not null default now(),
  add column password_by_other boolean not null default false;
alter table people alter column password_set_at drop default;
