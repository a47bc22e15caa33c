import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common'
import { GrantSupport, ListSupportGrants, SupportGrant, SupportGrantPage } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { SupportService } from './support.service.js'

@Controller('support-grants')
export class SupportController {
  constructor(private readonly support: SupportService) {}

  @Get()
  @Can('read', 'SupportGrant')
  @Answers(SupportGrantPage)
  list(@Query({ schema: ListSupportGrants }) q: ListSupportGrants) {
    return this.support.list(q)
  }
  @Post()
  @Can('create', 'SupportGrant')
  @StepUp()
  @Answers(SupportGrant, { status: 201 })
  create(@Body({ schema: GrantSupport }) body: GrantSupport) {
    return this.support.create(body)
  }
  @Delete(':id')
  @Can('end', 'SupportGrant')
  @NoContent()
  end(@Param('id', IdParam) id: string) {
    return this.support.end(id)
  }
}
