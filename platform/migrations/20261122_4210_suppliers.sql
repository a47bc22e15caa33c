-- What of a week's sales a supplier may be told, frozen when the week was over: told again, it is the same to the fen.
-- `figures` holds only what was told; what was held back is in no row.
create table supplier_reports (
  tenant_id uuid not null, supplier_id uuid not null, week date not null check (extract(isodow from week) = 1),
  least smallint not null check (least >= 2), currency text not null, figures jsonb, made_at timestamptz not null,
  primary key (tenant_id, supplier_id, week), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id)
);
select tenant_table('supplier_reports', 'append');
comment on column supplier_reports.figures is 'Null where the whole week had fewer buyers than `least`';

create index settlement_lines_sold on settlement_lines (tenant_id, supplier_id, day) where kind = 'sale';
