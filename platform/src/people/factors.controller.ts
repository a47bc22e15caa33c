import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common'
import { FactorState, SignInPolicy } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { FactorsService } from './factors.service.js'

@Controller()
export class FactorsController {
  constructor(private readonly factors: FactorsService) {}

  @Get('people/:id/factor')
  @Can('update', 'Person')
  @Answers(FactorState)
  state(@Param('id', IdParam) id: string) {
    return this.factors.stateOf(id)
  }
  @Delete('people/:id/factor')
  @Can('update', 'Person')
  @StepUp()
  @NoContent()
  reset(@Param('id', IdParam) id: string) {
    return this.factors.reset(id)
  }
  @Get('sign-in-policy')
  @Can('update', 'Tenant')
  @Answers(SignInPolicy)
  policy() {
    return this.factors.policy()
  }
  @Put('sign-in-policy')
  @Can('update', 'Tenant')
  @StepUp()
  @Answers(SignInPolicy)
  setPolicy(@Body({ schema: SignInPolicy }) body: SignInPolicy) {
    return this.factors.setPolicy(body)
  }
}
