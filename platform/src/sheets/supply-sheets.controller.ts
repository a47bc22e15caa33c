import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common'
import {
  GoodsSheet,
  GoodsSheetPage,
  ImportFaultPage,
  ImportSamples,
  ListGoodsSheets,
  PageQuery,
  SheetAs,
  UploadGoods,
} from '@storeweave/contract'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { Can } from '../kernel/access.js'
import { Fault } from '../kernel/fault.js'
import { Answers, IdParam, Raw } from '../kernel/http.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { ExportsService } from './exports.service.js'
import { headers } from './sheet-headers.js'
import { SupplySheetsService } from './supply-sheets.service.js'

/** Goods of a supplier by the sheet: looked through, and then written as drafts or sent in. */
@Controller('supplier/sheets')
export class SupplySheetsController {
  constructor(
    private readonly sheets: SupplySheetsService,
    private readonly exports: ExportsService,
  ) {}

  @Post()
  @Can('edit', 'Supply')
  @Answers(GoodsSheet, {
    status: 201,
    description: 'The sheet as the raw body: CSV (UTF-8, GBK) or XLSX, at most 50 MB and 100,000 rows',
  })
  upload(@Req() req: Request, @Query({ schema: UploadGoods }) query: UploadGoods) {
    // what the platform has read already was sent as something else
    if (req.body !== undefined || !req.headers['content-type']) throw new Fault('request.unsupported_media')
    return this.sheets.upload(req, query, Number(req.headers['content-length'] ?? 0))
  }

  @Get()
  @Can('read', 'Supply')
  @Answers(GoodsSheetPage)
  list(@Query({ schema: ListGoodsSheets }) query: ListGoodsSheets) {
    return this.sheets.list(query)
  }

  @Get('template')
  @Can('read', 'Supply')
  @Raw('The columns of a sheet of goods, to be filled in')
  async template(@Query({ schema: SheetAs }) { format }: SheetAs, @Res() res: Response) {
    ownSupplier()
    res.set(headers('goods-template', format))
    await this.sheets.writeTemplate(format, res)
  }

  @Get(':sheetId')
  @Can('read', 'Supply')
  @Answers(GoodsSheet)
  one(@Param('sheetId', IdParam) id: string) {
    return this.sheets.one(id)
  }

  @Get(':sheetId/samples')
  @Can('read', 'Supply')
  @Answers(ImportSamples, { description: 'The first goods that will be made or changed, 50 at most' })
  async samples(@Param('sheetId', IdParam) id: string) {
    return { items: await this.sheets.samples(id) }
  }

  @Get(':sheetId/faults')
  @Can('read', 'Supply')
  @Answers(ImportFaultPage)
  faults(
    @Param('sheetId', IdParam) id: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.sheets.faults(id, query.limit, query.cursor)
  }

  @Get(':sheetId/export')
  @Can('read', 'Supply')
  @Raw('The faulty rows as a sheet to mend, each with what is wrong with it')
  async faulty(
    @Param('sheetId', IdParam) id: string,
    @Query({ schema: SheetAs }) query: SheetAs,
    @Res() res: Response,
  ) {
    const row = await this.exports.mendable(id, ownSupplier())
    res.set(headers(`to-mend-${row.name.replace(/\.[^.]*$/, '')}`, query.format))
    await this.exports.writeFaulty(row, query.format, res)
  }

  @Post(':sheetId/run')
  @Can('edit', 'Supply')
  @Answers(GoodsSheet, { description: 'In the rights of who asks, which are looked up anew for every chunk' })
  run(@Param('sheetId', IdParam) id: string) {
    return this.sheets.run(id)
  }

  @Post(':sheetId/stop')
  @Can('edit', 'Supply')
  @Answers(GoodsSheet)
  stop(@Param('sheetId', IdParam) id: string) {
    return this.sheets.stop(id)
  }
}
