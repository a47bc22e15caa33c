import { Injectable } from '@nestjs/common'
import type { ProductValue } from '@storeweave/contract'
import { misfitValueOf } from '@storeweave/rules/catalog'
import { Fault } from '../kernel/fault.js'
import { BundleService, type OffSale } from './bundles.service.js'
import { ProductValuesRepo, type Lacking } from './product-values.repo.js'
import type { ProductFields } from './products.repo.js'
import { SearchTerms } from './search-terms.service.js'
import { SkusRepo } from './skus.repo.js'
import { unknownReference } from './words.js'

/** What a product consists of beside its own row: SKUs, barcodes, a bundle's parts, values of attributes, search terms. */
@Injectable()
export class ProductParts {
  constructor(
    private readonly skus: SkusRepo,
    private readonly values: ProductValuesRepo,
    private readonly terms: SearchTerms,
    private readonly bundles: BundleService,
  ) {}

  /**
   * Writes the parts of a product in the running transaction; values that are left out stay. Throws
   * `catalog.code_taken`, `catalog.barcode_taken`, `catalog.value_invalid`, `catalog.part_unfitting`, `catalog.sku_is_part`,
   * and `request.invalid` for ids that name nothing.
   */
  async save(id: string, fields: ProductFields): Promise<void> {
    const { code, barcode } = await this.skus.taken(id, fields.skus)
    if (code) throw new Fault('catalog.code_taken', { code })
    if (barcode) throw new Fault('catalog.barcode_taken', { barcode })
    if ((await this.skus.save(id, fields.skus)) < fields.skus.length) throw unknownReference('skus')
    await this.skus.saveBarcodes(id, fields.skus)
    await this.bundles.save(fields.skus)
    await this.bundles.mustNotLack(id)
    if (fields.values) await this.saveValues(id, fields.values)
    await this.terms.setTermsOf([id])
  }

  /** Writes the parts of bundles' SKUs in the running transaction. Throws `catalog.part_unfitting`. */
  saveBundles(skus: ProductFields['skus']): Promise<void> {
    return this.bundles.save(skus)
  }

  /** Which attributes goods of a category must have and this product has not. */
  lacking(id: string, categoryId: string): Promise<Lacking[]> {
    return this.values.lacking(id, categoryId)
  }

  /** Which attributes these goods must have in the category they are in and have not. */
  lackingOf(rows: readonly { id: string; categoryId: string }[]): Promise<Map<string, Lacking[]>> {
    return this.values.lackingOf(rows)
  }

  /** What goods of these categories must have, by category. */
  requiredIn(categoryIds: readonly string[]): Promise<Map<string, Lacking[]>> {
    return this.values.requiredIn(categoryIds)
  }

  /** Which attributes goods would come to lack in another category. */
  newlyLacking(moves: readonly { id: string; from: string; to: string }[]): Promise<Map<string, Lacking[]>> {
    return this.values.newlyLacking(moves)
  }

  /** Parts of these bundles that aren't on sale, by product. */
  offSale(productIds: readonly string[]): Promise<Map<string, OffSale>> {
    return this.bundles.offSale(productIds)
  }

  /** Has pages of bundles that hold these products drawn anew; to be said before their SKUs are written. */
  touchBundles(productIds: readonly string[]): Promise<void> {
    return this.bundles.touchWith(productIds)
  }

  private async saveValues(id: string, values: readonly ProductValue[]): Promise<void> {
    const described = await this.values.described([...new Set(values.map((v) => v.attributeId))])
    const at = misfitValueOf(described, values)
    const misfit = values[at]
    if (misfit) {
      const attribute = described.get(misfit.attributeId)
      if (!attribute) throw unknownReference(`values.${at}.attributeId`)
      throw new Fault('catalog.value_invalid', { attribute: attribute.name, value: misfit.value }, [
        {
          path: `values.${at}.value`,
          code: 'invalid',
          message: 'is no value of the attribute, or one too many',
        },
      ])
    }
    await this.values.set(
      id,
      values.map((v) => {
        const { kind } = described.get(v.attributeId)!
        return { ...v, valueEn: kind === 'text' ? v.valueEn : '', choice: kind === 'choice' }
      }),
    )
  }
}
