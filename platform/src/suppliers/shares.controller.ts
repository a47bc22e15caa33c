import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  CarryReturn,
  EndReceiver,
  ListShares,
  ProposeReceiver,
  Share,
  SharePage,
  ShareReceiver,
  ShareReceivers,
  ShareSettings,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { ReceiversService } from './receivers.service.js'
import { ShareListService } from './share-list.service.js'
import { ShareReturnsService } from './share-returns.service.js'

/** Profit sharing as the brand sees it. */
@Controller()
export class SharesController {
  constructor(
    private readonly receivers: ReceiversService,
    private readonly list: ShareListService,
    private readonly returns: ShareReturnsService,
  ) {}
  @Get('shares')
  @Can('read', 'Settlement')
  @Answers(SharePage)
  page(@Query({ schema: ListShares }) q: ListShares) {
    return this.list.page(q)
  }
  @Post('share-returns/:id/retry')
  @Can('approve', 'Payout')
  @Answers(Share)
  async retry(@Param('id', IdParam) id: string) {
    await this.returns.retry(id)
    return this.list.ofReturn(id)
  }
  @Post('share-returns/:id/carry')
  @Can('approve', 'Payout')
  @Answers(Share)
  async carry(@Param('id', IdParam) id: string, @Body({ schema: CarryReturn }) body: CarryReturn) {
    await this.returns.carry(id, body.note)
    return this.list.ofReturn(id)
  }
  @Get('share-settings')
  @Can('read', 'Settlement')
  @Answers(ShareSettings)
  settings() {
    return this.receivers.settings()
  }
  @Put('share-settings')
  @Can('approve', 'Payout')
  @Answers(ShareSettings)
  setSettings(@Body({ schema: ShareSettings }) body: ShareSettings) {
    return this.receivers.setSettings(body)
  }
  @Get('suppliers/:id/share-receivers')
  @Can('read', 'Settlement')
  @Answers(ShareReceivers)
  of(@Param('id', IdParam) id: string) {
    return this.receivers.of(id)
  }
  @Post('suppliers/:id/share-receivers')
  @Can('propose', 'Payout')
  @Answers(ShareReceivers)
  propose(@Param('id', IdParam) id: string, @Body({ schema: ProposeReceiver }) body: ProposeReceiver) {
    return this.receivers.propose(id, body, false)
  }
  @Post('share-receivers/:id/approve')
  @Can('approve', 'Payout')
  @Answers(ShareReceiver)
  approve(@Param('id', IdParam) id: string) {
    return this.receivers.approve(id)
  }
  @Post('share-receivers/:id/refuse')
  @Can('approve', 'Payout')
  @Answers(ShareReceiver)
  refuse(@Param('id', IdParam) id: string, @Body({ schema: EndReceiver }) body: EndReceiver) {
    return this.receivers.refuse(id, body.note)
  }
  @Post('share-receivers/:id/end')
  @Can('approve', 'Payout')
  @Answers(ShareReceiver)
  end(@Param('id', IdParam) id: string, @Body({ schema: EndReceiver }) body: EndReceiver) {
    return this.receivers.end(id, body.note)
  }
}

/** A supplier's own account for its shares. */
@Controller('supplier/share-receivers')
export class SupplierReceiversController {
  constructor(private readonly receivers: ReceiversService) {}
  @Get()
  @Can('settle', 'Supply')
  @Answers(ShareReceivers)
  own() {
    return this.receivers.own()
  }
  @Post()
  @Can('settle', 'Supply')
  @Answers(ShareReceivers)
  propose(@Body({ schema: ProposeReceiver }) body: ProposeReceiver) {
    return this.receivers.proposeOwn(body)
  }
}
