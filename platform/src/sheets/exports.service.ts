import { Injectable } from '@nestjs/common'
import type { Writable } from 'node:stream'
import { sheetFaultText, type ExportProducts, type SheetFormat } from '@storeweave/contract'
import { BulkProductService } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportsRepo, type ImportRow } from './imports.repo.js'
import { partIdsOf } from './part-cells.js'
import { ProductGround } from './product-ground.js'
import { exportedColumns, rowsOfProduct } from './product-sheet.js'
import { SheetHeads } from './sheet-heads.js'
import { headOf, PROBLEMS, titleOf } from './sheet-kinds.js'
import { shownOf } from './sheet-row.js'
import { writeOut } from './write-out.js'
import { writeSheet, type OutCell } from './write-sheet.js'

const PAGE = 200
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Sheets that go out: products as they are, and the faulty rows of an import to be mended. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly products: BulkProductService,
    private readonly grounds: ProductGround,
    private readonly imports: ImportsRepo,
    private readonly rows: ImportRowsRepo,
    private readonly heads: SheetHeads,
  ) {}

  /** Writes the products of a list, a row for each active SKU, at the reader's pace; that it was done is an audit entry. */
  async writeProducts(query: ExportProducts, out: Writable): Promise<void> {
    const { locale } = scope()
    const { format: _, blank: __, ...filter } = query
    const ground = await this.grounds.now()
    const heads = await this.heads.of('products')
    const keys = exportedColumns(heads, await this.products.optionsMost())
    const { products, grounds } = this
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      for (let after = NOBODY; ;) {
        const page = await products.page(filter, after, PAGE)
        const { partCodes } = await grounds.parts([], partIdsOf(page))
        yield page.flatMap((p) => rowsOfProduct(p, keys, { ...ground, partCodes }, locale))
        if (page.length < PAGE) return
        after = page.at(-1)!.id
      }
    }
    await writeOut(
      { kind: 'products', keys, heads, subject: 'Product', permission: 'Product:read', pages },
      query,
      out,
    )
  }

  /** What of an import of the brand's, or of a supplier's, may be mended, before anything of it is written. Throws `access.not_found`, `sheets.forgotten`. */
  async mendable(id: string, supplierId: string | null = null): Promise<ImportRow> {
    const row = found(await reading(() => this.imports.of(id, supplierId)))
    if (!row.rows_kept) throw new Fault('sheets.forgotten')
    return row
  }

  /** Writes the rows of things that have a fault, as they came, each with what is wrong with it behind. */
  async writeFaulty({ id, kind, columns }: ImportRow, format: SheetFormat, out: Writable): Promise<void> {
    const { locale } = scope()
    const { rows } = this
    const heads = await this.heads.of(kind)
    const known = columns.flatMap((key, i) => (key ? [{ key, i }] : []))
    const head = [
      ...headOf(
        heads,
        known.map((c) => c.key),
        locale,
      ),
      PROBLEMS.title[locale],
    ]
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      for (let at = { batch: 0, row: 0 }; ;) {
        const page = await reading(() => rows.faulty(id, at.batch, at.row, PAGE))
        yield page.map(({ cells, faults }) => [
          ...known.map(({ i }) => ({ typed: shownOf(cells[i]) })),
          faults
            .map((f) =>
              [f.cell && titleOf(heads, f.cell, locale), sheetFaultText(f.code, locale, f.args)]
                .filter(Boolean)
                .join(': '),
            )
            .join('; '),
        ])
        if (page.length < PAGE) return
        at = page.at(-1)!
      }
    }
    await writeSheet(format, { name: 'Faulty rows', head, pages: pages() }, out)
  }
}
