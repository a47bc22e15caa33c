import { Injectable } from '@nestjs/common'
import type { PersonalData, Purpose, SetConsent } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

export interface LastConsent {
  purpose: Purpose
  given: boolean
  version: number
  at: string
}

@Injectable()
export class ConsentsRepo {
  /** The last word of a member on each purpose. */
  last(memberId: string): Promise<LastConsent[]> {
    return db().many<LastConsent>(
      'select distinct on (purpose) purpose, given, version, at from member_consents where tenant_id = $1 and member_id = $2 order by purpose, id desc',
      [tenantId(), memberId],
    )
  }
  append(memberId: string, { purpose, given, version, client }: SetConsent): Promise<number> {
    return db().run(
      'insert into member_consents (tenant_id, id, member_id, purpose, given, version, client, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tenantId(), newId(), memberId, purpose, given, version, client, clock.now()],
    )
  }
  /** Every word, oldest first. */
  history(memberId: string): Promise<PersonalData['consents']> {
    return db().many(
      'select purpose, given, version, client, at from member_consents where tenant_id = $1 and member_id = $2 order by id limit 10000',
      [tenantId(), memberId],
    )
  }
}
