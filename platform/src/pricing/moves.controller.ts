import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { MoveAnswer, PreviewMove } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { MovesService } from './moves.service.js'

@Controller('org-units')
export class MovesController {
  constructor(private readonly moves: MovesService) {}

  /** The prices that bounds would leave outside, were a store or region below another node; nothing moves. */
  @Post(':unitId/move/preview')
  @HttpCode(200)
  @Can('update', 'ListPrice')
  @Answers(MoveAnswer)
  preview(@Param('unitId', IdParam) unitId: string, @Body({ schema: PreviewMove }) body: PreviewMove) {
    return this.moves.preview(unitId, body.parentId)
  }
}
