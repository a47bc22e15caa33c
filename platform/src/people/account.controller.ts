import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common'
import { ChangePassword, DeviceSessions } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
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
