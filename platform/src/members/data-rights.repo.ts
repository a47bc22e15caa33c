import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

type Kind = 'export' | 'erasure'

@Injectable()
export class DataRightsRepo {
  /** Writes down that it happened, and which member of staff did it. */
  note(memberId: string, kind: Kind, byPerson: string | null): Promise<number> {
    return db().run(
      'insert into privacy_requests (tenant_id, id, member_id, kind, by_person, at) values ($1, $2, $3, $4, $5, $6)',
      [tenantId(), newId(), memberId, kind, byPerson, clock.now()],
    )
  }
  /** What one member asked for, oldest first. */
  of(memberId: string): Promise<{ kind: Kind; at: string }[]> {
    return db().many(
      'select kind, at from privacy_requests where tenant_id = $1 and member_id = $2 order by id limit 1000',
      [tenantId(), memberId],
    )
  }
  /** The newest requests of all. */
  newest(limit: number): Promise<{ id: string; kind: Kind; by: string | null; at: string }[]> {
    return db().many(
      'select r.id, r.kind, p.name as by, r.at from privacy_requests r left join people p on p.tenant_id = $1 and p.id = r.by_person where r.tenant_id = $1 order by r.id desc limit $2',
      [tenantId(), limit],
    )
  }
  /** Deletes a member. Rows of orders and carts point to members by key: what comes later from a request still on its way fails. */
  erase(memberId: string): Promise<number> {
    return db().run('delete from members where tenant_id = $1 and id = $2', [tenantId(), memberId])
  }
}
