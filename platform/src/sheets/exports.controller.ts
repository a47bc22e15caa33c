import { Controller, Get, Query, Res } from '@nestjs/common'
import { ExportPrices, ExportProducts, ExportStock, ExportStores } from '@storeweave/contract'
import type { Response } from 'express'
import { Can } from '../kernel/access.js'
import { Raw } from '../kernel/http.js'
import { ExportsService } from './exports.service.js'
import { headers } from './sheet-headers.js'
import { StoreExportsService } from './store-exports.service.js'

@Controller('exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly ofStores: StoreExportsService,
  ) {}

  @Get('products')
  @Can('read', 'Product')
  @Raw('The products of the filter as CSV or XLSX, a row for each active SKU; it can be imported again')
  async products(@Query({ schema: ExportProducts }) query: ExportProducts, @Res() res: Response) {
    res.set(headers(query.blank ? 'products-template' : 'products', query.format))
    await this.exports.writeProducts(query, res)
  }

  @Get('prices')
  @Can('read', 'Price')
  @Raw('The price list of a store, or of many stores the prices that are their own; it can be imported again')
  async prices(@Query({ schema: ExportPrices }) query: ExportPrices, @Res() res: Response) {
    res.set(headers(query.blank ? 'prices-template' : 'prices', query.format))
    await this.ofStores.writePrices(query, res)
  }

  @Get('stores')
  @Can('read', 'Store')
  @Raw('The stores of the filter as CSV or XLSX; it can be imported again')
  async stores(@Query({ schema: ExportStores }) query: ExportStores, @Res() res: Response) {
    res.set(headers(query.blank ? 'stores-template' : 'stores', query.format))
    await this.ofStores.writeStores(query, res)
  }

  @Get('stock')
  @Can('read', 'Stock')
  @Raw('The stock of the filter as CSV or XLSX, with an empty column for what is counted')
  async stock(@Query({ schema: ExportStock }) query: ExportStock, @Res() res: Response) {
    res.set(headers(query.blank ? 'stock-template' : 'stock', query.format))
    await this.ofStores.writeStock(query, res)
  }
}
