import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common'
import { CreateRole, Role, Roles, UpdateRole } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { RolesService } from './roles.service.js'

@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @Can('read', 'Role')
  @Answers(Roles)
  list() {
    return this.roles.list()
  }
  @Post()
  @Can('create', 'Role')
  @StepUp()
  @Answers(Role, { status: 201 })
  create(@Body({ schema: CreateRole }) body: CreateRole) {
    return this.roles.create(body)
  }
  @Put(':id')
  @Can('update', 'Role')
  @StepUp()
  @Answers(Role)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateRole }) body: UpdateRole) {
    return this.roles.update(id, body)
  }
  @Delete(':id')
  @Can('delete', 'Role')
  @StepUp()
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.roles.remove(id)
  }
}
