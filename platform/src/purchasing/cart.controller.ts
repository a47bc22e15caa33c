import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  ListOffers,
  OrderAgain,
  PasteCart,
  PurchaseCart,
  PurchaseOfferPage,
  SetPurchaseCart,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { PurchaseCartService } from './cart.service.js'

/** What a store may order, and its cart. */
@PartOf('purchasing')
@Controller('stores/:storeId')
export class PurchaseCartController {
  constructor(private readonly cart: PurchaseCartService) {}
  @Get('offers')
  @Can('create', 'PurchaseOrder')
  @Answers(PurchaseOfferPage)
  offers(@Param('storeId', IdParam) storeId: string, @Query({ schema: ListOffers }) q: ListOffers) {
    return this.cart.page(storeId, q)
  }
  @Get('purchase-cart')
  @Can('create', 'PurchaseOrder')
  @Answers(PurchaseCart)
  read(@Param('storeId', IdParam) storeId: string) {
    return this.cart.read(storeId)
  }
  @Put('purchase-cart/lines')
  @Can('create', 'PurchaseOrder')
  @Answers(PurchaseCart)
  set(@Param('storeId', IdParam) storeId: string, @Body({ schema: SetPurchaseCart }) body: SetPurchaseCart) {
    return this.cart.set(storeId, body)
  }
  @Post('purchase-cart/paste')
  @Can('create', 'PurchaseOrder')
  @Answers(PurchaseCart, { description: 'The same text again sets the same quantities' })
  paste(@Param('storeId', IdParam) storeId: string, @Body({ schema: PasteCart }) body: PasteCart) {
    return this.cart.paste(storeId, body.text)
  }
  @Post('purchase-cart/again')
  @Can('create', 'PurchaseOrder')
  @Answers(PurchaseCart, { description: 'The same order again sets the same quantities' })
  again(@Param('storeId', IdParam) storeId: string, @Body({ schema: OrderAgain }) body: OrderAgain) {
    return this.cart.again(storeId, body)
  }
}
