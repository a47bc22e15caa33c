import { Controller, Get, Query } from '@nestjs/common'
import { FindParts, PartGoodsList } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { BundleService } from './bundles.service.js'

@Controller()
export class BundlesController {
  constructor(private readonly bundles: BundleService) {}

  @Get('part-goods')
  @Can('read', 'Product')
  @Answers(PartGoodsList)
  find(@Query({ schema: FindParts }) query: FindParts) {
    return this.bundles.find(query)
  }
}
