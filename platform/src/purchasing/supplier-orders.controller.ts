import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  ConfirmPurchase,
  EndPurchase,
  ListOwnPurchases,
  PurchaseOrder,
  PurchasePage,
  ShipPurchase,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { PurchaseMovesService } from './moves.service.js'
import { PurchaseOrdersService } from './orders.service.js'

/** Orders of stores as the supplier that sells sees them. */
@PartOf('purchasing')
@Controller('supplier/purchase-orders')
export class SupplierOrdersController {
  constructor(
    private readonly orders: PurchaseOrdersService,
    private readonly moves: PurchaseMovesService,
  ) {}
  @Get()
  @Can('read', 'Supply')
  @Answers(PurchasePage)
  page(@Query({ schema: ListOwnPurchases }) q: ListOwnPurchases) {
    return this.orders.page('supplier', q)
  }
  @Get(':purchaseId')
  @Can('read', 'Supply')
  @Answers(PurchaseOrder)
  one(@Param('purchaseId', IdParam) id: string) {
    return this.orders.one('supplier', id)
  }
  @Post(':purchaseId/confirmation')
  @Can('ship', 'Supply')
  @Once()
  @Answers(PurchaseOrder)
  confirm(
    @Param('purchaseId', IdParam) id: string,
    @Body({ schema: ConfirmPurchase }) body: ConfirmPurchase,
  ) {
    return this.moves.confirm('supplier', id, body)
  }
  @Post(':purchaseId/shipments')
  @Can('ship', 'Supply')
  @Once()
  @Answers(PurchaseOrder)
  ship(@Param('purchaseId', IdParam) id: string, @Body({ schema: ShipPurchase }) body: ShipPurchase) {
    return this.moves.ship('supplier', id, body)
  }
  @Post(':purchaseId/ending')
  @Can('ship', 'Supply')
  @Once()
  @Answers(PurchaseOrder)
  end(@Param('purchaseId', IdParam) id: string, @Body({ schema: EndPurchase }) body: EndPurchase) {
    return this.moves.end('supplier', id, body.reason)
  }
}
