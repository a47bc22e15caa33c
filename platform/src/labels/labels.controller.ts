import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common'
import {
  LabelPreview,
  LabelPrint,
  LabelScene,
  LabelTarget,
  PreviewLabels,
  PrintLabels,
} from '@storeweave/contract'
import type { Request, Response } from 'express'
import { pipeline } from 'node:stream/promises'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, Raw } from '../kernel/http.js'
import { log } from '../kernel/log.js'
import { LabelsService } from './labels.service.js'

const originOf = (req: Request): string => `${req.protocol}://${req.get('host')}`

@Controller()
export class LabelsController {
  constructor(private readonly labels: LabelsService) {}

  @Post('stores/:id/labels/preview')
  @HttpCode(200)
  @Can('read', 'Price')
  @Answers(LabelPreview)
  preview(
    @Param('id', IdParam) storeId: string,
    @Body({ schema: PreviewLabels }) body: PreviewLabels,
    @Req() req: Request,
  ) {
    return this.labels.preview(storeId, body, originOf(req))
  }

  @Post('stores/:id/labels')
  @Can('read', 'Price')
  @Answers(LabelPrint, {
    status: 201,
    description: 'The labels are made by and by; ask for it until it is done',
  })
  print(
    @Param('id', IdParam) storeId: string,
    @Body({ schema: PrintLabels }) body: PrintLabels,
    @Req() req: Request,
  ) {
    return this.labels.print(storeId, body, originOf(req))
  }

  @Get('stores/:id/labels/:printId')
  @Can('read', 'Price')
  @Answers(LabelPrint)
  one(@Param('id', IdParam) storeId: string, @Param('printId', IdParam) printId: string) {
    return this.labels.one(storeId, printId)
  }

  @Get('stores/:id/labels/:printId/file')
  @Can('read', 'Price')
  @Raw('The labels as a PDF, kept for a day')
  async file(
    @Param('id', IdParam) storeId: string,
    @Param('printId', IdParam) printId: string,
    @Res() res: Response,
  ) {
    const { bytes, body } = await this.labels.file(storeId, printId)
    res.set({
      'content-type': 'application/pdf',
      'content-length': String(bytes),
      'content-disposition': 'attachment; filename="labels.pdf"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    // once bytes are on their way there is no other answer: whoever asks sees the connection end
    await pipeline(body, res).catch((error: Error) =>
      log().warn({ printId, reason: error.message }, 'a file broke off'),
    )
  }

  @Get('shop/labels/:code')
  @Can('read', 'Shopfront')
  @Answers(LabelTarget)
  target(@Param('code', { schema: LabelScene }) code: string) {
    return this.labels.target(code)
  }
}
