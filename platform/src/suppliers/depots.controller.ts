import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common'
import {
  CreateDepot,
  DepotMovementPage,
  Depots,
  DepotStockPage,
  DropOrder,
  DropOrderPage,
  ListDepotMovements,
  ListDepotStock,
  ListDropOrders,
  ListScorecards,
  MoveDepotStock,
  RefusePieces,
  Scorecard,
  Scorecards,
  SetDepot,
  SetShipper,
  ShipFulfilment,
  ShipPieces,
  StockLevel,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { DepotsService } from './depots.service.js'
import { DropOrdersService } from './drop-orders.service.js'
import { ScorecardsService } from './scorecards.service.js'
import { ShipperService } from './shipper.service.js'

/** A supplier's depots, their stock, and the orders that are shipped from there. */
@PartOf('suppliers')
@Controller('supplier')
export class DepotsController {
  constructor(
    private readonly depots: DepotsService,
    private readonly orders: DropOrdersService,
    private readonly scores: ScorecardsService,
  ) {}

  @Get('scorecard')
  @Can('read', 'Supply')
  @Answers(Scorecard)
  score() {
    return this.scores.own()
  }

  @Get('depots')
  @Can('read', 'Supply')
  @Answers(Depots)
  own() {
    return this.depots.own()
  }
  @Get('stock')
  @Can('read', 'Supply')
  @Answers(DepotStockPage)
  levels(@Query({ schema: ListDepotStock }) q: ListDepotStock) {
    return this.depots.levels(q)
  }
  @Get('stock/movements')
  @Can('read', 'Supply')
  @Answers(DepotMovementPage)
  movements(@Query({ schema: ListDepotMovements }) q: ListDepotMovements) {
    return this.depots.movements(q)
  }
  @Post('stock/changes')
  @Can('ship', 'Supply')
  @Answers(StockLevel, { description: 'The level after the change; the same id again changes nothing' })
  move(@Body({ schema: MoveDepotStock }) body: MoveDepotStock) {
    return this.depots.move(body)
  }
  @Get('orders')
  @Can('ship', 'Supply')
  @Answers(DropOrderPage)
  page(@Query({ schema: ListDropOrders }) q: ListDropOrders) {
    return this.orders.page(q)
  }
  @Get('orders/:orderId')
  @Can('ship', 'Supply')
  @Answers(DropOrder)
  one(@Param('orderId', IdParam) id: string) {
    return this.orders.one(id)
  }
  @Post('orders/:orderId/acceptance')
  @Can('ship', 'Supply')
  @Answers(DropOrder)
  accept(@Param('orderId', IdParam) id: string) {
    return this.orders.accept(id)
  }
  @Post('orders/:orderId/parcels')
  @Can('ship', 'Supply')
  @Answers(DropOrder)
  ship(@Param('orderId', IdParam) id: string, @Body({ schema: ShipPieces }) body: ShipPieces) {
    return this.orders.ship(id, body)
  }
  @Put('orders/:orderId/parcels/:parcelId')
  @Can('ship', 'Supply')
  @Answers(DropOrder)
  rename(
    @Param('orderId', IdParam) id: string,
    @Param('parcelId', IdParam) parcelId: string,
    @Body({ schema: ShipFulfilment }) body: ShipFulfilment,
  ) {
    return this.orders.rename(id, parcelId, body)
  }
  @Post('orders/:orderId/refusals')
  @Can('ship', 'Supply')
  @Answers(DropOrder)
  refuse(@Param('orderId', IdParam) id: string, @Body({ schema: RefusePieces }) body: RefusePieces) {
    return this.orders.refuse(id, body)
  }
}

/** Suppliers' depots, and who ships what, as HQ sets them. */
@PartOf('suppliers')
@Controller()
export class DepotDeskController {
  constructor(
    private readonly depots: DepotsService,
    private readonly shippers: ShipperService,
    private readonly scores: ScorecardsService,
  ) {}

  @Get('supplier-scorecards')
  @Can('read', 'Supplier')
  @Answers(Scorecards)
  all(@Query({ schema: ListScorecards }) q: ListScorecards) {
    return this.scores.all(q)
  }
  @Get('suppliers/:id/scorecard')
  @Can('read', 'Supplier')
  @Answers(Scorecard)
  score(@Param('id', IdParam) id: string) {
    return this.scores.of(id)
  }

  @Get('suppliers/:id/depots')
  @Can('read', 'Supplier')
  @Answers(Depots)
  of(@Param('id', IdParam) id: string) {
    return this.depots.of(id)
  }
  @Post('suppliers/:id/depots')
  @Can('update', 'Supplier')
  @Answers(Depots, { status: 201, description: 'Needs the permission to add stores' })
  create(@Param('id', IdParam) id: string, @Body({ schema: CreateDepot }) body: CreateDepot) {
    return this.depots.create(id, body)
  }
  @Patch('suppliers/:id/depots/:depotId')
  @Can('update', 'Supplier')
  @Answers(Depots)
  set(
    @Param('id', IdParam) id: string,
    @Param('depotId', IdParam) depotId: string,
    @Body({ schema: SetDepot }) body: SetDepot,
  ) {
    return this.depots.set(id, depotId, body)
  }
  @Get('products/:id/shipper')
  @Can('read', 'Supplier')
  @Answers(SetShipper)
  shipper(@Param('id', IdParam) id: string) {
    return this.shippers.of(id)
  }
  @Put('products/:id/shipper')
  @Can('publish', 'Product')
  @Answers(SetShipper)
  setShipper(@Param('id', IdParam) id: string, @Body({ schema: SetShipper }) body: SetShipper) {
    return this.shippers.set(id, body.shippedBy)
  }
}
