-- Companies that supply the brand: how they apply, what they may, and with which papers.
alter table suppliers
  add column state text not null default 'active' check (state in ('active', 'suspended', 'closed')), add column state_reason text not null default '' check (length(state_reason) <= 500),
  add column credit_code text not null default '' check (credit_code ~ '^([0-9A-HJ-NPQRTUWXY]{18})?$'),
  add column contact_name text not null default '' check (length(contact_name) <= 40), add column email text not null default '' check (length(email) <= 120),
  add column listing_until date;
comment on column suppliers.listing_until is 'The last day on which all accepted licences hold: new goods go on sale until then. Written with every decision on a licence';
create unique index suppliers_credit_code on suppliers (tenant_id, credit_code) where credit_code <> '' and state <> 'closed';

create table supplier_applications (
  tenant_id uuid not null, id uuid not null, name text not null check (length(name) between 1 and 60), name_en text not null default '' check (length(name_en) <= 60),
  credit_code text not null check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'), contact_name text not null, contact_phone text not null, contact_email text not null default '',
  about text not null default '' check (length(about) <= 1000), key_hash text not null,
  state text not null default 'applied' check (state in ('applied', 'in_review', 'approved', 'rejected')), reason text not null default '' check (length(reason) <= 500),
  supplier_id uuid, decided_by uuid, decided_by_name text not null default '', decided_at timestamptz, created_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, key_hash), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  check ((supplier_id is not null) = (state = 'approved')), check ((decided_at is not null) = (state in ('approved', 'rejected')))
);
create index supplier_applications_at on supplier_applications (tenant_id, created_at desc, id desc);
create index supplier_applications_code on supplier_applications (tenant_id, credit_code);
select tenant_table('supplier_applications');

-- Files that came from suppliers: private, good for one licence each; what none uses goes after a day.
create table supplier_files (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('picture', 'document')), bytes bigint not null check (bytes > 0), supplier_id uuid, licence_id uuid, created_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id)
);
create index supplier_files_unused on supplier_files (tenant_id, created_at) where licence_id is null;
select tenant_table('supplier_files');

create table supplier_licences (
  tenant_id uuid not null, id uuid not null, supplier_id uuid, application_id uuid, kind text not null check (kind in ('business', 'food', 'authorisation', 'quality', 'other')),
  number text not null check (length(number) between 1 and 60), expires_on date, file_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'rejected', 'replaced')), reason text not null default '' check (length(reason) <= 500), replaces uuid,
  decided_by_name text not null default '', decided_at timestamptz, created_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, file_id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  foreign key (tenant_id, application_id) references supplier_applications (tenant_id, id), foreign key (tenant_id, file_id) references supplier_files (tenant_id, id),
  foreign key (tenant_id, replaces) references supplier_licences (tenant_id, id), check (supplier_id is not null or application_id is not null)
);
create index supplier_licences_supplier on supplier_licences (tenant_id, supplier_id, created_at desc);
create index supplier_licences_application on supplier_licences (tenant_id, application_id) where application_id is not null;
create index supplier_licences_ends on supplier_licences (tenant_id, expires_on) where state = 'accepted';
create index supplier_licences_waiting on supplier_licences (tenant_id, created_at) where state = 'waiting' and supplier_id is not null;
select tenant_table('supplier_licences');

-- The way in for a supplier's people: whoever holds the key chooses their own login and password, once.
create table supplier_invitations (
  tenant_id uuid not null, id uuid not null, supplier_id uuid not null, name text not null check (length(name) between 1 and 40), role_key text not null check (role_key in ('supplier', 'supplier_goods', 'supplier_finance')),
  key_hash text not null, expires_at timestamptz not null, person_id uuid, used_at timestamptz, created_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, key_hash), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id), foreign key (tenant_id, person_id) references people (tenant_id, id),
  check ((used_at is null) = (person_id is null))
);
create index supplier_invitations_open on supplier_invitations (tenant_id, supplier_id) where used_at is null;
select tenant_table('supplier_invitations');

alter table tenant_settings add column supplier_crowd smallint not null default 5 check (supplier_crowd between 2 and 100);
comment on column tenant_settings.supplier_crowd is 'Reports for suppliers tell no figure of fewer buyers than these';
