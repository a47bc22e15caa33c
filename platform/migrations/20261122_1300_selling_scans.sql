-- The scan that a line of a cart was last changed by: the same scan sent again changes nothing.
alter table cart_lines add column scan_id uuid;
