import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import { FindMember, MemberCard, SetLevel } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { MembershipsService } from './memberships.service.js'

@Controller('members')
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  /** Who has a phone number: for the counter. */
  @Get()
  @Can('read', 'Membership')
  @Answers(MemberCard)
  find(@Query({ schema: FindMember }) { phone }: FindMember) {
    return this.memberships.find(phone)
  }

  @Put(':memberId/level')
  @Can('update', 'Membership')
  @Answers(MemberCard)
  setLevel(@Param('memberId', IdParam) id: string, @Body({ schema: SetLevel }) { levelId }: SetLevel) {
    return this.memberships.setLevel(id, levelId)
  }
}
