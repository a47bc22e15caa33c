import { Injectable } from '@nestjs/common'
import type { ListMyReviews, MyReview, ReviewState } from '@storeweave/contract'
import { pictureOf } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'

/** A bought line, and how its order stands. */
export interface BoughtLine {
  id: string
  order_id: string
  product_id: string
  store_id: string
  status: string
}
/** A review as decisions are made on it. */
export interface OwnReview {
  id: string
  kind: 'review' | 'followup'
  line_id: string
  order_id: string
  product_id: string
  store_id: string
  stars: number
  anonymous: boolean
  state: ReviewState
}
export interface NewReview {
  id: string
  kind: OwnReview['kind']
  memberId: string
  line: Omit<BoughtLine, 'status'>
  stars: number
  storeStars: number | null
  words: string
  mediaIds: readonly string[]
  anonymous: boolean
  state: ReviewState
}
interface MineRow {
  id: string
  order_id: string
  line_id: string
  product_id: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  media_id: string | null
  stars: number
  store_stars: number | null
  words: string
  media_ids: string[]
  anonymous: boolean
  state: ReviewState
  reason: MyReview['reason']
  reply: string
  replied_at: string | null
  created_at: string
  f_id: string | null
  f_words: string
  f_media_ids: string[]
  f_state: ReviewState
  f_reason: MyReview['reason']
  f_reply: string
  f_replied_at: string | null
  f_at: string
}

const OWN = 'id, kind, line_id, order_id, product_id, store_id, stars, anonymous, state'
const MINE = `select r.id, r.order_id, r.line_id, r.product_id, l.name_zh, l.name_en, l.option_zh, l.option_en, l.media_id, r.stars, r.store_stars, r.words, r.media_ids, r.anonymous, r.state, r.reason, r.reply, r.replied_at, r.created_at,
    f.id as f_id, f.words as f_words, f.media_ids as f_media_ids, f.state as f_state, f.reason as f_reason, f.reply as f_reply, f.replied_at as f_replied_at, f.created_at as f_at
  from reviews r join order_lines l on l.tenant_id = $1 and l.id = r.line_id left join reviews f on f.tenant_id = $1 and f.line_id = r.line_id and f.kind = 'followup'
 where r.tenant_id = $1 and r.member_id = $2 and r.kind = 'review'`

@Injectable()
export class WritingRepo {
  /**
   * A line somebody bought. Its order is locked until the transaction ends, so that its reviews come one after the other
   * and none comes while its money goes back.
   */
  lockLine(lineId: string, memberId: string): Promise<BoughtLine | undefined> {
    return db().one<BoughtLine>(
      `select l.id, l.order_id, l.product_id, l.store_id, o.status from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
        where l.tenant_id = $1 and l.id = $2 and o.member_id = $3 for no key update of o`,
      [tenantId(), lineId, memberId],
    )
  }
  ofLine(lineId: string, kind: OwnReview['kind']): Promise<OwnReview | undefined> {
    return db().one<OwnReview>(
      `select ${OWN} from reviews where tenant_id = $1 and line_id = $2 and kind = $3`,
      [tenantId(), lineId, kind],
    )
  }
  /** A review of somebody's own, locked. */
  lock(id: string, memberId: string): Promise<OwnReview | undefined> {
    return db().one<OwnReview>(
      `select ${OWN} from reviews where tenant_id = $1 and id = $2 and member_id = $3 and kind = 'review' for update`,
      [tenantId(), id, memberId],
    )
  }
  async isStoreRated(orderId: string): Promise<boolean> {
    const row = await db().one(
      'select id from reviews where tenant_id = $1 and order_id = $2 and store_stars is not null limit 1',
      [tenantId(), orderId],
    )
    return row !== undefined
  }
  /** Writes a review down; 0 when its id is taken. */
  insert(r: NewReview): Promise<number> {
    return db().run(
      `insert into reviews (tenant_id, id, kind, line_id, order_id, product_id, store_id, member_id, stars, store_stars, words, media_ids, pictures, anonymous, state, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::uuid[], cardinality($12::uuid[]), $13, $14, $15, $15) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        r.id,
        r.kind,
        r.line.id,
        r.line.order_id,
        r.line.product_id,
        r.line.store_id,
        r.memberId,
        r.stars,
        r.storeStars,
        r.words,
        r.mediaIds,
        r.anonymous,
        r.state,
        clock.now(),
      ],
    )
  }
  /** Empties what was written about a line and takes it back for good. */
  withdraw(lineId: string): Promise<number> {
    return db().run(
      `update reviews set state = 'withdrawn', reason = null, words = '', media_ids = '{}', pictures = 0, store_stars = null, reply = '', reply_by_name = '', replied_at = null, updated_at = $3
        where tenant_id = $1 and line_id = $2`,
      [tenantId(), lineId, clock.now()],
    )
  }
  async one(id: string, memberId: string): Promise<MyReview | undefined> {
    const row = await db().one<MineRow>(`${MINE} and r.id = $3`, [tenantId(), memberId, id])
    return row && mineOf(row)
  }
  /** A page of somebody's own reviews, newest first; those of one order where it is given. */
  async page(memberId: string, q: ListMyReviews): Promise<{ items: MyReview[]; nextCursor: string | null }> {
    const [before] = keysOf(q.cursor, 'id') ?? []
    const rows = await db().many<MineRow>(
      `${MINE} and ($3::uuid is null or r.order_id = $3) and ($4::uuid is null or r.id < $4) order by r.id desc limit $5`,
      [tenantId(), memberId, q.orderId ?? null, before ?? null, q.limit + 1],
    )
    return pageOf(rows, q.limit, (r) => [r.id], mineOf)
  }
}

const replyOf = (words: string, at: string | null) => (at === null ? null : { words, at })
const mineOf = (r: MineRow): MyReview => ({
  id: r.id,
  orderId: r.order_id,
  lineId: r.line_id,
  productId: r.product_id,
  productName: { zh: r.name_zh, en: r.name_en },
  productPicture: pictureOf(r.media_id, r.name_zh),
  option: { zh: r.option_zh, en: r.option_en },
  stars: r.stars,
  storeStars: r.store_stars,
  words: r.words,
  pictures: r.media_ids.map((id) => pictureOf(id)!),
  anonymous: r.anonymous,
  state: r.state,
  reason: r.reason,
  reply: replyOf(r.reply, r.replied_at),
  at: r.created_at,
  followup:
    r.f_id === null
      ? null
      : {
          id: r.f_id,
          words: r.f_words,
          pictures: r.f_media_ids.map((id) => pictureOf(id)!),
          state: r.f_state,
          reason: r.f_reason,
          reply: replyOf(r.f_reply, r.f_replied_at),
          at: r.f_at,
        },
})
