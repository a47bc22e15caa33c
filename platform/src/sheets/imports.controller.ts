import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common'
import {
  Import,
  ImportFaultPage,
  ImportPage,
  ImportSamples,
  ListImports,
  PageQuery,
  SheetAs,
  UploadSheet,
} from '@storeweave/contract'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { Can } from '../kernel/access.js'
import { Fault } from '../kernel/fault.js'
import { Answers, IdParam, Raw } from '../kernel/http.js'
import { ExportsService } from './exports.service.js'
import { importOf } from './import-shape.js'
import { ImportsService } from './imports.service.js'
import { headers } from './sheet-headers.js'

@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly exports: ExportsService,
  ) {}

  @Post()
  @Can('create', 'Import')
  @Answers(Import, {
    status: 201,
    description: 'The sheet as the raw body: CSV (UTF-8, GBK) or XLSX, at most 50 MB and 100,000 rows',
  })
  async upload(@Req() req: Request, @Query({ schema: UploadSheet }) query: UploadSheet) {
    // what the platform has read already was sent as something else
    if (req.body !== undefined || !req.headers['content-type']) throw new Fault('request.unsupported_media')
    const sheet = { ...query, supplierId: null, send: false }
    return importOf(await this.imports.upload(req, sheet, Number(req.headers['content-length'] ?? 0)))
  }

  @Get()
  @Can('read', 'Import')
  @Answers(ImportPage)
  list(@Query({ schema: ListImports }) query: ListImports) {
    return this.imports.list(query, importOf)
  }

  @Get(':id')
  @Can('read', 'Import')
  @Answers(Import)
  async one(@Param('id', IdParam) id: string) {
    return importOf(await this.imports.one(id))
  }

  @Get(':id/samples')
  @Can('read', 'Import')
  @Answers(ImportSamples, { description: 'The first products the import will make or change, 50 at most' })
  async samples(@Param('id', IdParam) id: string) {
    return { items: await this.imports.samples(id) }
  }

  @Get(':id/faults')
  @Can('read', 'Import')
  @Answers(ImportFaultPage)
  faults(@Param('id', IdParam) id: string, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.imports.faults(id, query.limit, query.cursor)
  }

  @Get(':id/export')
  @Can('read', 'Import')
  @Raw('The faulty rows as a sheet to mend, each with what is wrong with it')
  async faulty(
    @Param('id', IdParam) id: string,
    @Query({ schema: SheetAs }) query: SheetAs,
    @Res() res: Response,
  ) {
    const row = await this.exports.mendable(id)
    res.set(headers(`to-mend-${row.name.replace(/\.[^.]*$/, '')}`, query.format))
    await this.exports.writeFaulty(row, query.format, res)
  }

  @Post(':id/run')
  @Can('create', 'Import')
  @Answers(Import, { description: 'In the rights of who asks, which are looked up anew for every chunk' })
  async run(@Param('id', IdParam) id: string) {
    return importOf(await this.imports.run(id))
  }

  @Post(':id/stop')
  @Can('create', 'Import')
  @Answers(Import)
  async stop(@Param('id', IdParam) id: string) {
    return importOf(await this.imports.stop(id))
  }
}
