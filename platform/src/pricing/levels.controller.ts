import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common'
import {
  AtStore,
  MemberLevel,
  MemberLevelList,
  SetMemberLevel,
  SetTierPrice,
  ShopOffers,
  SkuPrices,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { PriceExplainer } from './explain.service.js'
import { LevelsService } from './levels.service.js'
import { OffersService } from './offers.service.js'
import { TierPriceService } from './tiers.service.js'

@Controller()
export class LevelsController {
  constructor(
    private readonly levels: LevelsService,
    private readonly tiers: TierPriceService,
    private readonly explainer: PriceExplainer,
    private readonly offers: OffersService,
  ) {}

  @Get('member-levels')
  @Can('read', 'Membership')
  @Answers(MemberLevelList)
  list() {
    return this.levels.list()
  }

  @Put('member-levels/:id')
  @Can('update', 'ListPrice')
  @Answers(MemberLevel)
  set(@Param('id', IdParam) id: string, @Body({ schema: SetMemberLevel }) body: SetMemberLevel) {
    return this.levels.set(id, body)
  }

  @Delete('member-levels/:id')
  @Can('update', 'ListPrice')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.levels.remove(id)
  }

  /** Sets a price for a level of members or from a quantity on at a node, or takes it away. */
  @Put('skus/:skuId/tiers/:unitId')
  @Can('update', 'Price')
  @Answers(SkuPrices)
  async setTier(
    @Param('skuId', IdParam) skuId: string,
    @Param('unitId', IdParam) unitId: string,
    @Body({ schema: SetTierPrice }) body: SetTierPrice,
  ) {
    await this.tiers.set(unitId, skuId, body)
    return this.explainer.ladder(skuId)
  }

  /** What a product costs from a quantity on and for members; read beside its page, which is kept for everybody. */
  @Get('shop/products/:id/offers')
  @Can('read', 'Shopfront')
  @Answers(ShopOffers)
  ofProduct(@Param('id', IdParam) id: string, @Query({ schema: AtStore }) { storeId }: { storeId: string }) {
    return this.offers.ofProduct(storeId, id)
  }
}
