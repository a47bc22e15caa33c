import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  AskChange,
  AskPrices,
  DecidePrices,
  DraftGoods,
  ListGoods,
  ListOwnGoods,
  ListPriceRequests,
  MoveGoods,
  NamedPicture,
  NamedPicturePage,
  NamePicture,
  OwnProduct,
  PageQuery,
  PriceRequest,
  PriceRequestPage,
  RefuseGoods,
  SupplierGoodsPage,
  TakeGoods,
  WholeGoods,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import type { z } from 'zod'
import { GoodsReview } from './goods-review.service.js'
import { GoodsService } from './goods.service.js'
import { OwnProducts } from './own-products.service.js'
import { SupplierPictures } from './pictures.service.js'
import { PriceRequests } from './price-requests.service.js'

/** A supplier's goods: as it drafts them, and as they stand in the catalogue. */
@PartOf('suppliers')
@Controller('supplier')
export class GoodsController {
  constructor(
    private readonly goods: GoodsService,
    private readonly products: OwnProducts,
    private readonly requests: PriceRequests,
    private readonly pictures: SupplierPictures,
  ) {}

  @Get('goods')
  @Can('read', 'Supply')
  @Answers(SupplierGoodsPage)
  page(@Query({ schema: ListOwnGoods }) q: ListOwnGoods) {
    return this.goods.page(q)
  }
  @Get('goods/:goodsId')
  @Can('read', 'Supply')
  @Answers(WholeGoods)
  one(@Param('goodsId', IdParam) id: string) {
    return this.goods.one(id)
  }
  @Put('goods/:goodsId')
  @Can('edit', 'Supply')
  @Answers(WholeGoods)
  save(@Param('goodsId', IdParam) id: string, @Body({ schema: DraftGoods }) body: DraftGoods) {
    return this.goods.save(id, body)
  }
  @Delete('goods/:goodsId')
  @Can('edit', 'Supply')
  @NoContent()
  drop(@Param('goodsId', IdParam) id: string) {
    return this.goods.drop(id)
  }
  @Post('goods/:goodsId/moves')
  @Can('edit', 'Supply')
  @Answers(WholeGoods)
  move(@Param('goodsId', IdParam) id: string, @Body({ schema: MoveGoods }) body: MoveGoods) {
    return this.goods.move(id, body)
  }
  @Get('pictures')
  @Can('read', 'Supply')
  @Answers(NamedPicturePage)
  named(@Query({ schema: PageQuery }) q: z.infer<typeof PageQuery>) {
    return this.pictures.page(q)
  }
  @Post('pictures')
  @Can('edit', 'Supply')
  @Answers(NamedPicture, { status: 201, description: 'A name by which sheets call a picture that was kept' })
  name(@Body({ schema: NamePicture }) body: NamePicture) {
    return this.pictures.name(body)
  }
  @Get('products/:productId')
  @Can('read', 'Supply')
  @Answers(OwnProduct)
  product(@Param('productId', IdParam) id: string) {
    return this.products.one(id)
  }
  @Post('products/:productId/changes')
  @Can('edit', 'Supply')
  @Answers(OwnProduct, { status: 201 })
  ask(@Param('productId', IdParam) id: string, @Body({ schema: AskChange }) body: AskChange) {
    return this.products.ask(id, body)
  }
  @Delete('products/:productId/changes/:changeId')
  @Can('edit', 'Supply')
  @Answers(OwnProduct)
  withdraw(@Param('productId', IdParam) id: string, @Param('changeId', IdParam) changeId: string) {
    return this.products.withdraw(id, changeId)
  }
  @Get('price-requests')
  @Can('read', 'Supply')
  @Answers(PriceRequestPage)
  prices(@Query({ schema: ListPriceRequests }) q: ListPriceRequests) {
    return this.requests.own(q)
  }
  @Post('products/:productId/price-requests')
  @Can('edit', 'Supply')
  @Answers(PriceRequest, { status: 201 })
  askPrices(@Param('productId', IdParam) id: string, @Body({ schema: AskPrices }) body: AskPrices) {
    return this.requests.ask(id, body)
  }
  @Delete('price-requests/:requestId')
  @Can('edit', 'Supply')
  @Answers(PriceRequest)
  withdrawPrices(@Param('requestId', IdParam) id: string) {
    return this.requests.withdraw(id)
  }
}

/** Suppliers' goods and prices on HQ's desk. */
@PartOf('suppliers')
@Controller()
export class GoodsDeskController {
  constructor(
    private readonly review: GoodsReview,
    private readonly requests: PriceRequests,
  ) {}

  @Get('supplier-goods')
  @Can('read', 'Supplier')
  @Answers(SupplierGoodsPage)
  page(@Query({ schema: ListGoods }) q: ListGoods) {
    return this.review.page(q)
  }
  @Get('supplier-goods/:id')
  @Can('read', 'Supplier')
  @Answers(WholeGoods)
  one(@Param('id', IdParam) id: string) {
    return this.review.one(id)
  }
  @Post('supplier-goods/:id/refusal')
  @Can('review', 'Supplier')
  @Answers(WholeGoods)
  refuse(@Param('id', IdParam) id: string, @Body({ schema: RefuseGoods }) body: RefuseGoods) {
    return this.review.refuse(id, body)
  }
  @Post('supplier-goods/:id/taking')
  @Can('review', 'Supplier')
  @Answers(WholeGoods, { description: 'Needs the permission to create products, and to publish them' })
  take(@Param('id', IdParam) id: string, @Body({ schema: TakeGoods }) body: TakeGoods) {
    return this.review.take(id, body)
  }
  @Get('supplier-price-requests')
  @Can('read', 'Supplier')
  @Answers(PriceRequestPage)
  prices(@Query({ schema: ListPriceRequests }) q: ListPriceRequests) {
    return this.requests.page(q)
  }
  @Post('supplier-price-requests/:id/moves')
  @Can('review', 'Supplier')
  @Answers(PriceRequest)
  decide(@Param('id', IdParam) id: string, @Body({ schema: DecidePrices }) body: DecidePrices) {
    return this.requests.decide(id, body)
  }
}
