import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'
import { HoldersOfPersonalData, type Holder, type OpenOrder } from '../members/index.js'
import { AskersDataRepo } from './askers-data.repo.js'
import { ReturnPicturesService } from './pictures.service.js'

/** What returns keep about a shopper: words, pictures and waybills go with the account; what went back of which goods stays. */
@Injectable()
export class AskersDataHolder implements Holder, OnModuleInit {
  constructor(
    private readonly holders: HoldersOfPersonalData,
    private readonly data: AskersDataRepo,
    private readonly pictures: ReturnPicturesService,
  ) {}

  onModuleInit(): void {
    this.holders.add(this)
  }
  open(memberId: string): Promise<OpenOrder[]> {
    return this.data.open(memberId)
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    return { returns: await this.data.all(memberId) }
  }
  async forget(memberId: string): Promise<void> {
    await this.pictures.dropOfMember(memberId)
    await this.data.blankSteps(memberId)
    await this.data.blank(memberId)
  }
}
