import { Controller, Get, Param, Query, Res } from '@nestjs/common'
import { ExportStatement } from '@storeweave/contract'
import type { Response } from 'express'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { IdParam, Raw } from '../kernel/http.js'
import { headers } from './sheet-headers.js'
import { StatementExportsService } from './statement-exports.service.js'

/** Statements as sheets, for each side what it sees on its screen. */
@PartOf('suppliers')
@Controller()
export class StatementExportsController {
  constructor(private readonly exports: StatementExportsService) {}

  @Get('statements/:id/export')
  @Can('read', 'Settlement')
  @Raw('All lines of a statement as CSV or XLSX')
  async brand(
    @Param('id', IdParam) id: string,
    @Query({ schema: ExportStatement }) { format }: ExportStatement,
    @Res() res: Response,
  ) {
    const { number } = await this.exports.find('brand', id)
    res.set(headers(`statement-${number}`, format))
    await this.exports.write('brand', id, format, res)
  }

  @Get('supplier/statements/:id/export')
  @Can('settle', 'Supply')
  @Raw('All lines of the asking supplier’s statement as CSV or XLSX')
  async supplier(
    @Param('id', IdParam) id: string,
    @Query({ schema: ExportStatement }) { format }: ExportStatement,
    @Res() res: Response,
  ) {
    const { number } = await this.exports.find('supplier', id)
    res.set(headers(`statement-${number}`, format))
    await this.exports.write('supplier', id, format, res)
  }
}
