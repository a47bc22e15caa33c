import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { PaymentsRepo } from './payments.repo.js'
import { PaymentsService } from './payments.service.js'
import { RefundsRepo } from './refunds.repo.js'
import { RefundsService } from './refunds.service.js'
import { WechatPayClient } from './wechat-pay.client.js'
import { WechatPay } from './wechat-pay.js'
import { WechatSharing } from './wechat-sharing.js'

@Module({
  imports: [TenancyModule],
  providers: [
    PaymentsService,
    PaymentsRepo,
    RefundsService,
    RefundsRepo,
    WechatPay,
    WechatPayClient,
    WechatSharing,
  ],
  exports: [PaymentsService, RefundsService, WechatSharing],
})
export class PaymentsModule {}
