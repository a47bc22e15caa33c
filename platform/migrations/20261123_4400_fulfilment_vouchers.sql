-- Goods that are handed over as a code and leave no stock: what one of a SKU is good for, and what it was when it was sold.
alter table skus add column voucher jsonb;
alter table skus add constraint skus_voucher check (voucher is null or (voucher ->> 'uses')::bigint between 1 and 999) not valid;
alter table skus validate constraint skus_voucher;
comment on column skus.voucher is 'Of a voucher: how often it can be used, until when, and how; such a SKU has no stock';
alter table order_lines add column voucher jsonb;
comment on column order_lines.voucher is 'Of vouchers: what each was good for when it was sold';

alter table products drop constraint products_sold_kind;
alter table products add constraint products_sold_kind check (state <> 'published' or kind in ('physical', 'weighed', 'bundle', 'virtual', 'service_voucher')) not valid;
alter table products validate constraint products_sold_kind;
alter table orders drop constraint orders_fulfilment_kind_check,
  add constraint orders_fulfilment_kind_check check (fulfilment_kind in ('pickup', 'in_store', 'express', 'virtual')) not valid;
alter table orders validate constraint orders_fulfilment_kind_check;
alter table fulfilments drop constraint fulfilments_kind_check,
  add constraint fulfilments_kind_check check (kind in ('pickup', 'in_store', 'express', 'virtual')) not valid,
  drop constraint fulfilments_state_check,
  add constraint fulfilments_state_check check (state in ('pending', 'preparing', 'ready', 'picked_up', 'handed_over', 'shipped', 'signed', 'lost', 'issued', 'expired', 'cancelled')) not valid;
alter table fulfilments validate constraint fulfilments_kind_check;
alter table fulfilments validate constraint fulfilments_state_check;

create table vouchers (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, line_id uuid not null, n bigint not null check (n > 0), store_id uuid not null,
  uses bigint not null check (uses between 1 and 999), used bigint not null default 0 check (used >= 0), refunded bigint not null default 0 check (refunded >= 0),
  state text not null default 'live' check (state in ('live', 'used', 'expired', 'refunded')),
  issued_at timestamptz not null, expires_at timestamptz, closed_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, line_id, n), check (used + refunded <= uses), check ((state = 'live') = (closed_at is null)),
  foreign key (tenant_id, order_id) references orders (tenant_id, id), foreign key (tenant_id, line_id) references order_lines (tenant_id, id)
);
comment on table vouchers is 'What was bought to be used in stores: one for each piece of its line, n of them';
create index vouchers_order on vouchers (tenant_id, order_id);
create index vouchers_due on vouchers (tenant_id, expires_at) where state = 'live' and expires_at is not null;
select tenant_table('vouchers');

create table voucher_uses (
  tenant_id uuid not null, id uuid not null, voucher_id uuid not null, order_id uuid not null, store_id uuid not null,
  uses bigint not null check (uses > 0), used_at timestamptz not null, person_id uuid, person_name text not null default '',
  primary key (tenant_id, id), foreign key (tenant_id, voucher_id) references vouchers (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
comment on table voucher_uses is 'When, where and by whom uses of a voucher were taken';
create index voucher_uses_voucher on voucher_uses (tenant_id, voucher_id);
create index voucher_uses_at on voucher_uses (tenant_id, used_at desc, id desc);
select tenant_table('voucher_uses', 'append');

create table voucher_refunds (
  tenant_id uuid not null, refund_id uuid not null, voucher_id uuid not null, uses bigint not null check (uses > 0), amount bigint not null check (amount > 0),
  primary key (tenant_id, refund_id), foreign key (tenant_id, voucher_id) references vouchers (tenant_id, id), foreign key (tenant_id, refund_id) references refunds (tenant_id, id)
);
comment on table voucher_refunds is 'Which uses of a voucher a refund was for';
create index voucher_refunds_voucher on voucher_refunds (tenant_id, voucher_id);
select tenant_table('voucher_refunds', 'append');

-- A voucher's code is one of the tenant's codes: no two live ones are alike, whatever they are for.
alter table verification_codes add column voucher_id uuid;
alter table verification_codes add foreign key (tenant_id, voucher_id) references vouchers (tenant_id, id);
drop index verification_codes_fulfilment;
create unique index verification_codes_fulfilment on verification_codes (tenant_id, fulfilment_id) where voucher_id is null;
create unique index verification_codes_voucher on verification_codes (tenant_id, voucher_id) where voucher_id is not null;
