import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

/** What time has made useless. Each deletes at most `limit` rows and answers how many. */
@Injectable()
export class LeftoversRepo {
  deleteSessions(endedBefore: Date, limit: number): Promise<number> {
    return db().run(
      `delete from sessions where tenant_id = $1 and id in
         (select id from sessions where tenant_id = $1 and expires_at < $2 order by expires_at limit $3 for update skip locked)`,
      [tenantId(), endedBefore, limit],
    )
  }
  deleteTries(lastBefore: Date, limit: number): Promise<number> {
    return db().run(
      `delete from sign_in_tries where tenant_id = $1 and (kind, key) in
         (select kind, key from sign_in_tries where tenant_id = $1 and last_at < $2 order by last_at limit $3 for update skip locked)`,
      [tenantId(), lastBefore, limit],
    )
  }
}
