import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { VerifyCode } from '@storeweave/contract'
import type { Request } from 'express'
import { HandoverService } from './handover.service.js'

/** Counts wrong codes before the request's transaction begins: what it counts must not be rolled back with the request. */
@Injectable()
export class KnownCodeGuard implements CanActivate {
  constructor(private readonly handover: HandoverService) {}
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const body = VerifyCode.safeParse(context.switchToHttp().getRequest<Request>().body)
    if (body.success) await this.handover.admit(body.data) // a malformed body is the next one's to refuse
    return true
  }
}
