import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { DecisionSettings, SetDecision, StoreDecisions } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { DecisionsService } from './decisions.service.js'

@Controller()
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  @Get('decisions')
  @PartOf('stores')
  @Can('update', 'Tenant')
  @Answers(DecisionSettings)
  list() {
    return this.decisions.list()
  }
  @Put('decisions/:unitId')
  @PartOf('stores')
  @Can('update', 'Tenant')
  @Answers(DecisionSettings)
  set(@Param('unitId', IdParam) unitId: string, @Body({ schema: SetDecision }) body: SetDecision) {
    return this.decisions.set(body.decision, unitId, body.level)
  }
  @Get('stores/:id/decisions')
  @Can('read', 'Store')
  @Answers(StoreDecisions)
  ofStore(@Param('id', IdParam) id: string) {
    return this.decisions.ofStore(id)
  }
}
