import { Module } from '@nestjs/common'
import { PeopleModule } from '../people/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { MembersController } from './members.controller.js'
import { MembersJobs } from './members.jobs.js'
import { MembersRepo } from './members.repo.js'
import { MembersService } from './members.service.js'
import { SmsClient } from './sms.js'
import { WechatClient } from './wechat.js'

@Module({
  imports: [TenancyModule, PeopleModule],
  controllers: [MembersController],
  providers: [MembersService, MembersRepo, MembersJobs, SmsClient, WechatClient],
  exports: [MembersService],
})
export class MembersModule {}
