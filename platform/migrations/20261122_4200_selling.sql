-- Which pieces of a refund were put back on the shelf, in the same transaction.
alter table refund_lines add column restocked boolean not null default false, add check (quantity > 0 or not restocked);
