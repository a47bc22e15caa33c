import { Injectable } from '@nestjs/common'
import type { Brands, SetBrandLogo } from '@storeweave/contract'
import type { z } from 'zod'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { AttributesRepo } from './attributes.repo.js'
import { BrandsRepo } from './brands.repo.js'
import { unknownReference } from './words.js'

const BRANDS_MOST = 500

/** The brands that goods name, and what these look like. */
@Injectable()
export class BrandService {
  constructor(
    private readonly brands: BrandsRepo,
    private readonly attributes: AttributesRepo,
  ) {}

  all(): Promise<z.infer<typeof Brands>> {
    return transaction(async () => ({ items: await this.brands.all(BRANDS_MOST) }))
  }

  /** Gives a brand a logo or takes it away; pages of its goods show it at once. Throws `access.not_found` for a brand no goods have. */
  setLogo({ brand, mediaId }: SetBrandLogo): Promise<z.infer<typeof Brands>> {
    return transaction(async () => {
      const before = found(await this.brands.one(brand))
      if (mediaId === null) await this.brands.clear(brand)
      else if (!(await this.brands.set(brand, mediaId))) throw unknownReference('mediaId')
      // kept pages of all its goods show it
      await this.attributes.look()
      await touchAnswers()
      record({ subject: 'Category', id: brand, name: brand, before, after: { logo: mediaId } })
      return { items: await this.brands.all(BRANDS_MOST) }
    })
  }
}
