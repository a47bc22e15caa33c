create table cart_lines (
  tenant_id uuid not null, member_id uuid not null, store_id uuid not null, sku_id uuid not null, quantity bigint not null check (quantity between 1 and 999999), selected boolean not null default true, updated_at timestamptz not null, created_at timestamptz not null,
  primary key (tenant_id, member_id, store_id, sku_id), foreign key (tenant_id, member_id) references members (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
select tenant_table('cart_lines');

create table order_counters (
  tenant_id uuid not null, store_id uuid not null, trading_day date not null, last bigint not null default 0,
  primary key (tenant_id, store_id, trading_day)
);
select tenant_table('order_counters');

create table orders (
  tenant_id uuid not null, id uuid not null, number text not null, store_id uuid not null, member_id uuid,
  channel text not null check (channel in ('mini_program', 'h5', 'pc', 'app', 'pos', 'scan_to_buy', 'open_api')),
  payment text not null default 'unpaid' check (payment in ('unpaid', 'paid', 'part_refunded', 'refunded')),
  -- the order's step as people see it, kept in step by one function of rules/order
  status text not null default 'to_pay' check (status in ('to_pay', 'preparing', 'ready', 'completed', 'cancelled', 'refunding', 'refunded')),
  fulfilment_kind text not null check (fulfilment_kind in ('pickup', 'in_store')),
  currency text not null, goods_total bigint not null check (goods_total >= 0), payable bigint not null check (payable >= 0), paid bigint not null default 0 check (paid >= 0),
  refunded bigint not null default 0 check (refunded >= 0 and refunded <= paid), quote jsonb not null, item_count bigint not null check (item_count > 0),
  contact_name text not null default '', contact_phone text not null default '', note text not null default '', device_id uuid, cashier_id uuid, cashier_name text not null default '',
  tender text check (tender in ('cash', 'wechat_code')), cash_received bigint check (cash_received >= 0),
  placed_at timestamptz not null, expires_at timestamptz, paid_at timestamptz, cancelled_at timestamptz, completed_at timestamptz, trading_day date not null, cancel_reason text not null default '',
  primary key (tenant_id, id), unique (tenant_id, number),
  foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, member_id) references members (tenant_id, id)
);
create index orders_placed on orders (tenant_id, id desc);
create index orders_store on orders (tenant_id, store_id, id desc);
create index orders_member on orders (tenant_id, member_id, id desc);
create index orders_day on orders (tenant_id, trading_day, store_id) include (payable, paid, refunded, channel, payment);
create index orders_expiring on orders (tenant_id, expires_at) where status = 'to_pay';
select tenant_table('orders');

create table order_lines (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, position bigint not null, sku_id uuid not null, product_id uuid not null, supplier_id uuid, store_id uuid not null,
  name_zh text not null, name_en text not null default '', option_zh text not null default '', option_en text not null default '', unit_zh text not null default '', unit_en text not null default '', sku_code text not null, kind text not null, media_id uuid,
  quantity bigint not null check (quantity > 0), unit_price bigint not null check (unit_price >= 0), unit_size bigint not null, list_price bigint not null, total bigint not null check (total >= 0), supply_amount bigint check (supply_amount >= 0),
  trading_day date not null, sold_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index order_lines_order on order_lines (tenant_id, order_id, position);
create index order_lines_supplier on order_lines (tenant_id, supplier_id, id desc) where supplier_id is not null;
create index order_lines_day on order_lines (tenant_id, trading_day, product_id);
select tenant_table('order_lines');

create table order_timeline (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, event text not null, from_state text, to_state text, by_id uuid, by_name text not null, note text not null default '', at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index order_timeline_order on order_timeline (tenant_id, order_id, id);
select tenant_table('order_timeline', 'append');

create table fulfilments (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, store_id uuid not null, kind text not null check (kind in ('pickup', 'in_store')),
  state text not null check (state in ('pending', 'preparing', 'ready', 'picked_up', 'handed_over', 'expired', 'cancelled')),
  promised_at timestamptz, paid_at timestamptz, finished_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
create index fulfilments_order on fulfilments (tenant_id, order_id);
create index fulfilments_board on fulfilments (tenant_id, store_id, state, id);
select tenant_table('fulfilments');

-- 8 digits, unique among the tenant's live codes.
create table verification_codes (
  tenant_id uuid not null, id uuid not null, fulfilment_id uuid not null, order_id uuid not null, store_id uuid not null, code text not null check (code ~ '^[0-9]{8}$'),
  state text not null default 'live' check (state in ('live', 'used', 'void')), created_at timestamptz not null, used_at timestamptz, used_by uuid, used_by_name text not null default '', used_store_id uuid,
  primary key (tenant_id, id), foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id)
);
create unique index verification_codes_live on verification_codes (tenant_id, code) where state = 'live';
create unique index verification_codes_fulfilment on verification_codes (tenant_id, fulfilment_id);
create index verification_codes_code on verification_codes (tenant_id, code);
create index verification_codes_used on verification_codes (tenant_id, used_at desc, id desc) where state = 'used';
select tenant_table('verification_codes');

-- Wrong codes typed at a store: guessing locks the person for a while.
create table verification_failures (
  tenant_id uuid not null, person_id uuid not null, failures smallint not null default 0 check (failures >= 0), since timestamptz not null, locked_until timestamptz,
  primary key (tenant_id, person_id)
);
select tenant_table('verification_failures');

create table payments (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, method text not null check (method in ('wechat_jsapi', 'wechat_h5', 'wechat_native', 'wechat_code', 'cash')),
  state text not null default 'created' check (state in ('created', 'pending', 'paid', 'closed', 'failed')), amount bigint not null check (amount >= 0), refunded_amount bigint not null default 0, currency text not null,
  out_trade_no text not null, provider_txn text, prepay jsonb, created_at timestamptz not null, paid_at timestamptz, checked_at timestamptz, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, out_trade_no), foreign key (tenant_id, order_id) references orders (tenant_id, id), check (refunded_amount >= 0 and refunded_amount <= amount)
);
create index payments_order on payments (tenant_id, order_id, id);
create index payments_open on payments (tenant_id, created_at) where state in ('created', 'pending');
create unique index payments_txn on payments (tenant_id, provider_txn) where provider_txn is not null;
select tenant_table('payments');

create table refunds (
  tenant_id uuid not null, id uuid not null, payment_id uuid not null, order_id uuid not null, amount bigint not null check (amount > 0), reason text not null,
  state text not null default 'due' check (state in ('due', 'sent', 'done', 'failed')), out_refund_no text not null, provider_refund text, tries smallint not null default 0, created_at timestamptz not null, done_at timestamptz, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, out_refund_no), foreign key (tenant_id, payment_id) references payments (tenant_id, id)
);
create index refunds_payment on refunds (tenant_id, payment_id);
create index refunds_order on refunds (tenant_id, order_id);
create index refunds_open on refunds (tenant_id, created_at) where state in ('due', 'sent');
select tenant_table('refunds');

-- What a provider told us, once each.
create table provider_events (
  tenant_id uuid not null, provider text not null, event_id text not null, kind text not null, received_at timestamptz not null,
  primary key (tenant_id, provider, event_id)
);
select tenant_table('provider_events', 'append');

-- Money facts: one row is one balanced transfer. Corrections are reversals.
create table ledger_transfers (
  tenant_id uuid not null, id uuid not null, debit_account text not null, credit_account text not null, amount bigint not null check (amount > 0), currency text not null, kind text not null, ref text not null, order_id uuid, at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, kind, ref), check (debit_account <> credit_account)
);
create index ledger_transfers_order on ledger_transfers (tenant_id, order_id);
select tenant_table('ledger_transfers', 'append');
