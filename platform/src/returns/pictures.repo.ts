import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

const idsOf = (rows: { id?: string }[]): string[] => rows.map(({ id }) => id!)

@Injectable()
export class ReturnPicturesRepo {
  /** How many pictures somebody has brought since an instant. */
  async countSince(memberId: string, since: Date): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from return_pictures where tenant_id = $1 and member_id = $2 and created_at > $3',
      [tenantId(), memberId, since],
    )
    return row!.n
  }
  insert(id: string, memberId: string, orderId: string): Promise<number> {
    return db().run(
      'insert into return_pictures (tenant_id, id, member_id, order_id, created_at) values ($1, $2, $3, $4, $5)',
      [tenantId(), id, memberId, orderId, clock.now()],
    )
  }
  /** Its files lie there now: from here on a return may use it. */
  finish(id: string, bytes: number): Promise<number> {
    return db().run('update return_pictures set bytes = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      bytes,
    ])
  }
  /** Gives pictures that were brought for an order, and that none has used, to a return; answers how many. */
  use(ids: readonly string[], returnId: string, orderId: string, memberId: string): Promise<number> {
    return db().run(
      'update return_pictures set return_id = $3 where tenant_id = $1 and id = any($2::uuid[]) and order_id = $4 and member_id = $5 and return_id is null and bytes > 0',
      [tenantId(), ids, returnId, orderId, memberId],
    )
  }
  async drop(id: string): Promise<string[]> {
    return idsOf(
      await db().many('delete from return_pictures where tenant_id = $1 and id = $2 returning id', [
        tenantId(),
        id,
      ]),
    )
  }
  /** Forgets all pictures of somebody. */
  async dropOfMember(memberId: string): Promise<string[]> {
    return idsOf(
      await db().many('delete from return_pictures where tenant_id = $1 and member_id = $2 returning id', [
        tenantId(),
        memberId,
      ]),
    )
  }
  /** Forgets pictures that no return used. */
  async dropUnused(before: Date, limit: number): Promise<string[]> {
    return idsOf(
      await db().many(
        `delete from return_pictures where tenant_id = $1 and id in (
           select id from return_pictures where tenant_id = $1 and return_id is null and created_at < $2 order by created_at limit $3 for update skip locked) returning id`,
        [tenantId(), before, limit],
      ),
    )
  }
  /** Takes the pictures out of returns that were over before an instant. */
  async dropOver(before: Date, limit: number): Promise<string[]> {
    return idsOf(
      await db().many(
        `with old as (select id from returns where tenant_id = $1 and state in ('refunded', 'refused', 'withdrawn') and media_ids <> '{}' and updated_at < $2 order by updated_at limit $3 for update skip locked),
              emptied as (update returns r set media_ids = '{}' from old where r.tenant_id = $1 and r.id = old.id)
         delete from return_pictures p using old where p.tenant_id = $1 and p.return_id = old.id returning p.id`,
        [tenantId(), before, limit],
      ),
    )
  }
}
