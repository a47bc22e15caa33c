import { Injectable } from '@nestjs/common'
import { attributeColumns } from './attribute-columns.js'
import type { Head } from './columns.js'
import type { SheetOf } from './imports.repo.js'
import { ProductGround } from './product-ground.js'
import { sheetKinds } from './sheet-kinds.js'

/** The columns that sheets of a kind may have, with those that are the brand's own. */
@Injectable()
export class SheetHeads {
  constructor(private readonly grounds: ProductGround) {}

  async of(kind: SheetOf): Promise<readonly Head[]> {
    const { heads } = sheetKinds[kind]
    return kind === 'products' ? [...heads, ...attributeColumns(await this.grounds.attributes())] : heads
  }
}
