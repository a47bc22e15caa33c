import { Injectable } from '@nestjs/common'
import type { Difference, Product, ProductVersions, RestoreProduct } from '@storeweave/contract'
import { differencesOf, type ProductContent } from '@storeweave/rules/catalog'
import type { z } from 'zod'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { keysOf, toCursor } from '../kernel/page.js'
import { BundleService } from './bundles.service.js'
import { pictureOf } from './picture.js'
import { ProductService } from './products.service.js'
import { VersionsRepo } from './versions.repo.js'
import { unknownReference } from './words.js'

/** What a product was before, and the way back to it. */
@Injectable()
export class VersionService {
  constructor(
    private readonly versions: VersionsRepo,
    private readonly products: ProductService,
    private readonly bundles: BundleService,
  ) {}

  /** A product's versions, newest first, each with what differs from the one before. Throws `access.not_found`. */
  page(
    productId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<z.infer<typeof ProductVersions>> {
    return transaction(async () => {
      await this.products.one(productId)
      const after = keysOf(cursor, 'number')
      const rows = await this.versions.page(productId, after?.[0] as number | undefined, limit)
      const items = rows.slice(0, limit).map((row, n) => ({
        version: row.version,
        by: row.person_name,
        at: row.at,
        differences: rows[n + 1] ? shownDifferences(rows[n + 1]!.body, row.body) : [],
      }))
      for (const item of items) item.differences = await this.bundles.named(item.differences)
      return {
        items,
        nextCursor: rows.length > limit ? toCursor([rows[limit - 1]!.version]) : null,
      }
    })
  }

  /** Makes a product what it was, as a new version. Throws as an edit does, and `request.invalid` for a version that was never kept. */
  restore(productId: string, { to, version }: RestoreProduct): Promise<Product> {
    return transaction(async () => {
      await this.products.one(productId)
      const body = await this.versions.one(productId, to)
      if (!body) throw unknownReference('to')
      return this.products.update(productId, { ...body, version })
    })
  }
}

const PICTURE_FIELDS: ReadonlySet<string> = new Set(['mediaIds', 'sku.mediaId'])
const pictures = (ids: string): string =>
  ids
    .split(' ')
    .filter(Boolean)
    .map((id) => found(pictureOf(id, '')).variants[0]!.url)
    .join(' ')

/** What differs, for people: pictures as their addresses. */
export const shownDifferences = (before: ProductContent, after: ProductContent): Difference[] =>
  differencesOf(before, after).map((one) =>
    PICTURE_FIELDS.has(one.field)
      ? { ...one, before: pictures(one.before), after: pictures(one.after) }
      : one,
  )
