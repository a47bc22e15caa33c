import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ListMyVouchers, RefundVoucher, VoucherPage, VoucherRefunded } from '@storeweave/contract'
import { VouchersService } from '../fulfilment/index.js'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { VoucherRefundsService } from './voucher-refunds.service.js'

@Controller()
export class VouchersController {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly refunds: VoucherRefundsService,
  ) {}
  @Get('shop/vouchers')
  @Can('read', 'Purchase')
  @Answers(VoucherPage)
  mine(@Query({ schema: ListMyVouchers }) q: ListMyVouchers) {
    return this.vouchers.mine(q)
  }
  @Post('shop/vouchers/:id/refunds')
  @Can('cancel', 'Purchase')
  @Answers(VoucherRefunded)
  giveBack(@Param('id', IdParam) id: string, @Body({ schema: RefundVoucher }) body: RefundVoucher) {
    return this.refunds.byShopper(id, body)
  }
  @Post('vouchers/:id/refunds')
  @Can('cancel', 'Order')
  @Answers(VoucherRefunded)
  refund(@Param('id', IdParam) id: string, @Body({ schema: RefundVoucher }) body: RefundVoucher) {
    return this.refunds.byStaff(id, body)
  }
}
