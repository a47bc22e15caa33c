import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common'
import {
  PageQuery,
  PurchaseList,
  PurchaseListPage,
  PurchaseSellers,
  PurchaseSettings,
  PutPurchaseList,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { ListsService } from './lists.service.js'

/** Price lists of the ordering mall, and from what amount on orders wait for approval. */
@PartOf('purchasing')
@Controller()
export class ListsController {
  constructor(private readonly lists: ListsService) {}
  @Get('purchase-lists')
  @Can('read', 'PurchaseList')
  @Answers(PurchaseListPage)
  page(@Query({ schema: PageQuery }) q: { limit: number; cursor?: string }) {
    return this.lists.page(q)
  }
  @Get('purchase-lists/:id')
  @Can('read', 'PurchaseList')
  @Answers(PurchaseList)
  one(@Param('id', IdParam) id: string) {
    return this.lists.one(id)
  }
  @Put('purchase-lists/:id')
  @Can('update', 'PurchaseList')
  @Answers(PurchaseList)
  put(@Param('id', IdParam) id: string, @Body({ schema: PutPurchaseList }) body: PutPurchaseList) {
    return this.lists.put(id, body)
  }
  @Delete('purchase-lists/:id')
  @Can('update', 'PurchaseList')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.lists.remove(id)
  }
  @Get('purchase-sellers')
  @Can('read', 'PurchaseList')
  @Answers(PurchaseSellers)
  sellers() {
    return this.lists.sellers()
  }
  @Get('purchase-settings')
  @Can('read', 'PurchaseList')
  @Answers(PurchaseSettings)
  settings() {
    return this.lists.settings()
  }
  @Put('purchase-settings')
  @Can('update', 'PurchaseList')
  @Answers(PurchaseSettings)
  setSettings(@Body({ schema: PurchaseSettings }) body: PurchaseSettings) {
    return this.lists.setSettings(body)
  }
}
