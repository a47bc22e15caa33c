import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { Presentation, SetPresentation } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { PresentationService } from './presentations.service.js'

@Controller('products/:id/presentation')
export class PresentationsController {
  constructor(private readonly presentations: PresentationService) {}

  @Get()
  @Can('read', 'Product')
  @Answers(Presentation)
  one(@Param('id', IdParam) id: string) {
    return this.presentations.one(id)
  }

  @Put()
  @Can('update', 'Product')
  @Answers(Presentation)
  set(@Param('id', IdParam) id: string, @Body({ schema: SetPresentation }) body: SetPresentation) {
    return this.presentations.set(id, body)
  }
}
