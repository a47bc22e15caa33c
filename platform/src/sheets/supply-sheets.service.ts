import { Injectable } from '@nestjs/common'
import type { Readable, Writable } from 'node:stream'
import type {
  GoodsSheet,
  ImportFault,
  ImportSample,
  ListGoodsSheets,
  SheetFormat,
  UploadGoods,
} from '@storeweave/contract'
import { ownSupplier } from '../kernel/own-supplier.js'
import { BulkGoods } from '../suppliers/index.js'
import { goodsColumns } from './goods-columns.js'
import { goodsSheetOf } from './import-shape.js'
import { ImportsService } from './imports.service.js'
import { headOf } from './sheet-kinds.js'
import { scope } from '../kernel/scope.js'
import { writeSheet, type OutCell } from './write-sheet.js'

const NOTHING = async function* (): AsyncGenerator<OutCell[][]> {}

/** Sheets of goods as a supplier brings them: its own alone, whoever else's there are. */
@Injectable()
export class SupplySheetsService {
  constructor(
    private readonly imports: ImportsService,
    private readonly goods: BulkGoods,
  ) {}

  /**
   * Keeps a sheet of goods and has it read; the same id again answers what became of it. Throws `suppliers.not_active`,
   * with `send` `suppliers.licence_expired`, and what any upload of a sheet throws.
   */
  async upload(body: Readable, { id, name, send = false }: UploadGoods, said: number): Promise<GoodsSheet> {
    const supplierId = await this.goods.mayBring(send)
    return goodsSheetOf(await this.imports.upload(body, { id, name, kind: 'goods', supplierId, send }, said))
  }
  /** The asking supplier's, newest first. */
  list(query: ListGoodsSheets): Promise<{ items: GoodsSheet[]; nextCursor: string | null }> {
    return this.imports.list(query, goodsSheetOf, ownSupplier())
  }
  /** One of them. Throws `access.not_found`. */
  async one(id: string): Promise<GoodsSheet> {
    return goodsSheetOf(await this.imports.one(id, ownSupplier()))
  }
  samples(id: string): Promise<ImportSample[]> {
    return this.imports.samples(id, ownSupplier())
  }
  faults(
    id: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: ImportFault[]; nextCursor: string | null }> {
    return this.imports.faults(id, limit, cursor, ownSupplier())
  }
  /** Lets a sheet run, or go on. Throws `suppliers.not_active`, `suppliers.licence_expired` where it sends in, `sheets.*`. */
  async run(id: string): Promise<GoodsSheet> {
    const { send } = await this.imports.one(id, ownSupplier('edit'))
    return goodsSheetOf(await this.imports.run(id, await this.goods.mayBring(send)))
  }
  /** Stops one after the chunk that is being written. */
  async stop(id: string): Promise<GoodsSheet> {
    return goodsSheetOf(await this.imports.stop(id, ownSupplier('edit')))
  }

  /** Writes the head alone, to be filled in. */
  async writeTemplate(format: SheetFormat, out: Writable): Promise<void> {
    const keys = goodsColumns.map((c) => c.key)
    const head = headOf(goodsColumns, keys, scope().locale)
    await writeSheet(format, { name: 'Goods', head, pages: NOTHING() }, out)
  }
}
