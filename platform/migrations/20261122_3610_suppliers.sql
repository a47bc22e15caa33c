-- What a brand and a supplier agreed on, version by version. A version holds from its day until the next one's, or until its own last day.
create table supplier_contracts (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, version bigint not null check (version > 0),
  model text not null check (model in ('commission', 'supply_price')),
  rate bigint not null check (rate between 0 and 10000), category_rates jsonb not null default '[]',
  fee_fixed bigint not null check (fee_fixed >= 0), fee_rate bigint not null check (fee_rate between 0 and 10000),
  hold_days bigint not null check (hold_days between 0 and 365), period text not null check (period in ('week', 'half_month', 'month')),
  valid_from date not null, valid_until date, terms text not null default '' check (length(terms) <= 4000), currency text not null,
  made_by uuid, made_by_name text not null, created_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, supplier_id, valid_from), unique (tenant_id, supplier_id, version),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), check (valid_until is null or valid_until >= valid_from)
);
select tenant_table('supplier_contracts');
comment on column supplier_contracts.rate is 'What the brand keeps of the paid amount, in basis points; 0 in the supply price model';

create table supplier_payouts (
  tenant_id uuid not null, id uuid not null, number text not null, supplier_id uuid not null, amount bigint not null check (amount > 0), currency text not null,
  state text not null check (state in ('proposed', 'approved', 'paid', 'refused')),
  proposed_by uuid not null, proposed_by_name text not null, proposed_at timestamptz not null,
  decided_by uuid, decided_by_name text not null default '', decided_at timestamptz,
  paid_by uuid, paid_by_name text not null default '', paid_at timestamptz, bank_ref text not null default '', note text not null default '',
  primary key (tenant_id, id), unique (tenant_id, number), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  check ((decided_by is null) = (state = 'proposed')), check (decided_by <> proposed_by or state = 'refused'), check ((paid_by is null) = (state <> 'paid')), check ((bank_ref = '') = (state <> 'paid'))
);
create index supplier_payouts_listed on supplier_payouts (tenant_id, id desc);
create unique index supplier_payouts_bank on supplier_payouts (tenant_id, bank_ref) where state = 'paid';
select tenant_table('supplier_payouts');
comment on column supplier_payouts.decided_by is 'Never who proposed it, unless it was refused';

-- What a period came to. All sums are signed as the supplier sees them: what it gets is positive.
create table supplier_statements (
  tenant_id uuid not null, id uuid not null, number text not null, supplier_id uuid not null, contract_id uuid not null,
  period_from date not null, period_to date not null, available_on date not null, currency text not null,
  opening bigint not null check (opening <= 0), gross bigint not null, commission bigint not null,
  sales bigint not null, refunds bigint not null, fees bigint not null, adjustments bigint not null, closing bigint not null, line_count bigint not null check (line_count >= 0),
  state text not null check (state in ('issued', 'brand_confirmed', 'supplier_confirmed', 'disputed', 'confirmed', 'paying', 'settled')), issues bigint not null default 1 check (issues > 0),
  issued_at timestamptz not null, brand_by_name text not null default '', brand_at timestamptz, supplier_by_name text not null default '', supplier_at timestamptz,
  carried_to uuid, payout_id uuid,
  primary key (tenant_id, id), unique (tenant_id, supplier_id, period_from), unique (tenant_id, number),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, contract_id) references supplier_contracts (tenant_id, id),
  foreign key (tenant_id, carried_to) references supplier_statements (tenant_id, id), foreign key (tenant_id, payout_id) references supplier_payouts (tenant_id, id),
  check (period_to >= period_from), check (available_on >= period_to), check (closing = opening + sales + refunds + fees + adjustments), check (carried_to is null or (closing < 0 and payout_id is null)), check (payout_id is null or closing > 0),
  check ((payout_id is not null) = (state = 'paying' or (state = 'settled' and closing > 0)))
);
create index supplier_statements_listed on supplier_statements (tenant_id, id desc);
create index supplier_statements_supplier on supplier_statements (tenant_id, supplier_id, id desc);
create index supplier_statements_payout on supplier_statements (tenant_id, payout_id) where payout_id is not null;
select tenant_table('supplier_statements');
comment on column supplier_statements.opening is 'What the period before owed the brand; what it owed the supplier is paid for itself';

-- One row for each sold line of a supplier's goods, each refund of one, each fee and each adjustment. Amounts are frozen with the contract's version of the day.
create table settlement_lines (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, kind text not null check (kind in ('sale', 'refund', 'fee', 'adjustment')),
  order_id uuid, line_id uuid, refund_id uuid, contract_id uuid, model text check (model in ('commission', 'supply_price')), rate bigint check (rate between 0 and 10000),
  quantity bigint not null default 0, base bigint not null default 0, commission bigint not null default 0, amount bigint not null default 0,
  day date not null, waiting text check (waiting in ('no_contract', 'no_supply_price')), statement_id uuid, note text not null default '', by_name text not null default '', created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, line_id) references order_lines (tenant_id, id), foreign key (tenant_id, refund_id) references refunds (tenant_id, id),
  foreign key (tenant_id, contract_id) references supplier_contracts (tenant_id, id), foreign key (tenant_id, statement_id) references supplier_statements (tenant_id, id),
  check ((waiting is null) = (contract_id is not null)), check (waiting is null or (amount = 0 and commission = 0 and statement_id is null)),
  check ((line_id is not null and order_id is not null) = (kind in ('sale', 'refund'))), check ((refund_id is not null) = (kind = 'refund')),
  check (case kind when 'sale' then base >= 0 and quantity > 0 when 'refund' then base <= 0 and quantity <= 0 else base = 0 and commission = 0 end),
  check (model is distinct from 'commission' or amount = base - commission), check (kind not in ('fee', 'adjustment') or amount <> 0)
);
create unique index settlement_lines_sale on settlement_lines (tenant_id, line_id) where kind = 'sale';
create unique index settlement_lines_refund on settlement_lines (tenant_id, refund_id, line_id) where kind = 'refund';
create index settlement_lines_order on settlement_lines (tenant_id, order_id);
create index settlement_lines_open on settlement_lines (tenant_id, supplier_id, day) where statement_id is null;
create index settlement_lines_statement on settlement_lines (tenant_id, statement_id, day, id) where statement_id is not null;
select tenant_table('settlement_lines');

-- What a supplier says is wrong with a line of its statement, and what HQ answered.
create table statement_disputes (
  tenant_id uuid not null, id uuid not null, statement_id uuid not null, line_id uuid not null, reason text not null check (length(reason) between 1 and 500),
  state text not null check (state in ('open', 'accepted', 'rejected')), answer text not null default '' check (length(answer) <= 500), adjustment_id uuid,
  raised_by_name text not null, raised_at timestamptz not null, answered_by_name text not null default '', answered_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, statement_id) references supplier_statements (tenant_id, id), foreign key (tenant_id, line_id) references settlement_lines (tenant_id, id),
  foreign key (tenant_id, adjustment_id) references settlement_lines (tenant_id, id), check ((adjustment_id is not null) = (state = 'accepted')), check ((answered_at is null) = (state = 'open'))
);
create unique index statement_disputes_open on statement_disputes (tenant_id, line_id) where state = 'open';
create index statement_disputes_statement on statement_disputes (tenant_id, statement_id, id);
select tenant_table('statement_disputes');
