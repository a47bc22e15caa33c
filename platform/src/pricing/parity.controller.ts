import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  AddParityException,
  ListParityDifferences,
  ListParityExceptions,
  ParityDifferencePage,
  ParityException,
  ParityExceptionPage,
  ParityPolicy,
  SetParityPolicy,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { ParityService } from './parity.service.js'

@Controller('price-parity')
export class ParityController {
  constructor(private readonly parity: ParityService) {}

  /** How far prices online and in the store may differ. */
  @Get('policy')
  @Can('read', 'Price')
  @Answers(ParityPolicy)
  policy() {
    return this.parity.policy()
  }

  @Put('policy')
  @Can('update', 'ListPrice')
  @Answers(ParityPolicy)
  setPolicy(@Body({ schema: SetParityPolicy }) body: SetParityPolicy) {
    return this.parity.setPolicy(body)
  }

  @Get('exceptions')
  @Can('update', 'ListPrice')
  @Answers(ParityExceptionPage)
  exceptions(@Query({ schema: ListParityExceptions }) query: ListParityExceptions) {
    return this.parity.exceptions(query)
  }

  /** Lets goods or places differ further for a time, with the reason. */
  @Post('exceptions')
  @Can('update', 'ListPrice')
  @Answers(ParityException, { status: 201 })
  except(@Body({ schema: AddParityException }) body: AddParityException) {
    return this.parity.except(body)
  }

  @Delete('exceptions/:id')
  @Can('update', 'ListPrice')
  @NoContent()
  end(@Param('id', IdParam) id: string) {
    return this.parity.end(id)
  }

  /** What differs beyond the policy now. */
  @Get('differences')
  @Can('read', 'Price')
  @Answers(ParityDifferencePage)
  differences(@Query({ schema: ListParityDifferences }) query: ListParityDifferences) {
    return this.parity.differences(query)
  }
}
