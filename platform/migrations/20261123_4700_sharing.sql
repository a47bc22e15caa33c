-- How much of an order the brand's merchant account may share; without a row what the provider grants everybody.
create table share_settings (
  tenant_id uuid not null, max_ratio bigint not null check (max_ratio between 1 and 10000), updated_at timestamptz not null,
  primary key (tenant_id)
);
select tenant_table('share_settings');

-- Where a supplier's share of an order goes. One waits at a time, one is used at a time.
create table share_receivers (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, account text not null check (account ~ '^[0-9]{8,10}$'), name text not null check (length(name) between 1 and 100),
  state text not null check (state in ('proposed', 'adding', 'active', 'refused', 'ended')), by_supplier boolean not null,
  proposed_by uuid not null, proposed_by_name text not null, proposed_at timestamptz not null,
  decided_by uuid, decided_by_name text not null default '', decided_at timestamptz, note text not null default '' check (length(note) <= 500), fail_code text not null default '',
  primary key (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  check ((decided_by is null) = (state = 'proposed')), check (decided_by <> proposed_by or state in ('refused', 'ended'))
);
create unique index share_receivers_waiting on share_receivers (tenant_id, supplier_id) where state in ('proposed', 'adding');
create unique index share_receivers_used on share_receivers (tenant_id, supplier_id) where state = 'active';
create index share_receivers_supplier on share_receivers (tenant_id, supplier_id, id desc);
create index share_receivers_adding on share_receivers (tenant_id, id) where state = 'adding';
select tenant_table('share_receivers');
comment on column share_receivers.decided_by is 'Never who proposed it, unless it was refused or ended';

-- Money of a payment that is frozen at the provider until it was shared or set free.
alter table payments add column profit_sharing boolean not null default false;
alter table payments add column share_look_at timestamptz;
alter table payments add column share_ended_at timestamptz;
create index payments_frozen on payments (tenant_id, share_look_at nulls first) where profit_sharing and state = 'paid' and share_ended_at is null;
alter table refunds add column held boolean not null default false;
comment on column refunds.held is 'Waits until what a supplier was sent of the order is back';

-- Instructions to the provider: a supplier's share of an order, once each; or the rest of its money set free.
create table supplier_shares (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('share', 'unfreeze')), order_id uuid not null, payment_id uuid not null, supplier_id uuid, account text not null default '',
  amount bigint not null check (amount >= 0), returned bigint not null default 0, currency text not null, day date not null, state text not null check (state in ('due', 'sent', 'done', 'closed')), out_order_no text not null, provider_order text,
  line_id uuid, closed_line_id uuid, fail_code text not null default '', fail_words text not null default '', tries bigint not null default 0, created_at timestamptz not null, updated_at timestamptz not null, done_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, out_order_no), foreign key (tenant_id, order_id) references orders (tenant_id, id), foreign key (tenant_id, payment_id) references payments (tenant_id, id),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, line_id) references settlement_lines (tenant_id, id), foreign key (tenant_id, closed_line_id) references settlement_lines (tenant_id, id),
  check (case kind when 'share' then supplier_id is not null and amount > 0 and line_id is not null else supplier_id is null and amount = 0 and line_id is null end),
  check (returned between 0 and amount), check ((closed_line_id is not null) = (kind = 'share' and state = 'closed')), check ((done_at is not null) = (state in ('done', 'closed')))
);
create unique index supplier_shares_once on supplier_shares (tenant_id, order_id, supplier_id) where kind = 'share';
create unique index supplier_shares_free on supplier_shares (tenant_id, payment_id) where kind = 'unfreeze';
create index supplier_shares_open on supplier_shares (tenant_id, created_at) where state in ('due', 'sent');
create index supplier_shares_listed on supplier_shares (tenant_id, id desc);
create index supplier_shares_supplier on supplier_shares (tenant_id, supplier_id, id desc);
select tenant_table('supplier_shares');

-- A share on its way back, before the refund that waits for it.
create table share_returns (
  tenant_id uuid not null, id uuid not null, share_id uuid not null, refund_id uuid not null, order_id uuid not null, amount bigint not null check (amount > 0),
  state text not null check (state in ('due', 'sent', 'done', 'failed', 'carried')), out_return_no text not null, attempt bigint not null default 1, fail_code text not null default '', fail_words text not null default '', line_id uuid,
  decided_by uuid, decided_by_name text not null default '', decided_at timestamptz, note text not null default '' check (length(note) <= 200), tries bigint not null default 0, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, out_return_no), foreign key (tenant_id, share_id) references supplier_shares (tenant_id, id), foreign key (tenant_id, refund_id) references refunds (tenant_id, id),
  foreign key (tenant_id, line_id) references settlement_lines (tenant_id, id), check ((line_id is not null) = (state = 'done')), check (state <> 'carried' or decided_by is not null)
);
create index share_returns_share on share_returns (tenant_id, share_id, id);
create index share_returns_order on share_returns (tenant_id, order_id);
create index share_returns_open on share_returns (tenant_id, created_at) where state in ('due', 'sent');
create index share_returns_failed on share_returns (tenant_id, share_id) where state = 'failed';
select tenant_table('share_returns');

-- Shares are lines of a settlement: they take from what is left to be paid, and give it back where they come back.
alter table settlement_lines drop constraint settlement_lines_kind_check;
alter table settlement_lines add constraint settlement_lines_kind_check check (kind in ('sale', 'refund', 'fee', 'adjustment', 'share'));
alter table settlement_lines add constraint settlement_lines_share_check check (kind <> 'share' or (amount <> 0 and order_id is not null));

alter table supplier_statements add column shared bigint not null default 0;
comment on column supplier_statements.shared is 'What of it the supplier was sent already, less what it gave back: what is left to be paid is closing less this';
alter table supplier_statements drop constraint supplier_statements_check3;
alter table supplier_statements drop constraint supplier_statements_check4;
alter table supplier_statements drop constraint supplier_statements_check5;
alter table supplier_statements add constraint supplier_statements_carried_check check (carried_to is null or (closing - shared < 0 and payout_id is null));
alter table supplier_statements add constraint supplier_statements_payout_check check (payout_id is null or closing - shared > 0);
alter table supplier_statements add constraint supplier_statements_settled_check check ((payout_id is not null) = (state = 'paying' or (state = 'settled' and closing - shared > 0)));
