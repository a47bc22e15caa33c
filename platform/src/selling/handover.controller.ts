import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common'
import { AdvanceFulfilment, BoardCard, Verified, VerifyCode } from '@storeweave/contract'
import { BoardService } from '../fulfilment/index.js'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { HandoverService } from './handover.service.js'
import { KnownCodeGuard } from './known-code.guard.js'

@Controller()
export class HandoverController {
  constructor(
    private readonly handover: HandoverService,
    private readonly board: BoardService,
  ) {}
  @Post('fulfilments/:id/moves')
  @Can('advance', 'Fulfilment')
  @Answers(BoardCard)
  async advance(
    @Param('id', IdParam) id: string,
    @Body({ schema: AdvanceFulfilment }) body: AdvanceFulfilment,
  ) {
    await this.handover.advance(id, body)
    return this.board.card(id)
  }
  @Post('verifications')
  @Can('verify', 'Fulfilment')
  @UseGuards(KnownCodeGuard)
  @Once()
  @Answers(Verified)
  async verify(@Body({ schema: VerifyCode }) body: VerifyCode) {
    const { fulfilmentId, voucherId } = await this.handover.verify(body)
    if (!voucherId) {
      const card = await this.board.card(fulfilmentId)
      return { card, verifiedAt: card.finishedAt }
    }
    const card = await this.board.voucherCard(fulfilmentId, voucherId)
    return { card, verifiedAt: card.voucher!.history.at(-1)!.at }
  }
}
