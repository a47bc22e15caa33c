import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import {
  Allocation,
  AllocationChange,
  AllocationChangePage,
  AllocationPage,
  AllocationPreview,
  ChangeAllocation,
  ListAllocationChanges,
  ListAllocations,
  PreviewAllocation,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { AllocationChangesService } from './allocation-changes.service.js'
import { AllocationsService } from './allocations.service.js'

@PartOf('stores')
@Controller()
export class AllocationsController {
  constructor(
    private readonly allocations: AllocationsService,
    private readonly changes: AllocationChangesService,
  ) {}

  @Get('allocations')
  @Can('read', 'Assortment')
  @Answers(AllocationPage)
  page(@Query({ schema: ListAllocations }) query: ListAllocations) {
    return this.allocations.page(query)
  }

  @Get('products/:id/allocation')
  @Can('read', 'Assortment')
  @Answers(Allocation)
  one(@Param('id', IdParam) id: string) {
    return this.allocations.one(id)
  }

  @Get('allocation-changes')
  @Can('read', 'Assortment')
  @Answers(AllocationChangePage)
  made(@Query({ schema: ListAllocationChanges }) query: ListAllocationChanges) {
    return this.changes.page(query)
  }

  @Post('allocation-changes/preview')
  @HttpCode(200)
  @Can('update', 'Assortment')
  @Answers(AllocationPreview)
  preview(@Body({ schema: PreviewAllocation }) body: PreviewAllocation) {
    return this.changes.preview(body)
  }

  @Post('allocation-changes')
  @Can('update', 'Assortment')
  @Answers(AllocationChange, { status: 201 })
  make(@Body({ schema: ChangeAllocation }) body: ChangeAllocation) {
    return this.changes.make(body)
  }

  @Post('allocation-changes/:id/undo')
  @HttpCode(200)
  @Can('update', 'Assortment')
  @Answers(AllocationChange)
  undo(@Param('id', IdParam) id: string) {
    return this.changes.undo(id)
  }
}
