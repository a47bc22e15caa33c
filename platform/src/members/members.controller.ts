import { Body, Controller, Get, Headers, Patch, Post } from '@nestjs/common'
import {
  BindPhone,
  Member,
  RefreshSession,
  SendSmsCode,
  ShopperSession,
  SmsSignIn,
  UpdateMember,
  WechatSignIn,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, NoContent } from '../kernel/http.js'
import { MembersService } from './members.service.js'

@Controller('shop')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Post('auth/wechat')
  @Can('create', 'Session')
  @Answers(ShopperSession)
  wechat(@Body({ schema: WechatSignIn }) body: WechatSignIn, @Headers('user-agent') device = '') {
    return this.members.signInByWechat(body.code, device, body.agreed)
  }
  @Post('auth/sms')
  @Can('create', 'Session')
  @NoContent()
  sms(@Body({ schema: SendSmsCode }) body: SendSmsCode) {
    return this.members.sendCode(body.phone)
  }
  @Post('auth/sms/verify')
  @Can('create', 'Session')
  @Answers(ShopperSession)
  verify(@Body({ schema: SmsSignIn }) body: SmsSignIn, @Headers('user-agent') device = '') {
    return this.members.signInBySms(body.phone, body.code, device, body.agreed)
  }
  @Post('auth/refresh')
  @Can('create', 'Session')
  @Answers(ShopperSession)
  refresh(@Body({ schema: RefreshSession }) body: RefreshSession) {
    return this.members.refresh(body.refreshToken)
  }
  @Post('auth/sign-out')
  @Can('create', 'Session')
  @NoContent()
  signOut(@Body({ schema: RefreshSession }) body: RefreshSession) {
    return this.members.signOut(body.refreshToken)
  }
  @Get('me')
  @Can('read', 'Profile')
  @Answers(Member)
  me() {
    return this.members.me()
  }
  @Patch('me')
  @Can('update', 'Profile')
  @Answers(Member)
  rename(@Body({ schema: UpdateMember }) body: UpdateMember) {
    return this.members.rename(body.name)
  }
  @Post('me/phone')
  @Can('update', 'Profile')
  @Answers(Member)
  phone(@Body({ schema: BindPhone }) body: BindPhone) {
    return this.members.bindPhone(body.code)
  }
}
