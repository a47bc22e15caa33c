import { Body, Controller, Delete, Get, Param, Post, Put, Req } from '@nestjs/common'
import {
  InvitePerson,
  Licences,
  PortalStaff,
  PortalStanding,
  RenewLicence,
  SetPortalPerson,
  SupplierFile,
} from '@storeweave/contract'
import type { Request } from 'express'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { typeOfFile } from './apply.controller.js'
import { SupplierFiles } from './files.service.js'
import { LicencesService } from './licences.service.js'
import { ownSupplier } from './own.js'
import { PortalService } from './portal.service.js'
import { SupplierStaff } from './staff.service.js'

/** A supplier about itself: its standing, papers and people. */
@PartOf('suppliers')
@Controller('supplier')
export class PortalController {
  constructor(
    private readonly portal: PortalService,
    private readonly licences: LicencesService,
    private readonly files: SupplierFiles,
    private readonly staff: SupplierStaff,
  ) {}

  @Get('standing')
  @Can('read', 'Supply')
  @Answers(PortalStanding)
  standing() {
    return this.portal.standing()
  }
  @Get('licences')
  @Can('read', 'Supply')
  @Answers(Licences, { description: 'Addresses of papers hold for an hour' })
  async papers() {
    return { items: await this.licences.ofSupplier(ownSupplier()) }
  }
  @Post('files')
  @Can('edit', 'Supply')
  @Answers(SupplierFile, {
    status: 201,
    description:
      'A paper as the raw body (application/pdf, image/jpeg, image/png, image/webp), at most 10 MB; good for one licence within a day',
  })
  async keep(@Req() req: Request) {
    const type = typeOfFile(req)
    return this.files.keep(req, type, await this.portal.present('edit'))
  }
  @Post('licences')
  @Can('edit', 'Supply')
  @Answers(Licences, { status: 201 })
  async renew(@Body({ schema: RenewLicence }) body: RenewLicence) {
    return { items: await this.licences.renew(await this.portal.present('edit'), body) }
  }
  @Get('staff')
  @Can('staff', 'Supply')
  @Answers(PortalStaff)
  people() {
    return this.staff.of(ownSupplier('staff'))
  }
  @Post('invitations')
  @Can('staff', 'Supply')
  @Answers(PortalStaff, { status: 201 })
  async invite(@Body({ schema: InvitePerson }) body: InvitePerson) {
    return this.staff.invite(await this.portal.present('staff'), body)
  }
  @Delete('invitations/:invitationId')
  @Can('staff', 'Supply')
  @NoContent()
  uninvite(@Param('invitationId', IdParam) invitationId: string) {
    return this.staff.uninvite(ownSupplier('staff'), invitationId)
  }
  @Put('staff/:personId')
  @Can('staff', 'Supply')
  @Answers(PortalStaff)
  async setRole(
    @Param('personId', IdParam) personId: string,
    @Body({ schema: SetPortalPerson }) { role }: SetPortalPerson,
  ) {
    return this.staff.setRole(await this.portal.present('staff'), personId, role)
  }
  @Delete('staff/:personId')
  @Can('staff', 'Supply')
  @NoContent()
  remove(@Param('personId', IdParam) personId: string) {
    return this.staff.remove(ownSupplier('staff'), personId)
  }
}
