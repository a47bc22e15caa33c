import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  ChargeSale,
  GetTillCatalogue,
  GetTillChanges,
  PostSale,
  Sale,
  TillCatalogue,
  TillChanges,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { TillService } from './till.service.js'

@Controller('till')
export class TillController {
  constructor(private readonly till: TillService) {}

  @Get('catalogue')
  @PartOf('till')
  @Can('create', 'Sale')
  @Answers(TillCatalogue)
  catalogue(@Query({ schema: GetTillCatalogue }) q: GetTillCatalogue) {
    return this.till.catalogue(q)
  }

  @Get('catalogue/changes')
  @PartOf('till')
  @Can('create', 'Sale')
  @Answers(TillChanges)
  changes(@Query({ schema: GetTillChanges }) q: GetTillChanges) {
    return this.till.changes(q)
  }

  @Put('sales/:id')
  @Can('create', 'Sale')
  @Answers(Sale)
  post(@Param('id', IdParam) id: string, @Body({ schema: PostSale }) body: PostSale) {
    return this.till.post(id, body)
  }

  @Get('sales/:id')
  @Can('read', 'Sale')
  @Answers(Sale)
  show(@Param('id', IdParam) id: string) {
    return this.till.show(id)
  }

  @Post('sales/:id/charge')
  @Can('create', 'Sale')
  @Answers(Sale)
  charge(@Param('id', IdParam) id: string, @Body({ schema: ChargeSale }) body: ChargeSale) {
    return this.till.charge(id, body.authCode)
  }

  @Post('sales/:id/cancel')
  @Can('create', 'Sale')
  @Answers(Sale)
  cancel(@Param('id', IdParam) id: string) {
    return this.till.cancel(id)
  }
}
