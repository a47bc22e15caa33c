import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  ConfirmPurchase,
  DecidePurchase,
  EndPurchase,
  ListPurchases,
  PurchaseOrder,
  PurchasePage,
  ReceiveShipment,
  ShipPurchase,
  SubmitPurchase,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { PurchaseMovesService } from './moves.service.js'
import { PurchaseOrdersService } from './orders.service.js'

/** Purchase orders as stores, warehouses and HQ work with them. */
@PartOf('purchasing')
@Controller('purchase-orders')
export class PurchaseOrdersController {
  constructor(
    private readonly orders: PurchaseOrdersService,
    private readonly moves: PurchaseMovesService,
  ) {}
  @Get()
  @Can('read', 'PurchaseOrder')
  @Answers(PurchasePage)
  page(@Query({ schema: ListPurchases }) q: ListPurchases) {
    return this.orders.page('brand', q)
  }
  @Get(':id')
  @Can('read', 'PurchaseOrder')
  @Answers(PurchaseOrder)
  one(@Param('id', IdParam) id: string) {
    return this.orders.one('brand', id)
  }
  @Post()
  @Can('create', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder, { status: 201 })
  submit(@Body({ schema: SubmitPurchase }) body: SubmitPurchase) {
    return this.orders.submit(body)
  }
  @Post(':id/decision')
  @Can('approve', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  decide(@Param('id', IdParam) id: string, @Body({ schema: DecidePurchase }) body: DecidePurchase) {
    return this.moves.decide(id, body)
  }
  @Post(':id/cancellation')
  @Can('create', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  cancel(@Param('id', IdParam) id: string, @Body({ schema: EndPurchase }) body: EndPurchase) {
    return this.moves.cancel(id, body.reason)
  }
  @Post(':id/confirmation')
  @Can('fulfil', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  confirm(@Param('id', IdParam) id: string, @Body({ schema: ConfirmPurchase }) body: ConfirmPurchase) {
    return this.moves.confirm('brand', id, body)
  }
  @Post(':id/shipments')
  @Can('fulfil', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  ship(@Param('id', IdParam) id: string, @Body({ schema: ShipPurchase }) body: ShipPurchase) {
    return this.moves.ship('brand', id, body)
  }
  @Post(':id/ending')
  @Can('fulfil', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  end(@Param('id', IdParam) id: string, @Body({ schema: EndPurchase }) body: EndPurchase) {
    return this.moves.end('brand', id, body.reason)
  }
  @Post(':id/receipts')
  @Can('receive', 'PurchaseOrder')
  @Once()
  @Answers(PurchaseOrder)
  receive(@Param('id', IdParam) id: string, @Body({ schema: ReceiveShipment }) body: ReceiveShipment) {
    return this.moves.receive(id, body)
  }
}
