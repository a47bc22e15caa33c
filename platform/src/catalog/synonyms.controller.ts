import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common'
import { CreateSynonym, SetSynonym, Synonym, Synonyms } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { SynonymService } from './synonyms.service.js'

@Controller('synonyms')
export class SynonymsController {
  constructor(private readonly synonyms: SynonymService) {}

  @Get()
  @Can('read', 'Category')
  @Answers(Synonyms)
  async list() {
    return { items: await this.synonyms.all() }
  }

  @Post()
  @Can('create', 'Category')
  @Answers(Synonym, { status: 201 })
  create(@Body({ schema: CreateSynonym }) body: CreateSynonym) {
    return this.synonyms.create(body)
  }

  @Put(':id')
  @Can('update', 'Category')
  @Answers(Synonym)
  set(@Param('id', IdParam) id: string, @Body({ schema: SetSynonym }) body: SetSynonym) {
    return this.synonyms.set(id, body)
  }

  @Delete(':id')
  @Can('update', 'Category')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.synonyms.remove(id)
  }
}
