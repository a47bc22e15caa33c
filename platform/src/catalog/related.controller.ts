import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import { AskRelated, ChooseGoods, ChosenGoods, RelatedGoods } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { RelatedService } from './related.service.js'

@Controller()
export class RelatedController {
  constructor(private readonly related: RelatedService) {}

  @Get('shop/related')
  @Can('read', 'Shopfront')
  @Answers(RelatedGoods)
  beside(@Query({ schema: AskRelated }) query: AskRelated) {
    return this.related.beside(query)
  }
  @Get('products/:id/related')
  @Can('read', 'Product')
  @Answers(ChosenGoods)
  chosen(@Param('id', IdParam) id: string) {
    return this.related.chosen(id)
  }
  @Put('products/:id/related')
  @Can('update', 'Product')
  @Answers(ChosenGoods)
  choose(@Param('id', IdParam) id: string, @Body({ schema: ChooseGoods }) body: ChooseGoods) {
    return this.related.choose(id, body)
  }
}
