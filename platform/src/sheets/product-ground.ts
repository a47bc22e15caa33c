import { Injectable } from '@nestjs/common'
import { BulkProductService, type NamedAttribute } from '../catalog/index.js'
import { TenancyService } from '../tenancy/index.js'
import { categoryPaths } from './category-paths.js'
import type { PartGround } from './part-cells.js'
import type { Ground } from './product-columns.js'

/** What sheets of products are read and written against, as it is now. */
@Injectable()
export class ProductGround {
  constructor(
    private readonly products: BulkProductService,
    private readonly tenancy: TenancyService,
  ) {}

  /** With `parts`, the SKUs of these codes and of these ids as they may stand in bundles. */
  async now(codes: readonly string[] = []): Promise<Ground> {
    const { categories, suppliers, attributes } = await this.products.named()
    const { ids, paths } = categoryPaths(categories)
    return {
      currency: (await this.tenancy.settings()).currency,
      categories: ids,
      categoryPaths: paths,
      suppliers: new Map(suppliers.map((s) => [s.code, s.id])),
      supplierCodes: new Map(suppliers.map((s) => [s.id, s.code])),
      attributes,
      ...(await this.parts(codes, [])),
    }
  }

  /** SKUs that cells of parts name by their codes, and the codes of others by their ids. */
  async parts(codes: readonly string[], ids: readonly string[]): Promise<PartGround> {
    const found = codes.length || ids.length ? await this.products.namedParts(codes, ids) : []
    return {
      parts: new Map(found.map((part) => [part.code, part])),
      partCodes: new Map(found.map((part) => [part.skuId, part.code])),
    }
  }

  /** What goods are described by: what is asked for or said of any of them. */
  attributes(): Promise<readonly NamedAttribute[]> {
    return this.products.namedAttributes()
  }
}
