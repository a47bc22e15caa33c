import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'
import { SessionsService } from '../people/index.js'
import { ConsentsRepo } from './consents.repo.js'
import { HoldersOfPersonalData, type Holder, type OpenOrder } from './holders.js'

/** What membership itself keeps beside the member's row: sessions, which go, and what was agreed to, which stays as a number. */
@Injectable()
export class OwnDataHolder implements Holder, OnModuleInit {
  constructor(
    private readonly holders: HoldersOfPersonalData,
    private readonly consents: ConsentsRepo,
    private readonly sessions: SessionsService,
  ) {}

  onModuleInit(): void {
    this.holders.add(this)
  }
  open(): Promise<OpenOrder[]> {
    return Promise.resolve([])
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    const consents = await this.consents.history(memberId)
    return { consents, devices: await this.sessions.historyOf('shopper', memberId) }
  }
  forget(memberId: string): Promise<void> {
    return this.sessions.eraseAll('shopper', memberId)
  }
}
