import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common'
import { FactorStandings, FactorState, SetSignInPolicy, SignInPolicy } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { FactorsService } from './factors.service.js'
import { SignInPolicyService } from './sign-in-policy.service.js'

@Controller()
export class FactorsController {
  constructor(
    private readonly factors: FactorsService,
    private readonly signIn: SignInPolicyService,
  ) {}

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
    return this.signIn.show()
  }
  @Get('sign-in-policy/standings')
  @Can('update', 'Tenant')
  @Answers(FactorStandings)
  standings() {
    return this.signIn.standings()
  }
  @Put('sign-in-policy')
  @Can('update', 'Tenant')
  @StepUp()
  @Answers(SignInPolicy)
  setPolicy(@Body({ schema: SetSignInPolicy }) body: SetSignInPolicy) {
    return this.signIn.set(body)
  }
}
