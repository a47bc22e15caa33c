import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import {
  AnswerCampaign,
  AtStore,
  Campaign,
  CampaignPage,
  CampaignPreview,
  CampaignReport,
  ListCampaigns,
  MerchantCampaign,
  MerchantCampaignPage,
  PageQuery,
  PutCampaign,
  ShopCampaign,
  ShopCampaigns,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, Once } from '../kernel/http.js'
import { CampaignsService } from './campaigns.service.js'
import { MerchantsService } from './merchants.service.js'
import { ShopCampaignsService } from './shop.service.js'

/** Campaigns as HQ makes them. */
@Controller('campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}
  @Get()
  @Can('read', 'Campaign')
  @Answers(CampaignPage)
  page(@Query({ schema: ListCampaigns }) q: ListCampaigns) {
    return this.campaigns.page(q)
  }
  @Get(':id')
  @Can('read', 'Campaign')
  @Answers(Campaign)
  one(@Param('id', IdParam) id: string) {
    return this.campaigns.one(id)
  }
  @Put(':id')
  @Can('update', 'Campaign')
  @Answers(Campaign)
  put(@Param('id', IdParam) id: string, @Body({ schema: PutCampaign }) body: PutCampaign) {
    return this.campaigns.put(id, body)
  }
  @Post(':id/preview')
  @HttpCode(200)
  @Can('update', 'Campaign')
  @Answers(CampaignPreview)
  preview(@Param('id', IdParam) id: string) {
    return this.campaigns.preview(id)
  }
  @Post(':id/opening')
  @Can('update', 'Campaign')
  @Once()
  @Answers(Campaign)
  open(@Param('id', IdParam) id: string) {
    return this.campaigns.open(id)
  }
  @Post(':id/ending')
  @Can('update', 'Campaign')
  @Once()
  @Answers(Campaign)
  callOff(@Param('id', IdParam) id: string) {
    return this.campaigns.callOff(id)
  }
  @Get(':id/report')
  @Can('read', 'Campaign')
  @Answers(CampaignReport)
  report(@Param('id', IdParam) id: string) {
    return this.campaigns.report(id)
  }
}

/** The same as merchants see them that were asked. */
@PartOf('suppliers')
@Controller('supplier/campaigns')
export class MerchantCampaignsController {
  constructor(private readonly merchants: MerchantsService) {}
  @Get()
  @Can('read', 'Supply')
  @Answers(MerchantCampaignPage)
  page(@Query({ schema: PageQuery }) q: { limit: number; cursor?: string }) {
    return this.merchants.page(q)
  }
  @Post(':campaignId/answer')
  @Can('settle', 'Supply')
  @Once()
  @Answers(MerchantCampaign)
  answer(@Param('campaignId', IdParam) id: string, @Body({ schema: AnswerCampaign }) body: AnswerCampaign) {
    return this.merchants.answer(id, body)
  }
}

/** The same as shoppers see them. */
@Controller('shop/campaigns')
export class ShopCampaignsController {
  constructor(private readonly shop: ShopCampaignsService) {}
  @Get()
  @Can('read', 'Shopfront')
  @Answers(ShopCampaigns)
  running(@Query({ schema: AtStore }) { storeId }: AtStore) {
    return this.shop.running(storeId)
  }
  @Get(':id')
  @Can('read', 'Shopfront')
  @Answers(ShopCampaign)
  one(@Param('id', IdParam) id: string, @Query({ schema: AtStore }) { storeId }: AtStore) {
    return this.shop.one(id, storeId)
  }
}
