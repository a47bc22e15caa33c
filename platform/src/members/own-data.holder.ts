import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'
import { SessionsService } from '../people/index.js'
import { AddressesRepo } from './addresses.repo.js'
import { ConsentsRepo } from './consents.repo.js'
import { HoldersOfPersonalData, type Holder, type OpenOrder } from './holders.js'

/** What membership itself keeps beside the member's row: addresses and sessions, which go, and what was agreed to, which stays as a number. */
@Injectable()
export class OwnDataHolder implements Holder, OnModuleInit {
  constructor(
    private readonly holders: HoldersOfPersonalData,
    private readonly consents: ConsentsRepo,
    private readonly sessions: SessionsService,
    private readonly addresses: AddressesRepo,
  ) {}

  onModuleInit(): void {
    this.holders.add(this)
  }
  open(): Promise<OpenOrder[]> {
    return Promise.resolve([])
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    const consents = await this.consents.history(memberId)
    return {
      consents,
      addresses: await this.addresses.of(memberId),
      devices: await this.sessions.historyOf('shopper', memberId),
    }
  }
  async forget(memberId: string): Promise<void> {
    await this.addresses.removeAll(memberId)
    return this.sessions.eraseAll('shopper', memberId)
  }
}
