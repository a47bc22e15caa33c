import { Injectable } from '@nestjs/common'
import type { Brands } from '@storeweave/contract'
import type { z } from 'zod'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { pictureOf } from './picture.js'

type Brand = z.infer<typeof Brands>['items'][number]

/** SQL of the logo of a brand, its picture's id; null where it has none. `$1` is the tenant. */
export const logoOf = (brand: string): string =>
  `(select b.media_id from brand_logos b where b.tenant_id = $1 and b.brand = ${brand} collate "C" limit 1)`

@Injectable()
export class BrandsRepo {
  /** The brands goods have with their logos, the commonest first. */
  async all(most: number): Promise<Brand[]> {
    const rows = await db().many<{ brand: string; count: number; media_id: string | null }>(
      `select g.*, ${logoOf('g.brand')} as media_id from (
         select brand, count(*) as count from products where tenant_id = $1 and brand <> '' group by brand order by 2 desc, brand collate "C" limit $2) g`,
      [tenantId(), most],
    )
    return rows.map((r) => ({
      brand: r.brand,
      productCount: r.count,
      logo: pictureOf(r.media_id, r.brand),
    }))
  }

  /** Whether there are goods of a brand, and its logo. */
  async one(brand: string): Promise<{ logo: string | null } | undefined> {
    return db().one(
      `select ${logoOf('p.brand')} as logo from products p where p.tenant_id = $1 and p.brand = $2 limit 1`,
      [tenantId(), brand],
    )
  }

  /** Gives a brand a logo; 0 where there is no such picture. */
  set(brand: string, mediaId: string): Promise<number> {
    return db().run(
      `insert into brand_logos (tenant_id, brand, media_id, updated_at) select $1, $2, m.id, $4 from media m where m.tenant_id = $1 and m.id = $3 and m.kind = 'picture'
       on conflict (tenant_id, brand) do update set media_id = excluded.media_id, updated_at = excluded.updated_at`,
      [tenantId(), brand, mediaId, clock.now()],
    )
  }

  /** Takes a brand's logo away. */
  clear(brand: string): Promise<number> {
    return db().run('delete from brand_logos where tenant_id = $1 and brand = $2', [tenantId(), brand])
  }
}
