import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common'
import { Categories, Category, CreateCategory, UpdateCategory } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { CategoryService } from './categories.service.js'

@Controller('categories')
export class CategoriesController {
  constructor(private readonly categories: CategoryService) {}

  @Get()
  @Can('read', 'Category')
  @Answers(Categories)
  async list() {
    return { items: await this.categories.all() }
  }

  @Post()
  @Can('create', 'Category')
  @Answers(Category, { status: 201 })
  create(@Body({ schema: CreateCategory }) body: CreateCategory) {
    return this.categories.create(body)
  }

  @Patch(':id')
  @Can('update', 'Category')
  @Answers(Category)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateCategory }) body: UpdateCategory) {
    return this.categories.update(id, body)
  }

  @Delete(':id')
  @Can('update', 'Category')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.categories.remove(id)
  }
}
