import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common'
import {
  ApplicationPage,
  InvitePerson,
  InviteSupplier,
  ListApplications,
  ListSuppliers,
  MoveApplication,
  MoveLicence,
  MoveSupplier,
  PortalStaff,
  SetPortalPerson,
  SupplierDesk,
  SupplierPage,
  SupplierSettings,
  UpdateSupplier,
  WholeApplication,
  WholeSupplier,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { ApplicationsService } from './applications.service.js'
import { LicencesService } from './licences.service.js'
import { PartnersService } from './partners.service.js'
import { SupplierStaff } from './staff.service.js'

/** What HQ has to look at of its suppliers. */
@PartOf('suppliers')
@Controller()
export class SupplierDeskController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly licences: LicencesService,
    private readonly partners: PartnersService,
  ) {}

  @Get('supplier-desk')
  @Can('read', 'Supplier')
  @Answers(SupplierDesk)
  desk() {
    return this.partners.desk()
  }
  @Get('supplier-settings')
  @Can('read', 'Supplier')
  @Answers(SupplierSettings)
  settings() {
    return this.partners.settings()
  }
  @Put('supplier-settings')
  @Can('update', 'Supplier')
  @Answers(SupplierSettings)
  setSettings(@Body({ schema: SupplierSettings }) body: SupplierSettings) {
    return this.partners.setSettings(body)
  }
  @Get('supplier-applications')
  @Can('read', 'Supplier')
  @Answers(ApplicationPage)
  page(@Query({ schema: ListApplications }) q: ListApplications) {
    return this.applications.page(q)
  }
  @Get('supplier-applications/:id')
  @Can('read', 'Supplier')
  @Answers(WholeApplication, { description: 'Addresses of papers hold for an hour' })
  one(@Param('id', IdParam) id: string) {
    return this.applications.one(id)
  }
  @Post('supplier-applications/:id/moves')
  @Can('review', 'Supplier')
  @Answers(WholeApplication)
  move(@Param('id', IdParam) id: string, @Body({ schema: MoveApplication }) body: MoveApplication) {
    return this.applications.move(id, body)
  }
  @Post('supplier-licences/:id/moves')
  @Can('review', 'Supplier')
  @Answers(WholeSupplier)
  async decide(@Param('id', IdParam) id: string, @Body({ schema: MoveLicence }) body: MoveLicence) {
    return this.partners.one((await this.licences.move(id, body)).id)
  }
}

/** Suppliers as HQ looks after them, and their people. */
@PartOf('suppliers')
@Controller('suppliers')
export class PartnersController {
  constructor(
    private readonly partners: PartnersService,
    private readonly staff: SupplierStaff,
  ) {}

  @Get('rows')
  @Can('read', 'Supplier')
  @Answers(SupplierPage)
  page(@Query({ schema: ListSuppliers }) q: ListSuppliers) {
    return this.partners.page(q)
  }
  @Post()
  @Can('create', 'Supplier')
  @Answers(WholeSupplier, { status: 201 })
  invite(@Body({ schema: InviteSupplier }) body: InviteSupplier) {
    return this.partners.invite(body)
  }
  @Get(':id')
  @Can('read', 'Supplier')
  @Answers(WholeSupplier, { description: 'Addresses of papers hold for an hour' })
  one(@Param('id', IdParam) id: string) {
    return this.partners.one(id)
  }
  @Patch(':id')
  @Can('update', 'Supplier')
  @Answers(WholeSupplier)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateSupplier }) body: UpdateSupplier) {
    return this.partners.update(id, body)
  }
  @Post(':id/moves')
  @Can('update', 'Supplier')
  @Answers(WholeSupplier)
  move(@Param('id', IdParam) id: string, @Body({ schema: MoveSupplier }) body: MoveSupplier) {
    return this.partners.move(id, body)
  }
  @Post(':id/invitations')
  @Can('update', 'Supplier')
  @Answers(PortalStaff, { status: 201 })
  ask(@Param('id', IdParam) id: string, @Body({ schema: InvitePerson }) body: InvitePerson) {
    return this.staff.invite(id, body)
  }
  @Delete(':id/invitations/:invitationId')
  @Can('update', 'Supplier')
  @NoContent()
  uninvite(@Param('id', IdParam) id: string, @Param('invitationId', IdParam) invitationId: string) {
    return this.staff.uninvite(id, invitationId)
  }
  @Put(':id/people/:personId')
  @Can('update', 'Supplier')
  @Answers(PortalStaff)
  setRole(
    @Param('id', IdParam) id: string,
    @Param('personId', IdParam) personId: string,
    @Body({ schema: SetPortalPerson }) { role }: SetPortalPerson,
  ) {
    return this.staff.setRole(id, personId, role)
  }
  @Delete(':id/people/:personId')
  @Can('update', 'Supplier')
  @NoContent()
  remove(@Param('id', IdParam) id: string, @Param('personId', IdParam) personId: string) {
    return this.staff.remove(id, personId)
  }
}
