import { Module } from '@nestjs/common'
import { PeopleModule } from '../people/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { AddressesRepo } from './addresses.repo.js'
import { AddressesService } from './addresses.service.js'
import { ConsentsRepo } from './consents.repo.js'
import { ConsentsService } from './consents.service.js'
import { DataRightsRepo } from './data-rights.repo.js'
import { DataRightsService } from './data-rights.service.js'
import { HoldersOfPersonalData } from './holders.js'
import { MembersController } from './members.controller.js'
import { MembersJobs } from './members.jobs.js'
import { MembersRepo } from './members.repo.js'
import { MembersService } from './members.service.js'
import { MembershipsController } from './memberships.controller.js'
import { MembershipsRepo } from './memberships.repo.js'
import { MembershipsService } from './memberships.service.js'
import { NoticesRepo } from './notices.repo.js'
import { NoticesService } from './notices.service.js'
import { OwnDataHolder } from './own-data.holder.js'
import { PrivacyController } from './privacy.controller.js'
import { ShopAddressesController } from './shop-addresses.controller.js'
import { ShopPrivacyController } from './shop-privacy.controller.js'
import { SmsClient } from './sms.js'
import { WechatClient } from './wechat.js'

@Module({
  imports: [TenancyModule, PeopleModule],
  controllers: [
    MembersController,
    ShopAddressesController,
    ShopPrivacyController,
    PrivacyController,
    MembershipsController,
  ],
  providers: [
    MembershipsRepo,
    MembershipsService,
    MembersService,
    MembersRepo,
    MembersJobs,
    AddressesService,
    AddressesRepo,
    SmsClient,
    WechatClient,
    NoticesService,
    NoticesRepo,
    ConsentsService,
    ConsentsRepo,
    DataRightsService,
    DataRightsRepo,
    HoldersOfPersonalData,
    OwnDataHolder,
  ],
  exports: [MembersService, HoldersOfPersonalData, WechatClient],
})
export class MembersModule {}
