import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  BoardCard,
  BoardPage,
  ListBoard,
  ListVerifications,
  VerificationPage,
  VerifyCode,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { BoardService } from './board.service.js'

@Controller()
export class BoardController {
  constructor(private readonly board: BoardService) {}
  @Get('fulfilments')
  @Can('read', 'Fulfilment')
  @Answers(BoardPage)
  list(@Query({ schema: ListBoard }) q: ListBoard) {
    return this.board.list(q)
  }
  @Get('fulfilments/:id')
  @Can('read', 'Fulfilment')
  @Answers(BoardCard)
  show(@Param('id', IdParam) id: string) {
    return this.board.card(id)
  }
  @Post('verifications/preview')
  @Can('verify', 'Fulfilment')
  @Answers(BoardCard)
  preview(@Body({ schema: VerifyCode }) body: VerifyCode) {
    return this.board.preview(body)
  }
  @Get('verifications')
  @Can('read', 'Fulfilment')
  @Answers(VerificationPage)
  verifications(@Query({ schema: ListVerifications }) q: ListVerifications) {
    return this.board.verifications(q)
  }
}
