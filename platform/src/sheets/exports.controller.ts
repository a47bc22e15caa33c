import { Controller, Get, Query, Res } from '@nestjs/common'
import { ExportProducts } from '@storeweave/contract'
import type { Response } from 'express'
import { Can } from '../kernel/access.js'
import { Raw } from '../kernel/http.js'
import { ExportsService } from './exports.service.js'
import { headers } from './sheet-headers.js'

@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('products')
  @Can('read', 'Product')
  @Raw('The products of the filter as CSV or XLSX, a row for each active SKU; it can be imported again')
  async products(@Query({ schema: ExportProducts }) query: ExportProducts, @Res() res: Response) {
    res.set(headers(query.blank ? 'products-template' : 'products', query.format))
    await this.exports.writeProducts(query, res)
  }
}
