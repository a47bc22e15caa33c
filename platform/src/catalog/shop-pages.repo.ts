import { Injectable } from '@nestjs/common'
import type { Seo } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'
import { starsSql } from './rating.repo.js'
import { OPEN } from './shop.repo.js'
import { soldAt } from './sold.repo.js'

/** A store whose price a page shows, and what search engines are told of the product there; null for nothing of its own. */
export interface Showcase {
  id: string
  name_zh: string
  name_en: string
  seo: Seo | null
  /** How many gave the product 1 to 5 stars. */
  stars: number[] | null
}

const SEO = `(select jsonb_build_object('title', jsonb_build_object('zh', pr.title_zh, 'en', pr.title_en), 'description', jsonb_build_object('zh', pr.description_zh, 'en', pr.description_en),
     'words', jsonb_build_object('zh', pr.words_zh, 'en', pr.words_en)) from presentations pr where pr.tenant_id = $1 and pr.product_id = p.id)`

/** What is worth a search engine's visit: published, in every store or at places that have been chosen. */
const LISTED = `p.state = 'published' and (p.assortment = 'all' or p.assortment = 'chosen' and exists (
  select from product_allocations al where al.tenant_id = $1 and al.product_id = p.id))`

@Injectable()
export class ShopPagesRepo {
  /** The store that sells a product, first by code; with `storeId` that one or none. One statement. */
  showcase(productId: string, storeId: string | undefined): Promise<Showcase | undefined> {
    return db().one<Showcase>(
      `select st.id, u.name_zh, u.name_en, ${SEO} as seo, ${starsSql('product', 'p.id')} as stars from products p join stores st on st.tenant_id = $1 and ($2::uuid is null or st.id = $2) and ${OPEN}
         join org_units u on u.tenant_id = $1 and u.id = st.id
        where p.tenant_id = $1 and p.id = $3 and ${soldAt()}
          and exists (select from skus k where k.tenant_id = $1 and k.product_id = p.id and k.active)
        order by u.code limit 1`,
      [tenantId(), storeId, productId],
    )
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
