import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { ProductPlan, SetProductPlan } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { PlanService } from './plans.service.js'

@Controller('products/:id/plan')
export class PlansController {
  constructor(private readonly plans: PlanService) {}

  @Get()
  @Can('update', 'Product')
  @Answers(ProductPlan)
  one(@Param('id', IdParam) id: string) {
    return this.plans.one(id)
  }

  @Put()
  @Can('publish', 'Product')
  @Answers(ProductPlan)
  set(@Param('id', IdParam) id: string, @Body({ schema: SetProductPlan }) body: SetProductPlan) {
    return this.plans.set(id, body)
  }
}
