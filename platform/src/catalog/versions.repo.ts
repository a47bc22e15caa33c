import { Injectable } from '@nestjs/common'
import type { Product } from '@storeweave/contract'
import { contentOf, type ProductContent } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface VersionRow {
  version: number
  body: ProductContent
  person_name: string
  at: string
}
/** Whose version it is; nobody's where it was written elsewhere. */
export interface By {
  id: string | null
  name: string
}
export const NOBODY: By = { id: null, name: '' }

/** A state of a product to be kept. */
export interface KeptVersion {
  productId: string
  version: number
  body: ProductContent
  by: By
}

@Injectable()
export class VersionsRepo {
  /** Keeps what a product is now, unless this version is kept already. */
  keep(product: Product, by: By): Promise<number> {
    return this.keepAll([{ productId: product.id, version: product.version, body: contentOf(product), by }])
  }

  /** Keeps states of many products; those kept already stay as they are. */
  keepAll(versions: readonly KeptVersion[]): Promise<number> {
    return db().run(
      `insert into product_versions (tenant_id, product_id, version, body, person_id, person_name, at)
       select $1, w.product_id, w.version, w.body, w.person_id, w.person_name, $3
         from jsonb_to_recordset($2::jsonb) as w(product_id uuid, version bigint, body jsonb, person_id uuid, person_name text)
       on conflict (tenant_id, product_id, version) do nothing`,
      [
        tenantId(),
        JSON.stringify(
          versions.map(({ productId, version, body, by }) => ({
            product_id: productId,
            version,
            body,
            person_id: by.id,
            person_name: by.name,
          })),
        ),
        clock.now(),
      ],
    )
  }

  /** A page of a product's versions, newest first, with one more to hold the last against. */
  page(productId: string, before: number | undefined, limit: number): Promise<VersionRow[]> {
    return db().many<VersionRow>(
      `select version, body, person_name, at from product_versions where tenant_id = $1 and product_id = $2 and ($3::bigint is null or version < $3)
        order by version desc limit $4`,
      [tenantId(), productId, before ?? null, limit + 1],
    )
  }

  /** What a product was as a version. */
  async one(productId: string, version: number): Promise<ProductContent | undefined> {
    const row = await db().one<{ body: ProductContent }>(
      'select body from product_versions where tenant_id = $1 and product_id = $2 and version = $3',
      [tenantId(), productId, version],
    )
    return row?.body
  }
}
