-- Until when a line counts as scanned in the store, and is charged what those pay who stand there.
alter table cart_lines add column scanned_until timestamptz;
