import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Ability } from '../kernel/ability.js'
import { Fault } from '../kernel/fault.js'
import { runInScope, scope } from '../kernel/scope.js'
import { AccessService } from '../people/index.js'

/** Whose work it is, and the sign-in it was begun under. */
export interface Owner {
  person_id: string
  session_id: string
}

/** Runs work as somebody who is not there. */
@Injectable()
export class InRights {
  constructor(private readonly access: AccessService) {}

  /** Runs a piece of work as its owner, with the rights that hold now; answers `gone` where those don't suffice any more. */
  async of<T>(
    { person_id, session_id }: Owner,
    may: (ability: Ability) => boolean,
    work: () => Promise<T>,
  ): Promise<T | 'gone'> {
    const who = await this.access.absent(person_id, session_id)
    if (!who || !may(who.ability)) return 'gone'
    const { tenant, locale } = scope()
    try {
      return await runInScope({ tenant, who, locale, requestId: randomUUID(), statements: 0 }, work)
    } catch (error) {
      if (error instanceof Fault && error.status === 403) return 'gone'
      throw error
    }
  }
}
