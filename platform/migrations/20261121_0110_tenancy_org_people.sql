create table tenant_settings (
  tenant_id uuid not null, name_zh text not null, name_en text not null default '', primary_color text not null default '#c2410c',
  logo_url text, banners jsonb not null default '[]', currency text not null default 'CNY' check (length(currency) = 3), time_zone text not null default 'Asia/Shanghai',
  reservation_minutes smallint not null default 15 check (reservation_minutes between 1 and 1440),
  cash_rounding text not null default 'none' check (cash_rounding in ('none', 'jiao', 'yuan')),
  wechat_app_id text, providers jsonb not null default '{}', demo_sign_ins jsonb not null default '[]', updated_at timestamptz not null,
  primary key (tenant_id)
);
comment on column tenant_settings.providers is 'Credentials of providers, sealed with the data key of the installation (kernel/secret.ts)';
select tenant_table('tenant_settings');

create table org_units (
  tenant_id uuid not null, id uuid not null, parent_id uuid, kind text not null check (kind in ('hq', 'region', 'store')),
  code text not null check (length(code) between 1 and 40), name_zh text not null check (length(name_zh) between 1 and 60), name_en text not null default '',
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references org_units (tenant_id, id),
  check ((kind = 'hq') = (parent_id is null))
);
create index org_units_parent on org_units (tenant_id, parent_id);
create unique index org_units_one_hq on org_units (tenant_id) where kind = 'hq';
select tenant_table('org_units');

create table stores (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('store', 'shop-in-shop', 'pickup_point')),
  status text not null default 'preparing' check (status in ('preparing', 'open', 'closed')),
  address text not null, phone text not null default '', lat double precision not null check (lat between -90 and 90), lng double precision not null check (lng between -180 and 180),
  wgs_lat double precision not null, wgs_lng double precision not null,
  hours jsonb not null default '[]', services text[] not null default '{}', area_square_metres bigint not null default 0 check (area_square_metres >= 0),
  manager_name text not null default '', photo_urls text[] not null default '{}', time_zone text not null default 'Asia/Shanghai',
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references org_units (tenant_id, id)
);
create index stores_place on stores (tenant_id, lat, lng);
select tenant_table('stores');

create table suppliers (
  tenant_id uuid not null, id uuid not null, code text not null, name_zh text not null, name_en text not null default '', phone text not null default '', created_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, code)
);
select tenant_table('suppliers');

-- What can hold stock.
create table locations (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('store', 'warehouse', 'depot', 'in_transit')),
  store_id uuid, supplier_id uuid, name_zh text not null, name_en text not null default '', created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, store_id) references stores (tenant_id, id), foreign key (tenant_id, supplier_id) references suppliers (tenant_id, id),
  check ((kind = 'store') = (store_id is not null)), check ((kind = 'depot') = (supplier_id is not null))
);
create unique index locations_store on locations (tenant_id, store_id);
select tenant_table('locations');

create table people (
  tenant_id uuid not null, id uuid not null, login text not null check (length(login) between 2 and 60), name text not null check (length(name) between 1 and 40),
  password_hash text not null, status text not null default 'active' check (status in ('active', 'disabled')), created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, login)
);
select tenant_table('people');

create table role_grants (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, role_key text not null, scope_kind text not null check (scope_kind in ('hq', 'region', 'store', 'supplier')),
  scope_id uuid, granted_by uuid, created_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, person_id) references people (tenant_id, id),
  check ((scope_kind = 'hq') = (scope_id is null))
);
create index role_grants_person on role_grants (tenant_id, person_id);
create unique index role_grants_once on role_grants (tenant_id, person_id, role_key, scope_kind, coalesce(scope_id, '00000000-0000-0000-0000-000000000000'::uuid));
select tenant_table('role_grants');

create table members (
  tenant_id uuid not null, id uuid not null, name text not null default '', phone text, wechat_open_id text, wechat_union_id text, avatar_url text,
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index members_phone on members (tenant_id, phone) where phone is not null;
create unique index members_open_id on members (tenant_id, wechat_open_id) where wechat_open_id is not null;
select tenant_table('members');

-- One row a sign-in; the refresh token rotates inside it.
create table sessions (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('staff', 'shopper')), subject_id uuid not null,
  refresh_hash text not null, previous_hash text, device text not null default '', expires_at timestamptz not null, revoked_at timestamptz,
  created_at timestamptz not null, used_at timestamptz not null,
  primary key (tenant_id, id)
);
create index sessions_subject on sessions (tenant_id, kind, subject_id);
select tenant_table('sessions');

create table sms_codes (
  tenant_id uuid not null, phone text not null, code_hash text not null, expires_at timestamptz not null, tries smallint not null default 0 check (tries >= 0),
  sent_at timestamptz not null, sent_today smallint not null default 1 check (sent_today >= 0), day date not null,
  primary key (tenant_id, phone)
);
select tenant_table('sms_codes');

create table sign_in_failures (
  tenant_id uuid not null, login text not null, failures smallint not null default 0, last_at timestamptz not null,
  primary key (tenant_id, login)
);
select tenant_table('sign_in_failures');
