-- How long a store takes to have a pickup order ready, in minutes of its opening time: what shoppers are promised.
alter table stores add column preparation_minutes smallint not null default 30 check (preparation_minutes between 0 and 1440);
