import { Injectable } from '@nestjs/common'
import type { Seo, Words } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'
import { skuSold } from './bundle-stock.js'
import { starsSql } from './rating.repo.js'
import { belowCategory } from './narrow.repo.js'
import { OPEN } from './shop.repo.js'
import { soldAt } from './sold.repo.js'

/** A store whose prices a page shows. */
interface Place {
  id: string
  name_zh: string
  name_en: string
}
/** A place of a product, its category, and what search engines are told of it; null for nothing of its own. */
export interface Showcase extends Place {
  seo: Seo | null
  /** How many gave the product 1 to 5 stars. */
  stars: number[] | null
  category_zh: string
  category_en: string
}
/** A place of a category's goods, what it is called, and the categories right above and below it. */
export interface CategoryPlace extends Place {
  category: Words
  near: { id: string; name: Words }[]
}

const SEO = `(select jsonb_build_object('title', jsonb_build_object('zh', pr.title_zh, 'en', pr.title_en), 'description', jsonb_build_object('zh', pr.description_zh, 'en', pr.description_en),
     'words', jsonb_build_object('zh', pr.words_zh, 'en', pr.words_en)) from presentations pr where pr.tenant_id = $1 and pr.product_id = p.id)`

/** What is worth a search engine's visit: published, in every store or at places that have been chosen. */
const LISTED = `p.state = 'published' and (p.assortment = 'all' or p.assortment = 'chosen' and exists (
  select from product_allocations al where al.tenant_id = $1 and al.product_id = p.id))`

@Injectable()
export class ShopPagesRepo {
  /** The store that sells a product, first by code, a warehouse where no store does; with `storeId` that one or none. One statement. */
  showcase(productId: string, storeId: string | undefined): Promise<Showcase | undefined> {
    return db().one<Showcase>(
      `select st.id, u.name_zh, u.name_en, c.name_zh as category_zh, c.name_en as category_en, ${SEO} as seo, ${starsSql('product', 'p.id')} as stars from products p join categories c on c.tenant_id = $1 and c.id = p.category_id join stores st on st.tenant_id = $1 and ($2::uuid is null or st.id = $2) and ${OPEN}
         join org_units u on u.tenant_id = $1 and u.id = st.id
        where p.tenant_id = $1 and p.id = $3 and ${soldAt()}
          and exists (select from skus k where k.tenant_id = $1 and k.product_id = p.id and ${skuSold()})
        order by st.kind = 'warehouse', u.code limit 1`,
      [tenantId(), storeId, productId],
    )
  }

  /** The store that sells something in or below a category, first by code; with `storeId` that one or none. */
  async categoryPlace(id: string, storeId: string | undefined): Promise<CategoryPlace | undefined> {
    const row = await db().one<Omit<CategoryPlace, 'category'> & { zh: string; en: string }>(
      `select st.id, u.name_zh, u.name_en, c.name_zh as zh, c.name_en as en,
              (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', jsonb_build_object('zh', n.name_zh, 'en', n.name_en)) order by n.position, n.id), '[]')
                 from categories n where n.tenant_id = $1 and (n.id = c.parent_id or n.parent_id = c.id)) as near
         from categories c join stores st on st.tenant_id = $1 and ($2::uuid is null or st.id = $2) and ${OPEN}
         join org_units u on u.tenant_id = $1 and u.id = st.id
        where c.tenant_id = $1 and c.id = $3 and exists (
          select from products p where p.tenant_id = $1 and p.category_id in ${belowCategory('$3')} and ${soldAt()}
             and exists (select from skus k where k.tenant_id = $1 and k.product_id = p.id and ${skuSold()}))
        order by st.kind = 'warehouse', u.code limit 1`,
      [tenantId(), storeId, id],
    )
    return row && { ...row, category: { zh: row.zh, en: row.en } }
  }

  /** The categories with published products in or below them, at most `most`. */
  async sitemapCategories(most: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `with recursive used as (
         select distinct p.category_id as id from products p where p.tenant_id = $1 and ${LISTED}
         union select c.parent_id from categories c join used on used.id = c.id where c.tenant_id = $1 and c.parent_id is not null)
       select id from used order by id limit $2`,
      [tenantId(), most],
    )
    return rows.map(({ id }) => id)
  }

  /** The last published product of each sitemap but the last one, at `most` a sitemap. */
  async sitemapEnds(most: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `select id from (select p.id, row_number() over (order by p.id) as n from products p where p.tenant_id = $1 and ${LISTED}) p
        where n % $2 = 0 order by id`,
      [tenantId(), most],
    )
    return rows.map(({ id }) => id)
  }

  /** The published products after one, by id, and when each was changed. */
  published(after: string | undefined, most: number): Promise<{ id: string; updated_at: string }[]> {
    return db().many(
      `select p.id, p.updated_at from products p
        where p.tenant_id = $1 and ${LISTED} and ($2::uuid is null or p.id > $2) order by p.id limit $3`,
      [tenantId(), after, most],
    )
  }
}
