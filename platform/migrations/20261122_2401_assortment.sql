-- With the store in it, a look for one store's word about one product reads one entry by either index, however many stores
-- have said something about that product.
drop index store_listings_product;
create index store_listings_product on store_listings (tenant_id, product_id, store_id);
