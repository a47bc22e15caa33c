import { Body, Controller, Post, Req } from '@nestjs/common'
import {
  ApplicationProgress,
  Apply,
  InvitationLook,
  JoinSupplier,
  SupplierFile,
  WithKey,
} from '@storeweave/contract'
import type { Request } from 'express'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { callerOf, pace, rateOf } from '../kernel/callers.js'
import { Fault } from '../kernel/fault.js'
import { Answers, NoContent } from '../kernel/http.js'
import { scope } from '../kernel/scope.js'
import { ApplicationsService } from './applications.service.js'
import { SupplierFiles } from './files.service.js'
import { SupplierStaff } from './staff.service.js'

/** What one network may send in an hour: an application has six papers at most. */
const AN_HOUR = 30
const HOUR = 3600
/** Strangers fill no disk and guess no key. */
const slowly = () => pace('requests', callerOf(scope()), rateOf(AN_HOUR, HOUR), 'request.too_many')

/** The type a body was sent as; refuses what the platform has read already, which was sent as something else. */
export function typeOfFile(req: Request): string {
  if (req.body !== undefined) throw new Fault('request.unsupported_media')
  return String(req.headers['content-type']).split(';')[0]!.trim().toLowerCase()
}

/** The door for companies that want to supply, and for people whom a supplier invites: nobody is signed in here. */
@PartOf('suppliers')
@Controller('apply')
export class ApplyController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly files: SupplierFiles,
    private readonly staff: SupplierStaff,
  ) {}

  @Post('files')
  @Can('create', 'Application')
  @Answers(SupplierFile, {
    status: 201,
    description:
      'A paper as the raw body (application/pdf, image/jpeg, image/png, image/webp), at most 10 MB; good for one licence of an application within a day',
  })
  async keep(@Req() req: Request) {
    const type = typeOfFile(req)
    await slowly()
    return this.files.keep(req, type, null)
  }
  @Post()
  @Can('create', 'Application')
  @Answers(ApplicationProgress, { status: 201 })
  async apply(@Body({ schema: Apply }) body: Apply) {
    await slowly()
    return this.applications.apply(body)
  }
  @Post('progress')
  @Can('create', 'Application')
  @Answers(ApplicationProgress)
  async progress(@Body({ schema: WithKey }) { key }: WithKey) {
    await slowly()
    return this.applications.progress(key)
  }
  @Post('invitation')
  @Can('create', 'Application')
  @Answers(InvitationLook)
  async look(@Body({ schema: WithKey }) { key }: WithKey) {
    await slowly()
    return this.staff.look(key)
  }
  @Post('join')
  @Can('create', 'Application')
  @NoContent()
  async join(@Body({ schema: JoinSupplier }) body: JoinSupplier) {
    await slowly()
    return this.staff.join(body)
  }
}
