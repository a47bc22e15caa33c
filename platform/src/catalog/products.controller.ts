import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  CreateProduct,
  ListProducts,
  MadeMoves,
  MoveProduct,
  Product,
  ProductPage,
  UpdateProduct,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { ProductService } from './products.service.js'

@Controller('products')
export class ProductsController {
  constructor(private readonly products: ProductService) {}

  @Get()
  @Can('read', 'Product')
  @Answers(ProductPage)
  page(@Query({ schema: ListProducts }) query: ListProducts) {
    return this.products.page(query)
  }

  @Get(':id')
  @Can('read', 'Product')
  @Answers(Product)
  one(@Param('id', IdParam) id: string) {
    return this.products.one(id)
  }

  @Post()
  @Can('create', 'Product')
  @Answers(Product, { status: 201 })
  create(@Body({ schema: CreateProduct }) body: CreateProduct) {
    return this.products.create(body)
  }

  @Put(':id')
  @Can('update', 'Product')
  @Answers(Product)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateProduct }) body: UpdateProduct) {
    return this.products.update(id, body)
  }

  @Get(':id/moves')
  @Can('read', 'Product')
  @Answers(MadeMoves)
  async moves(@Param('id', IdParam) id: string) {
    return { items: await this.products.moves(id) }
  }

  @Post(':id/moves')
  @Can('read', 'Product')
  @Answers(Product, { description: 'Each move needs its own permission: update, review or publish' })
  move(@Param('id', IdParam) id: string, @Body({ schema: MoveProduct }) body: MoveProduct) {
    return this.products.move(id, body)
  }
}
