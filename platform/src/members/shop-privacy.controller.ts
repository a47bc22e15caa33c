import { Body, Controller, Get, Post } from '@nestjs/common'
import { PersonalData, PrivacyNotice, PrivacyStanding, ProvedRequest, SetConsent } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, NoContent } from '../kernel/http.js'
import { ConsentsService } from './consents.service.js'
import { DataRightsService } from './data-rights.service.js'
import { NoticesService } from './notices.service.js'

@Controller('shop')
export class ShopPrivacyController {
  constructor(
    private readonly notices: NoticesService,
    private readonly consents: ConsentsService,
    private readonly rights: DataRightsService,
  ) {}
  @Get('privacy')
  @Can('read', 'Shopfront')
  @Answers(PrivacyNotice)
  notice() {
    return this.notices.current()
  }
  @Get('me/privacy')
  @Can('read', 'Profile')
  @Answers(PrivacyStanding)
  standing() {
    return this.consents.standing()
  }
  @Post('me/consents')
  @Can('update', 'Profile')
  @Answers(PrivacyStanding)
  consent(@Body({ schema: SetConsent }) body: SetConsent) {
    return this.consents.set(body)
  }
  @Post('me/export')
  @Can('read', 'Profile')
  @Answers(PersonalData)
  export(@Body({ schema: ProvedRequest }) body: ProvedRequest) {
    return this.rights.exportOwn(body.proof)
  }
  @Post('me/erasure')
  @Can('update', 'Profile')
  @NoContent()
  erase(@Body({ schema: ProvedRequest }) body: ProvedRequest) {
    return this.rights.eraseOwn(body.proof)
  }
}
