import { Injectable } from '@nestjs/common'
import type { PersonalData } from '@storeweave/contract'

/** Business of a member that has not ended: an order to be paid, fetched or refunded. */
export interface OpenOrder {
  id: string
  number: string
}
/** A part of the house that keeps something about members. All three run in the transaction of who asks. */
export interface Holder {
  /** What must end before the member can be forgotten. */
  open(memberId: string): Promise<OpenOrder[]>
  /** What is kept about the member. */
  give(memberId: string): Promise<Partial<PersonalData>>
  /** Erases or makes anonymous all that names the member, and every tie to them; books and stock stay exact. */
  forget(memberId: string): Promise<void>
}

/** Who keeps something about members. Modules that stand later put themselves here: membership imports none of them. */
@Injectable()
export class HoldersOfPersonalData {
  private readonly holders: Holder[] = []

  add(holder: Holder): void {
    this.holders.push(holder)
  }
  async open(memberId: string): Promise<OpenOrder[]> {
    const all: OpenOrder[] = []
    for (const holder of this.holders) all.push(...(await holder.open(memberId)))
    return all
  }
  async give(memberId: string): Promise<Partial<PersonalData>> {
    const parts: Partial<PersonalData> = {}
    for (const holder of this.holders) Object.assign(parts, await holder.give(memberId))
    return parts
  }
  async forget(memberId: string): Promise<void> {
    for (const holder of this.holders) await holder.forget(memberId)
  }
}
