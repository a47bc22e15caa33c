import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common'
import {
  AllocationRule,
  AllocationRules,
  CreateAllocationRule,
  PreviewAllocationRule,
  RulePreview,
  UpdateAllocationRule,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { RulePreviewService } from './rule-preview.service.js'
import { RulesService } from './rules.service.js'

@PartOf('stores')
@Controller('allocation-rules')
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly previews: RulePreviewService,
  ) {}

  @Get()
  @Can('read', 'Assortment')
  @Answers(AllocationRules)
  async list() {
    return { items: await this.rules.all() }
  }

  @Post()
  @Can('update', 'Assortment')
  @Answers(AllocationRule, { status: 201, description: 'It is written out to the goods soon after' })
  create(@Body({ schema: CreateAllocationRule }) body: CreateAllocationRule) {
    return this.rules.create(body)
  }

  @Post('preview')
  @HttpCode(200)
  @Can('update', 'Assortment')
  @Answers(RulePreview)
  preview(@Body({ schema: PreviewAllocationRule }) body: PreviewAllocationRule) {
    return this.previews.preview(body)
  }

  @Get(':id')
  @Can('read', 'Assortment')
  @Answers(AllocationRule)
  one(@Param('id', IdParam) id: string) {
    return this.rules.one(id)
  }

  @Put(':id')
  @Can('update', 'Assortment')
  @Answers(AllocationRule)
  update(
    @Param('id', IdParam) id: string,
    @Body({ schema: UpdateAllocationRule }) body: UpdateAllocationRule,
  ) {
    return this.rules.update(id, body)
  }

  @Delete(':id')
  @Can('update', 'Assortment')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.rules.remove(id)
  }
}
