import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common'
import {
  ChangePassword,
  ConfirmFactor,
  DeviceSessions,
  FactorState,
  NewFactor,
  Prove,
  RecoveryCodes,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { AccountService } from './account.service.js'

@Controller('account')
export class AccountController {
  constructor(private readonly account: AccountService) {}

  @Post('password')
  @Can('update', 'Account')
  @NoContent()
  changePassword(@Body({ schema: ChangePassword }) body: ChangePassword) {
    return this.account.changePassword(body)
  }
  @Post('prove')
  @Can('update', 'Account')
  @NoContent()
  prove(@Body({ schema: Prove }) body: Prove) {
    return this.account.prove(body)
  }
  @Get('factor')
  @Can('read', 'Account')
  @Answers(FactorState)
  factor() {
    return this.account.factor()
  }
  @Post('factor')
  @Can('update', 'Account')
  @StepUp()
  @Answers(NewFactor)
  offerFactor() {
    return this.account.offerFactor()
  }
  @Post('factor/confirm')
  @Can('update', 'Account')
  @Answers(RecoveryCodes)
  confirmFactor(@Body({ schema: ConfirmFactor }) body: ConfirmFactor) {
    return this.account.confirmFactor(body.code)
  }
  @Post('factor/codes')
  @Can('update', 'Account')
  @StepUp()
  @Answers(RecoveryCodes)
  renewCodes() {
    return this.account.renewCodes()
  }
  @Delete('factor')
  @Can('update', 'Account')
  @StepUp()
  @NoContent()
  dropFactor() {
    return this.account.dropFactor()
  }
  @Get('sessions')
  @Can('read', 'Account')
  @Answers(DeviceSessions)
  devices() {
    return this.account.devices()
  }
  @Delete('sessions')
  @Can('update', 'Account')
  @NoContent()
  signOutOthers() {
    return this.account.signOutOthers()
  }
  @Delete('sessions/:id')
  @Can('update', 'Account')
  @NoContent()
  signOutDevice(@Param('id', IdParam) id: string) {
    return this.account.signOutDevice(id)
  }
}
