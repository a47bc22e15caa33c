import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ListPayouts, MarkPaid, Payout, PayoutPage, ProposePayout, RefusePayout } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { PayoutService } from './payout.service.js'

/** Money to suppliers. */
@PartOf('suppliers')
@Controller('payouts')
export class PayoutController {
  constructor(private readonly payouts: PayoutService) {}
  @Get()
  @Can('read', 'Settlement')
  @Answers(PayoutPage)
  page(@Query({ schema: ListPayouts }) q: ListPayouts) {
    return this.payouts.page(q)
  }
  @Get(':id')
  @Can('read', 'Settlement')
  @Answers(Payout)
  one(@Param('id', IdParam) id: string) {
    return this.payouts.one(id)
  }
  @Post()
  @Can('propose', 'Payout')
  @Answers(Payout)
  propose(@Body({ schema: ProposePayout }) body: ProposePayout) {
    return this.payouts.propose(body)
  }
  @Post(':id/approve')
  @Can('approve', 'Payout')
  @Answers(Payout)
  approve(@Param('id', IdParam) id: string) {
    return this.payouts.approve(id)
  }
  @Post(':id/refuse')
  @Can('approve', 'Payout')
  @Answers(Payout)
  refuse(@Param('id', IdParam) id: string, @Body({ schema: RefusePayout }) body: RefusePayout) {
    return this.payouts.refuse(id, body.note)
  }
  @Post(':id/pay')
  @Can('pay', 'Payout')
  @Answers(Payout)
  pay(@Param('id', IdParam) id: string, @Body({ schema: MarkPaid }) body: MarkPaid) {
    return this.payouts.pay(id, body.bankRef)
  }
}
