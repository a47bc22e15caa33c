import { Injectable } from '@nestjs/common'
import type { ProductValue } from '@storeweave/contract'
import { misfitValueOf } from '@storeweave/rules/catalog'
import { Fault } from '../kernel/fault.js'
import { ProductValuesRepo, type Lacking } from './product-values.repo.js'
import type { ProductFields } from './products.repo.js'
import { SearchTerms } from './search-terms.service.js'
import { SkusRepo } from './skus.repo.js'
import { unknownReference } from './words.js'

/** What a product consists of beside its own row: SKUs, barcodes, values of attributes, search terms. */
@Injectable()
export class ProductParts {
  constructor(
    private readonly skus: SkusRepo,
    private readonly values: ProductValuesRepo,
    private readonly terms: SearchTerms,
  ) {}

  /**
   * Writes the parts of a product in the running transaction; values that are left out stay. Throws
   * `catalog.code_taken`, `catalog.barcode_taken`, `catalog.value_invalid`, and `request.invalid` for ids that name nothing.
   */
  async save(id: string, fields: ProductFields): Promise<void> {
    const { code, barcode } = await this.skus.taken(id, fields.skus)
    if (code) throw new Fault('catalog.code_taken', { code })
    if (barcode) throw new Fault('catalog.barcode_taken', { barcode })
    if ((await this.skus.save(id, fields.skus)) < fields.skus.length) throw unknownReference('skus')
    await this.skus.saveBarcodes(id, fields.skus)
    if (fields.values) await this.saveValues(id, fields.values)
    await this.terms.setTermsOf([id])
  }

  /** Which attributes goods of a category must have and this product has not. */
  lacking(id: string, categoryId: string): Promise<Lacking[]> {
    return this.values.lacking(id, categoryId)
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
