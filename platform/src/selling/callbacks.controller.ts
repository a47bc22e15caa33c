import { Controller, Post, Req } from '@nestjs/common'
import { CallbackAnswer } from '@storeweave/contract'
import type { Request } from 'express'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { CallbacksService } from './callbacks.service.js'

const TAKEN = { code: 'SUCCESS', message: '成功' }
const noticeOf = (req: Request) => ({ headers: req.headers, raw: req.rawBody ?? Buffer.alloc(0) })

/** Where WeChat Pay brings its callbacks; the tenant stands in the path. */
@Controller('callbacks/wechat-pay/:tenantId')
export class CallbacksController {
  constructor(private readonly callbacks: CallbacksService) {}
  @Post('payments')
  @Can('notify', 'Provider')
  @Answers(CallbackAnswer)
  async payment(@Req() req: Request) {
    await this.callbacks.payment(noticeOf(req))
    return TAKEN
  }
  @Post('refunds')
  @Can('notify', 'Provider')
  @Answers(CallbackAnswer)
  async refund(@Req() req: Request) {
    await this.callbacks.refund(noticeOf(req))
    return TAKEN
  }
}
