import { Body, Controller, Param, Post } from '@nestjs/common'
import {
  BoardCard,
  LoseFulfilment,
  Order,
  ParcelLabels,
  PrintParcels,
  ShipFulfilment,
} from '@storeweave/contract'
import { BoardService } from '../fulfilment/index.js'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { shopperId } from '../kernel/scope.js'
import { CancellationService } from './cancellation.service.js'
import { OrderReadsService } from './order-reads.service.js'
import { ShippingService } from './shipping.service.js'

@PartOf('express')
@Controller()
export class ShippingController {
  constructor(
    private readonly shipping: ShippingService,
    private readonly cancellation: CancellationService,
    private readonly board: BoardService,
    private readonly reads: OrderReadsService,
  ) {}
  @Post('fulfilments/:id/shipment')
  @Can('advance', 'Fulfilment')
  @Answers(BoardCard)
  async ship(@Param('id', IdParam) id: string, @Body({ schema: ShipFulfilment }) body: ShipFulfilment) {
    await this.shipping.ship(id, body)
    return this.board.card(id)
  }
  @Post('fulfilments/:id/loss')
  @Can('cancel', 'Order')
  @Answers(BoardCard)
  async lose(@Param('id', IdParam) id: string, @Body({ schema: LoseFulfilment }) { note }: LoseFulfilment) {
    await this.cancellation.lose(id, note)
    return this.board.card(id)
  }
  @Post('stores/:id/parcel-labels')
  @Can('advance', 'Fulfilment')
  @Answers(ParcelLabels)
  async labels(@Param('id', IdParam) id: string, @Body({ schema: PrintParcels }) body: PrintParcels) {
    return { items: await this.shipping.labels(id, body.fulfilmentIds) }
  }
  @Post('shop/orders/:id/receipt')
  @Can('read', 'Purchase')
  @Answers(Order)
  async receive(@Param('id', IdParam) id: string) {
    await this.shipping.receive(id, shopperId())
    return this.reads.mine(id)
  }
}
