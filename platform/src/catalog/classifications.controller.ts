import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common'
import {
  Classification,
  Classifications,
  CreateClassification,
  UpdateClassification,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { ClassificationService } from './classifications.service.js'

@Controller('classifications')
export class ClassificationsController {
  constructor(private readonly classifications: ClassificationService) {}

  @Get()
  @Can('read', 'Category')
  @Answers(Classifications)
  async list() {
    return { items: await this.classifications.all() }
  }

  @Post()
  @Can('create', 'Category')
  @Answers(Classification, { status: 201 })
  create(@Body({ schema: CreateClassification }) body: CreateClassification) {
    return this.classifications.create(body)
  }

  @Patch(':id')
  @Can('update', 'Category')
  @Answers(Classification)
  update(
    @Param('id', IdParam) id: string,
    @Body({ schema: UpdateClassification }) body: UpdateClassification,
  ) {
    return this.classifications.update(id, body)
  }

  @Delete(':id')
  @Can('update', 'Category')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.classifications.remove(id)
  }
}
