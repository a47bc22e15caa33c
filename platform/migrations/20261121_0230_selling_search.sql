-- Staff look orders up by the beginning of their number and by the whole phone number.
create index orders_number_beginning on orders (tenant_id, number collate "C");
create index orders_phone on orders (tenant_id, contact_phone, id desc) where contact_phone <> '';
