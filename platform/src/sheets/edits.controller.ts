import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  BulkEdit,
  BulkEditPage,
  BulkEditRowPage,
  CreateBulkEdit,
  ListBulkEditRows,
  ListBulkEdits,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { EditsService } from './edits.service.js'

@Controller('bulk-edits')
export class EditsController {
  constructor(private readonly edits: EditsService) {}

  @Post()
  @Can('update', 'Product')
  @Answers(BulkEdit, {
    status: 201,
    description: 'Looks at every product that is meant; nothing is changed yet',
  })
  create(@Body({ schema: CreateBulkEdit }) body: CreateBulkEdit) {
    return this.edits.create(body)
  }

  @Get()
  @Can('update', 'Product')
  @Answers(BulkEditPage)
  list(@Query({ schema: ListBulkEdits }) query: ListBulkEdits) {
    return this.edits.list(query)
  }

  @Get(':id')
  @Can('update', 'Product')
  @Answers(BulkEdit)
  one(@Param('id', IdParam) id: string) {
    return this.edits.one(id)
  }

  @Get(':id/rows')
  @Can('update', 'Product')
  @Answers(BulkEditRowPage, {
    description: 'The products it changes or may not change, each with before and after',
  })
  rows(@Param('id', IdParam) id: string, @Query({ schema: ListBulkEditRows }) query: ListBulkEditRows) {
    return this.edits.rows(id, query)
  }

  @Post(':id/run')
  @Can('update', 'Product')
  @Answers(BulkEdit, { description: 'In the rights of who asks, which are looked up anew for every chunk' })
  run(@Param('id', IdParam) id: string) {
    return this.edits.run(id)
  }

  @Post(':id/undo')
  @Can('update', 'Product')
  @Answers(BulkEdit, { description: 'Puts back what nobody has changed since' })
  undo(@Param('id', IdParam) id: string) {
    return this.edits.undo(id)
  }
}
