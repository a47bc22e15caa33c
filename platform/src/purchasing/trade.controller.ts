import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ListTradeEntries, RecordTradePayment, TradeAccounts, TradeEntryPage } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { TradeService } from './trade.service.js'

/** What is owed for goods delivered to order, for each side its own. */
@PartOf('purchasing')
@Controller()
export class TradeController {
  constructor(private readonly trade: TradeService) {}
  @Get('trade-accounts')
  @Can('read', 'TradeAccount')
  @Answers(TradeAccounts)
  all() {
    return this.trade.accounts()
  }
  @Get('trade-accounts/:id/entries')
  @Can('read', 'TradeAccount')
  @Answers(TradeEntryPage)
  entries(@Param('id', IdParam) id: string, @Query({ schema: ListTradeEntries }) q: ListTradeEntries) {
    return this.trade.entries(id, q)
  }
  @Post('trade-accounts/:id/payments')
  @Can('pay', 'TradeAccount')
  @Once()
  @Answers(TradeEntryPage)
  pay(@Param('id', IdParam) id: string, @Body({ schema: RecordTradePayment }) body: RecordTradePayment) {
    return this.trade.pay(id, body)
  }
  @Get('stores/:storeId/trade-entries')
  @Can('read', 'PurchaseOrder')
  @Answers(TradeEntryPage)
  ofStore(
    @Param('storeId', IdParam) storeId: string,
    @Query({ schema: ListTradeEntries }) q: ListTradeEntries,
  ) {
    return this.trade.ofStore(storeId, q)
  }
  @Get('supplier/trade-entries')
  @Can('settle', 'Supply')
  @Answers(TradeEntryPage)
  ofSupplier(@Query({ schema: ListTradeEntries }) q: ListTradeEntries) {
    return this.trade.ofSupplier(q)
  }
}
