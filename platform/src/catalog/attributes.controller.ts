import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common'
import {
  Attribute,
  Attributes,
  CreateAttribute,
  SetTemplate,
  Template,
  UpdateAttribute,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { AttributeService } from './attributes.service.js'

@Controller()
export class AttributesController {
  constructor(private readonly attributes: AttributeService) {}

  @Get('attributes')
  @Can('read', 'Category')
  @Answers(Attributes)
  async list() {
    return { items: await this.attributes.all() }
  }

  @Post('attributes')
  @Can('create', 'Category')
  @Answers(Attribute, { status: 201 })
  create(@Body({ schema: CreateAttribute }) body: CreateAttribute) {
    return this.attributes.create(body)
  }

  @Patch('attributes/:id')
  @Can('update', 'Category')
  @Answers(Attribute)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateAttribute }) body: UpdateAttribute) {
    return this.attributes.update(id, body)
  }

  @Get('categories/:id/attributes')
  @Can('read', 'Category')
  @Answers(Template)
  template(@Param('id', IdParam) id: string) {
    return this.attributes.template(id)
  }

  @Put('categories/:id/attributes')
  @Can('update', 'Category')
  @Answers(Template)
  setTemplate(@Param('id', IdParam) id: string, @Body({ schema: SetTemplate }) body: SetTemplate) {
    return this.attributes.setTemplate(id, body)
  }
}
