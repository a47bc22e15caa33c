import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common'
import {
  CreatePerson,
  DeviceSessions,
  GrantRole,
  ListPeople,
  Person,
  PersonPage,
  UpdatePerson,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { PeopleService } from './people.service.js'

@Controller()
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get('people')
  @Can('read', 'Person')
  @Answers(PersonPage)
  list(@Query({ schema: ListPeople }) q: ListPeople) {
    return this.people.list(q)
  }
  @Post('people')
  @Can('create', 'Person')
  @Answers(Person, { status: 201 })
  create(@Body({ schema: CreatePerson }) body: CreatePerson) {
    return this.people.create(body)
  }
  @Get('people/:id')
  @Can('read', 'Person')
  @Answers(Person)
  show(@Param('id', IdParam) id: string) {
    return this.people.one(id)
  }
  @Patch('people/:id')
  @Can('update', 'Person')
  @Answers(Person)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdatePerson }) body: UpdatePerson) {
    return this.people.update(id, body)
  }
  @Post('people/:id/grants')
  @Can('grant', 'Person')
  @StepUp()
  @Answers(Person, { status: 201 })
  grant(@Param('id', IdParam) id: string, @Body({ schema: GrantRole }) body: GrantRole) {
    return this.people.grant(id, body)
  }
  @Delete('people/:id/grants/:grantId')
  @Can('grant', 'Person')
  @NoContent()
  revoke(@Param('id', IdParam) id: string, @Param('grantId', IdParam) grantId: string) {
    return this.people.revoke(id, grantId)
  }
  @Get('people/:id/sessions')
  @Can('update', 'Person')
  @Answers(DeviceSessions)
  devices(@Param('id', IdParam) id: string) {
    return this.people.devices(id)
  }
  @Delete('people/:id/sessions')
  @Can('update', 'Person')
  @NoContent()
  signOut(@Param('id', IdParam) id: string) {
    return this.people.signOut(id)
  }
  @Delete('people/:id/sessions/:sessionId')
  @Can('update', 'Person')
  @NoContent()
  signOutDevice(@Param('id', IdParam) id: string, @Param('sessionId', IdParam) sessionId: string) {
    return this.people.signOut(id, sessionId)
  }
}
