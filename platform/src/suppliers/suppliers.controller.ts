import { Controller, Get, Query } from '@nestjs/common'
import {
  ListSoldLines,
  ListSupply,
  SoldLinePage,
  Suppliers,
  SupplyProductPage,
  SupplySummary,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers } from '../kernel/http.js'
import { SuppliersService } from './suppliers.service.js'

/** Suppliers as the brand sees them. */
@Controller('suppliers')
export class SuppliersController {
  constructor(private readonly suppliers: SuppliersService) {}
  @Get()
  @Can('read', 'Product')
  @Answers(Suppliers)
  list() {
    return this.suppliers.list()
  }
}

/** What a supplier sees of its own goods; never who bought them. */
@PartOf('suppliers')
@Controller('supplier')
export class SupplyController {
  constructor(private readonly suppliers: SuppliersService) {}
  @Get('summary')
  @Can('read', 'Supply')
  @Answers(SupplySummary)
  summary() {
    return this.suppliers.summary()
  }
  @Get('products')
  @Can('read', 'Supply')
  @Answers(SupplyProductPage)
  products(@Query({ schema: ListSupply }) q: ListSupply) {
    return this.suppliers.products(q)
  }
  @Get('sold-lines')
  @Can('read', 'Supply')
  @Answers(SoldLinePage)
  soldLines(@Query({ schema: ListSoldLines }) q: ListSoldLines) {
    return this.suppliers.soldLines(q)
  }
}
