import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common'
import {
  CreateRegion,
  CreateStore,
  ListStores,
  OnMove,
  OpeningChecklist,
  OrgUnit,
  OrgUnits,
  Store,
  StorePage,
  UpdateRegion,
  UpdateStore,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { OrgService } from './org.service.js'
import { StoresService } from './stores.service.js'

@Controller()
export class OrgController {
  constructor(
    private readonly org: OrgService,
    private readonly stores: StoresService,
  ) {}

  @Get('org-units')
  @Can('read', 'OrgUnit')
  @Answers(OrgUnits)
  tree() {
    return this.org.tree()
  }
  @Post('regions')
  @PartOf('stores')
  @Can('create', 'OrgUnit')
  @Answers(OrgUnit, { status: 201 })
  createRegion(@Body({ schema: CreateRegion }) body: CreateRegion) {
    return this.org.create(body)
  }
  @Patch('regions/:id')
  @PartOf('stores')
  @Can('update', 'OrgUnit')
  @Answers(OrgUnit)
  updateRegion(
    @Param('id', IdParam) id: string,
    @Query({ schema: OnMove }) { prices }: OnMove,
    @Body({ schema: UpdateRegion }) body: UpdateRegion,
  ) {
    return this.org.update(id, body, prices)
  }
  @Get('stores')
  @Can('read', 'Store')
  @Answers(StorePage)
  list(@Query({ schema: ListStores }) q: ListStores) {
    return this.stores.list(q)
  }
  @Get('stores/:id')
  @Can('read', 'Store')
  @Answers(Store)
  show(@Param('id', IdParam) id: string) {
    return this.stores.show(id)
  }
  @Get('stores/:id/opening')
  @Can('read', 'Store')
  @Answers(OpeningChecklist)
  opening(@Param('id', IdParam) id: string) {
    return this.stores.checklist(id)
  }
  @Post('stores')
  @Can('create', 'Store')
  @Answers(Store, { status: 201 })
  create(@Body({ schema: CreateStore }) body: CreateStore) {
    return this.stores.create(body)
  }
  @Patch('stores/:id')
  @Can('update', 'Store')
  @Answers(Store)
  update(
    @Param('id', IdParam) id: string,
    @Query({ schema: OnMove }) { prices }: OnMove,
    @Body({ schema: UpdateStore }) body: UpdateStore,
  ) {
    return this.stores.update(id, body, prices)
  }
}
