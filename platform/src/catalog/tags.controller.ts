import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common'
import {
  Brands,
  CreateTag,
  ProductMarks,
  SetBrandLogo,
  SetProductMarks,
  Tag,
  Tags,
  UpdateTag,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { BrandService } from './brands.service.js'
import { TagService } from './tags.service.js'

@Controller()
export class TagsController {
  constructor(
    private readonly tags: TagService,
    private readonly goods: BrandService,
  ) {}

  @Get('tags')
  @Can('read', 'Category')
  @Answers(Tags)
  async list() {
    return { items: await this.tags.all() }
  }

  @Post('tags')
  @Can('create', 'Category')
  @Answers(Tag, { status: 201 })
  create(@Body({ schema: CreateTag }) body: CreateTag) {
    return this.tags.create(body)
  }

  @Patch('tags/:id')
  @Can('update', 'Category')
  @Answers(Tag)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateTag }) body: UpdateTag) {
    return this.tags.update(id, body)
  }

  @Get('brands')
  @Can('read', 'Product')
  @Answers(Brands)
  brands() {
    return this.goods.all()
  }

  @Put('brands/logo')
  @Can('update', 'Category')
  @Answers(Brands)
  setLogo(@Body({ schema: SetBrandLogo }) body: SetBrandLogo) {
    return this.goods.setLogo(body)
  }

  @Get('products/:id/marks')
  @Can('read', 'Product')
  @Answers(ProductMarks)
  marks(@Param('id', IdParam) id: string) {
    return this.tags.marks(id)
  }

  @Put('products/:id/marks')
  @Can('update', 'Product')
  @Answers(ProductMarks)
  setMarks(@Param('id', IdParam) id: string, @Body({ schema: SetProductMarks }) body: SetProductMarks) {
    return this.tags.setMarks(id, body)
  }
}
