import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  AtStore,
  Cart,
  GuestCart,
  Quote,
  QuoteRequest,
  Scanned,
  ScanToCart,
  SetCartLine,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { BasketService } from './basket.service.js'
import { CartService } from './cart.service.js'

const MaybeAtStore = AtStore.partial()

@Controller('shop')
export class ShopCartController {
  constructor(
    private readonly carts: CartService,
    private readonly basket: BasketService,
  ) {}
  @Get('cart')
  @Can('read', 'Cart')
  @Answers(Cart)
  show(@Query({ schema: MaybeAtStore }) q: { storeId?: string }) {
    return this.carts.show(q.storeId)
  }
  @Put('cart/lines/:skuId')
  @Can('update', 'Cart')
  @Answers(Cart)
  set(@Param('skuId', IdParam) skuId: string, @Body({ schema: SetCartLine }) line: SetCartLine) {
    return this.carts.set(skuId, line)
  }
  @Post('cart/scans')
  @Can('update', 'Cart')
  @Answers(Scanned)
  scan(@Body({ schema: ScanToCart }) scan: ScanToCart) {
    return this.carts.scan(scan)
  }
  @Delete('cart/lines/:skuId')
  @Can('update', 'Cart')
  @Answers(Cart)
  remove(@Param('skuId', IdParam) skuId: string, @Query({ schema: AtStore }) q: AtStore) {
    return this.carts.remove(skuId, q.storeId)
  }
  @Post('cart/preview')
  @Can('read', 'Shopfront')
  @Answers(Cart)
  preview(@Body({ schema: GuestCart }) body: GuestCart) {
    return this.carts.preview(body)
  }
  @Post('cart/merge')
  @Can('update', 'Cart')
  @Once()
  @Answers(Cart)
  merge(@Body({ schema: GuestCart }) body: GuestCart) {
    return this.carts.merge(body)
  }
  @Post('quotes')
  @Can('read', 'Shopfront')
  @Answers(Quote)
  async quote(@Body({ schema: QuoteRequest }) body: QuoteRequest) {
    const { storeId, lines, fulfilment, province } = body
    const context = { channel: 'h5', fulfilment, ...(province ? { province } : {}) } as const
    return (await this.basket.price(storeId, lines, context)).quote
  }
}
