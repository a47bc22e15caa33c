import { Controller, Get, Param, Query } from '@nestjs/common'
import { AskWhy, PersonAccess, Why } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { ExplainService } from './explain.service.js'

@Controller()
export class ExplainController {
  constructor(private readonly explain: ExplainService) {}

  @Get('me/access')
  @Can('read', 'Account')
  @Answers(PersonAccess)
  mine() {
    return this.explain.mine()
  }
  @Get('people/:id/access')
  @Can('read', 'Person')
  @Answers(PersonAccess)
  access(@Param('id', IdParam) id: string) {
    return this.explain.access(id)
  }
  @Get('people/:id/access/why')
  @Can('read', 'Person')
  @Answers(Why)
  why(@Param('id', IdParam) id: string, @Query({ schema: AskWhy }) query: AskWhy) {
    return this.explain.why(id, query)
  }
}
