import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id)

@Injectable()
export class PicturesRepo {
  /** How many pictures somebody has brought since an instant. */
  async countSince(memberId: string, since: Date): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from review_pictures where tenant_id = $1 and member_id = $2 and created_at > $3',
      [tenantId(), memberId, since],
    )
    return row!.n
  }
  insert(id: string, memberId: string, lineId: string): Promise<number> {
    return db().run(
      'insert into review_pictures (tenant_id, id, member_id, line_id, created_at) values ($1, $2, $3, $4, $5)',
      [tenantId(), id, memberId, lineId, clock.now()],
    )
  }
  /** Its files lie there now: from here on a review may use it. */
  finish(id: string, bytes: number): Promise<number> {
    return db().run('update review_pictures set bytes = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      bytes,
    ])
  }
  /** Gives pictures that were brought for a line, and that none has used, to a review; answers how many. */
  use(ids: readonly string[], reviewId: string, lineId: string, memberId: string): Promise<number> {
    return db().run(
      'update review_pictures set review_id = $3 where tenant_id = $1 and id = any($2::uuid[]) and line_id = $4 and member_id = $5 and review_id is null and bytes > 0',
      [tenantId(), ids, reviewId, lineId, memberId],
    )
  }
  async drop(id: string): Promise<string[]> {
    return idsOf(
      await db().many<{ id: string }>(
        'delete from review_pictures where tenant_id = $1 and id = $2 returning id',
        [tenantId(), id],
      ),
    )
  }
  /** Forgets the pictures of what was written about a line. */
  async dropOfLine(lineId: string): Promise<string[]> {
    return idsOf(
      await db().many<{ id: string }>(
        'delete from review_pictures where tenant_id = $1 and line_id = $2 returning id',
        [tenantId(), lineId],
      ),
    )
  }
  /** Forgets all pictures of somebody. */
  async dropOfMember(memberId: string): Promise<string[]> {
    return idsOf(
      await db().many<{ id: string }>(
        'delete from review_pictures where tenant_id = $1 and member_id = $2 returning id',
        [tenantId(), memberId],
      ),
    )
  }
  /** Forgets pictures that no review used. */
  async dropUnused(before: Date, limit: number): Promise<string[]> {
    return idsOf(
      await db().many<{ id: string }>(
        `delete from review_pictures where tenant_id = $1 and id in (
           select id from review_pictures where tenant_id = $1 and review_id is null and created_at < $2 order by created_at limit $3 for update skip locked) returning id`,
        [tenantId(), before, limit],
      ),
    )
  }
  /** Takes the pictures out of reviews that were hidden before an instant. */
  async dropHidden(before: Date, limit: number): Promise<string[]> {
    return idsOf(
      await db().many<{ id: string }>(
        `with old as (select id from reviews where tenant_id = $1 and state = 'hidden' and pictures > 0 and decided_at < $2 order by decided_at limit $3 for update skip locked),
              emptied as (update reviews r set media_ids = '{}', pictures = 0 from old where r.tenant_id = $1 and r.id = old.id)
         delete from review_pictures p using old where p.tenant_id = $1 and p.review_id = old.id returning p.id`,
        [tenantId(), before, limit],
      ),
    )
  }
}
