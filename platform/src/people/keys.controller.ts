import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common'
import { ApiKeyPage, CreateKey, ListKeys, NewKey } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { KeysService } from './keys.service.js'

@Controller('keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @Can('read', 'ApiKey')
  @Answers(ApiKeyPage)
  list(@Query({ schema: ListKeys }) q: ListKeys) {
    return this.keys.list(q)
  }
  // not kept under an Idempotency-Key: its stored answer would hold the secret
  @Post()
  @Can('create', 'ApiKey')
  @StepUp()
  @Answers(NewKey, { status: 201 })
  create(@Body({ schema: CreateKey }) body: CreateKey) {
    return this.keys.create(body)
  }
  @Delete(':id')
  @Can('revoke', 'ApiKey')
  @NoContent()
  revoke(@Param('id', IdParam) id: string) {
    return this.keys.revoke(id)
  }
}
