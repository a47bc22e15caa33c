-- What shoppers say of goods they bought: one review a line of a completed order, and one follow-up to it.
create table reviews (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('review', 'followup')),
  line_id uuid not null, order_id uuid not null, product_id uuid not null, store_id uuid not null, member_id uuid not null,
  stars smallint not null check (stars between 1 and 5), store_stars smallint check (store_stars between 1 and 5),
  words text not null default '' check (length(words) <= 1000), media_ids uuid[] not null default '{}', pictures smallint not null check (pictures between 0 and 9), anonymous boolean not null,
  state text not null check (state in ('waiting', 'shown', 'hidden', 'withdrawn')), reason text check (reason in ('abuse', 'advert', 'personal', 'off_topic', 'unlawful', 'refunded')),
  decided_by_name text not null default '', decided_at timestamptz,
  reply text not null default '' check (length(reply) <= 500), reply_by_name text not null default '', replied_at timestamptz,
  created_at timestamptz not null, updated_at timestamptz not null,
  primary key (tenant_id, id), unique (tenant_id, line_id, kind),
  foreign key (tenant_id, line_id) references order_lines (tenant_id, id), foreign key (tenant_id, order_id) references orders (tenant_id, id),
  foreign key (tenant_id, product_id) references products (tenant_id, id), foreign key (tenant_id, store_id) references stores (tenant_id, id),
  foreign key (tenant_id, member_id) references members (tenant_id, id),
  check (pictures = cardinality(media_ids)), check ((reason is not null) = (state = 'hidden')), check (kind = 'review' or store_stars is null), check ((replied_at is null) = (reply = ''))
);
comment on column reviews.stars is 'Of a follow-up: those of the review it follows, which alone count';
create unique index reviews_store_once on reviews (tenant_id, order_id) where store_stars is not null;
create index reviews_product on reviews (tenant_id, product_id, created_at desc, id desc) where state = 'shown' and kind = 'review';
create index reviews_pictured on reviews (tenant_id, product_id, created_at desc, id desc) where state = 'shown' and kind = 'review' and pictures > 0;
create index reviews_low on reviews (tenant_id, product_id, created_at desc, id desc) where state = 'shown' and kind = 'review' and stars <= 2;
create index reviews_queue on reviews (tenant_id, state, created_at, id);
create index reviews_store on reviews (tenant_id, store_id, state, created_at, id);
create index reviews_member on reviews (tenant_id, member_id, id desc);
create index reviews_order on reviews (tenant_id, order_id);
select tenant_table('reviews');

-- Pictures of shoppers. They are none of the brand's media: what no review uses a day later, and what was hidden long ago, goes.
create table review_pictures (
  tenant_id uuid not null, id uuid not null, member_id uuid not null, line_id uuid not null, review_id uuid, bytes bigint not null default 0 check (bytes >= 0), created_at timestamptz not null,
  primary key (tenant_id, id), foreign key (tenant_id, member_id) references members (tenant_id, id), foreign key (tenant_id, line_id) references order_lines (tenant_id, id),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id)
);
create index review_pictures_unused on review_pictures (tenant_id, created_at) where review_id is null;
create index review_pictures_review on review_pictures (tenant_id, review_id) where review_id is not null;
create index review_pictures_member on review_pictures (tenant_id, member_id, created_at);
select tenant_table('review_pictures');

-- How many shown reviews gave how many stars: exact at any moment, written in the transaction that shows or hides one.
create table product_ratings (
  tenant_id uuid not null, product_id uuid not null, stars1 bigint not null check (stars1 >= 0), stars2 bigint not null check (stars2 >= 0), stars3 bigint not null check (stars3 >= 0),
  stars4 bigint not null check (stars4 >= 0), stars5 bigint not null check (stars5 >= 0), pictured bigint not null check (pictured >= 0),
  primary key (tenant_id, product_id), foreign key (tenant_id, product_id) references products (tenant_id, id)
);
select tenant_table('product_ratings');
create table store_ratings (
  tenant_id uuid not null, store_id uuid not null, stars1 bigint not null check (stars1 >= 0), stars2 bigint not null check (stars2 >= 0), stars3 bigint not null check (stars3 >= 0),
  stars4 bigint not null check (stars4 >= 0), stars5 bigint not null check (stars5 >= 0),
  primary key (tenant_id, store_id), foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
select tenant_table('store_ratings');

alter table tenant_settings add column reviews_at_once boolean not null default false;
comment on column tenant_settings.reviews_at_once is 'Whether reviews of words alone are shown without a look; pictures always wait';
