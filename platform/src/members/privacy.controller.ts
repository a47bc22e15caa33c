import { Body, Controller, Get, Post } from '@nestjs/common'
import {
  EraseMember,
  NoticeVersions,
  PrivacyNotice,
  PrivacyRequests,
  PublishNotice,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { DataRightsService } from './data-rights.service.js'
import { NoticesService } from './notices.service.js'

@Controller('privacy')
export class PrivacyController {
  constructor(
    private readonly notices: NoticesService,
    private readonly rights: DataRightsService,
  ) {}
  @Get('notices')
  @Can('update', 'Tenant')
  @Answers(NoticeVersions)
  versions() {
    return this.notices.versions()
  }
  @Post('notices')
  @Can('update', 'Tenant')
  @Answers(PrivacyNotice, { status: 201 })
  publish(@Body({ schema: PublishNotice }) body: PublishNotice) {
    return this.notices.publish(body)
  }
  @Get('requests')
  @Can('erase', 'Member')
  @Answers(PrivacyRequests)
  requests() {
    return this.rights.requests()
  }
  @Post('erasures')
  @Can('erase', 'Member')
  @StepUp()
  @NoContent()
  erase(@Body({ schema: EraseMember }) body: EraseMember) {
    return this.rights.eraseFor(body)
  }
}
