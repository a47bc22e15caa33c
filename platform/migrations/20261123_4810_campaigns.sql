-- Campaigns of a brand with goods of several merchants: who bears what of the discount is agreed on before it begins (0048).
create table campaigns (
  tenant_id uuid not null, id uuid not null, version bigint not null default 1, state text not null default 'draft' check (state in ('draft', 'open', 'called_off')),
  name_zh text not null, name_en text not null default '', about_zh text not null default '', about_en text not null default '',
  starts_at timestamptz not null, ends_at timestamptz not null, unit_ids uuid[] not null check (cardinality(unit_ids) > 0), off bigint not null check (off between 1 and 9900),
  made_by_name text not null, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), check (ends_at > starts_at)
);
create index campaigns_listed on campaigns (tenant_id, id desc);
create index campaigns_running on campaigns (tenant_id, ends_at) where state = 'open';
select tenant_table('campaigns');

create table campaign_merchants (
  tenant_id uuid not null, campaign_id uuid not null, supplier_id uuid not null, share bigint not null check (share between 0 and 10000),
  answer text not null default 'asked' check (answer in ('asked', 'accepted', 'refused')), note text not null default '' check (length(note) <= 200), answered_by_name text not null default '', answered_at timestamptz,
  primary key (tenant_id, campaign_id, supplier_id), foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  check ((answered_at is null) = (answer = 'asked'))
);
comment on column campaign_merchants.share is 'Basis points of the discount on its own goods that the merchant bears; the rest is the brand''s';
create index campaign_merchants_own on campaign_merchants (tenant_id, supplier_id, campaign_id desc);
select tenant_table('campaign_merchants');

create table campaign_goods (
  tenant_id uuid not null, campaign_id uuid not null, sku_id uuid not null, supplier_id uuid, price bigint check (price > 0), position bigint not null,
  primary key (tenant_id, campaign_id, sku_id), foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id)
);
select tenant_table('campaign_goods');

-- The prices that a campaign set, with what goods cost there without it. What was sold is told by these rows, so they stay when it is called off.
create table campaign_prices (
  tenant_id uuid not null, id uuid not null, campaign_id uuid not null, sku_id uuid not null, unit_id uuid not null, channel text not null check (channel in ('any', 'online', 'in_store')),
  regular bigint not null check (regular > 0), price bigint not null check (price > 0), starts_at timestamptz not null, ends_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id), foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id), check (price < regular), check (ends_at >= starts_at)
);
comment on column campaign_prices.id is 'The price''s own id in unit_prices';
create index campaign_prices_sku on campaign_prices (tenant_id, sku_id, unit_id, starts_at);
create index campaign_prices_of on campaign_prices (tenant_id, campaign_id);
select tenant_table('campaign_prices');

-- What of a settled line's sum a campaign took off, and what of that the supplier bears; refunds reverse both at the sale's ratio.
alter table settlement_lines
  add column campaign_id uuid, add column discount bigint not null default 0, add column borne bigint not null default 0;
alter table settlement_lines add constraint settlement_lines_campaign foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) not valid;
alter table settlement_lines validate constraint settlement_lines_campaign;
alter table settlement_lines add constraint settlement_lines_borne check (abs(borne) <= abs(discount) and (campaign_id is not null or discount = 0)) not valid;
alter table settlement_lines validate constraint settlement_lines_borne;
create index settlement_lines_of_campaign on settlement_lines (tenant_id, campaign_id) where campaign_id is not null;
