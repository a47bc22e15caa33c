-- Who takes which decision: the lowest level of the org tree that may, set at HQ for all and below it where it differs.
create table decision_levels (
  tenant_id uuid not null, decision text not null check (decision in ('price', 'stock', 'hours')), unit_id uuid not null,
  level text not null check (level in ('store', 'region', 'hq')), set_by uuid, updated_at timestamptz not null,
  primary key (tenant_id, decision, unit_id),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id)
);
comment on column decision_levels.unit_id is 'Holds for this node and all below it that have no row of their own; no row up to HQ means that stores decide';
select tenant_table('decision_levels');
