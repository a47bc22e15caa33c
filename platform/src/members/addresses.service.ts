import { Injectable } from '@nestjs/common'
import type { Address, CreateAddress, SaveAddress } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { AddressesRepo } from './addresses.repo.js'

/** Addresses one shopper may keep. */
const MOST = 30

/** Where the shopper who asks has goods sent. One of their addresses is the default, as long as they have any. */
@Injectable()
export class AddressesService {
  constructor(private readonly addresses: AddressesRepo) {}

  list(): Promise<Address[]> {
    return reading(() => this.addresses.of(shopperId()))
  }

  /** Adds an address. The same again answers the one that is there. Throws `members.addresses_many`. */
  add({ id, ...address }: CreateAddress): Promise<Address> {
    return this.write(id, address, async (memberId) => {
      const known = await this.addresses.of(memberId)
      if (known.some((one) => one.id === id)) return
      if (known.length >= MOST) throw new Fault('members.addresses_many', { most: MOST })
      await this.addresses.insert(memberId, id, address)
    })
  }

  /** Changes one of the shopper's addresses; orders keep where they went. */
  save(id: string, address: SaveAddress): Promise<Address> {
    return this.write(id, address, async (memberId) => {
      if (!(await this.addresses.update(memberId, id, address))) throw new Fault('access.not_found')
    })
  }

  /** Takes an address away; orders keep where they went. The same again changes nothing. */
  remove(id: string): Promise<void> {
    const memberId = shopperId()
    return transaction(async () => {
      await this.addresses.lock(memberId)
      await this.addresses.remove(memberId, id)
      await this.addresses.promote(memberId)
    })
  }

  private write(
    id: string,
    { isDefault }: SaveAddress,
    work: (memberId: string) => Promise<void>,
  ): Promise<Address> {
    const memberId = shopperId()
    return transaction(async () => {
      // the account was deleted while this was on its way
      if (!(await this.addresses.lock(memberId))) throw new Fault('access.token_invalid')
      if (isDefault) await this.addresses.demote(memberId, id)
      await work(memberId)
      await this.addresses.promote(memberId)
      return found((await this.addresses.of(memberId)).find((one) => one.id === id))
    })
  }
}
