import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'
import { HoldersOfPersonalData, type Holder, type OpenOrder } from '../members/index.js'
import { PicturesService } from './pictures.service.js'
import { RatingsRepo } from './ratings.repo.js'
import { ReviewersDataRepo } from './reviewers-data.repo.js'

/** What reviews keep about a shopper: all of it goes with the account, the stars too. */
@Injectable()
export class ReviewersDataHolder implements Holder, OnModuleInit {
  constructor(
    private readonly holders: HoldersOfPersonalData,
    private readonly data: ReviewersDataRepo,
    private readonly ratings: RatingsRepo,
    private readonly pictures: PicturesService,
  ) {}

  onModuleInit(): void {
    this.holders.add(this)
  }
  open(): Promise<OpenOrder[]> {
    return Promise.resolve([])
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    return { reviews: await this.data.all(memberId) }
  }
  async forget(memberId: string): Promise<void> {
    const ids = await this.data.lock(memberId)
    await this.ratings.take(ids)
    await this.pictures.dropOfMember(memberId)
    await this.data.erase(memberId)
  }
}
