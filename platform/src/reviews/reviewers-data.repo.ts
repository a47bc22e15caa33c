import { Injectable } from '@nestjs/common'
import type { ExportedReview } from '@storeweave/contract'
import { pictureOf } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'

const ROWS_MAX = 5000

@Injectable()
export class ReviewersDataRepo {
  /** What somebody wrote, newest first. */
  async all(memberId: string): Promise<ExportedReview[]> {
    const rows = await db().many<
      Omit<ExportedReview, 'product' | 'pictures'> & { name_zh: string; name_en: string; media_ids: string[] }
    >(
      `select p.name_zh, p.name_en, r.kind, r.stars, r.store_stars as "storeStars", r.words, r.media_ids, r.anonymous, r.state, r.reply, r.created_at as at
         from reviews r join products p on p.tenant_id = $1 and p.id = r.product_id where r.tenant_id = $1 and r.member_id = $2 order by r.id desc limit ${ROWS_MAX}`,
      [tenantId(), memberId],
    )
    return rows.map(({ name_zh: zh, name_en: en, media_ids, ...row }) => ({
      ...row,
      product: { zh, en },
      pictures: media_ids.map((id) => pictureOf(id)!.url),
    }))
  }
  /** The reviews of somebody, locked. */
  async lock(memberId: string): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from reviews where tenant_id = $1 and member_id = $2 order by id for update',
      [tenantId(), memberId],
    )
    return rows.map(({ id }) => id)
  }
  erase(memberId: string): Promise<number> {
    return db().run('delete from reviews where tenant_id = $1 and member_id = $2', [tenantId(), memberId])
  }
}
