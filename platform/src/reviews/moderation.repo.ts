import { Injectable } from '@nestjs/common'
import type { ListReviews, Rating, ReviewState, StaffReview } from '@storeweave/contract'
import { pictureOf, ratingOf, starsSql } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { maskText } from '../kernel/mask.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

/** A review as it is decided on; `status` is its order's. */
export interface QueuedReview {
  id: string
  product_id: string
  product_zh: string
  store_id: string
  stars: number
  state: ReviewState
  reply: string
  status: string
}
interface StaffRow {
  id: string
  kind: StaffReview['kind']
  stars: number
  store_stars: number | null
  words: string
  first: string | null
  media_ids: string[]
  nick: string
  state: ReviewState
  reason: StaffReview['reason']
  product_id: string
  product_zh: string
  product_en: string
  product_media: string | null
  option_zh: string
  option_en: string
  store_id: string
  store_zh: string
  store_en: string
  order_id: string
  decided_by_name: string
  decided_at: string | null
  reply: string
  reply_by_name: string
  replied_at: string | null
  created_at: string
}

const STAFF = `select r.id, r.kind, r.stars, r.store_stars, r.words, f.words as first, r.media_ids, case when r.anonymous then '' else m.name end as nick, r.state, r.reason,
    r.product_id, p.name_zh as product_zh, p.name_en as product_en, p.media_ids[1] as product_media, l.option_zh, l.option_en, r.store_id, u.name_zh as store_zh, u.name_en as store_en,
    r.order_id, r.decided_by_name, r.decided_at, r.reply, r.reply_by_name, r.replied_at, r.created_at
  from reviews r join products p on p.tenant_id = $1 and p.id = r.product_id join order_lines l on l.tenant_id = $1 and l.id = r.line_id
  join org_units u on u.tenant_id = $1 and u.id = r.store_id join members m on m.tenant_id = $1 and m.id = r.member_id
  left join reviews f on r.kind = 'followup' and f.tenant_id = $1 and f.line_id = r.line_id and f.kind = 'review'
 where r.tenant_id = $1`
const SHOW = {
  pictured: 'r.pictures > 0',
  low: 'r.stars <= 2',
  unanswered: 'r.replied_at is null',
} as const

@Injectable()
export class ModerationRepo {
  /** Reviews in one state, of stores within reach (null: all). What waits comes oldest first. */
  async page(q: ListReviews, reach: readonly string[] | null) {
    const after = keysOf(q.cursor, 'instant', 'id')
    const values: unknown[] = [tenantId(), q.state]
    const add = (value: unknown) => `$${values.push(value)}`
    const [order, beyond] = q.state === 'waiting' ? ['asc', '>'] : ['desc', '<']
    const where = [
      'r.state = $2',
      reach ? `r.store_id = any(${add(reach)}::uuid[])` : '',
      q.storeId ? `r.store_id = ${add(q.storeId)}` : '',
      q.productId ? `r.product_id = ${add(q.productId)}` : '',
      q.show ? SHOW[q.show] : '',
      after ? `(r.created_at, r.id) ${beyond} (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const rows = await db().many<StaffRow>(
      `${STAFF} and ${where.join(' and ')} order by r.created_at ${order}, r.id ${order} limit ${add(q.limit + 1)}`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.created_at, r.id], staffOf)
  }
  /** How a store is rated; null while it isn't. */
  async storeRating(storeId: string): Promise<Rating | null> {
    const row = await db().one<{ stars: number[] | null }>(
      `select ${starsSql('store', '$2::uuid')} as stars`,
      [tenantId(), storeId],
    )
    return ratingOf(row!.stars)
  }
  async one(id: string): Promise<StaffReview | undefined> {
    const row = await db().one<StaffRow>(`${STAFF} and r.id = $2 and r.state <> 'withdrawn'`, [
      tenantId(),
      id,
    ])
    return row && staffOf(row)
  }
  /** A review that was not taken back, locked. */
  lock(id: string): Promise<QueuedReview | undefined> {
    return db().one<QueuedReview>(
      `select r.id, r.product_id, p.name_zh as product_zh, r.store_id, r.stars, r.state, r.reply, o.status from reviews r join orders o on o.tenant_id = $1 and o.id = r.order_id
         join products p on p.tenant_id = $1 and p.id = r.product_id
        where r.tenant_id = $1 and r.id = $2 and r.state <> 'withdrawn' for update of r`,
      [tenantId(), id],
    )
  }
  /** The waiting and shown reviews of an order, locked. */
  lockOfOrder(orderId: string): Promise<QueuedReview[]> {
    return db().many<QueuedReview>(
      `select r.id, r.product_id, '' as product_zh, r.store_id, r.stars, r.state, r.reply, o.status from reviews r join orders o on o.tenant_id = $1 and o.id = r.order_id
        where r.tenant_id = $1 and r.order_id = $2 and r.state in ('waiting', 'shown') order by r.id for update of r`,
      [tenantId(), orderId],
    )
  }
  decide(id: string, state: ReviewState, reason: StaffReview['reason']): Promise<number> {
    return db().run(
      'update reviews set state = $3, reason = $4, decided_by_name = $5, decided_at = $6, updated_at = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, state, reason, actor().name, clock.now()],
    )
  }
  reply(id: string, words: string): Promise<number> {
    return db().run(
      "update reviews set reply = $3, reply_by_name = case when $3 = '' then '' else $4 end, replied_at = case when $3 = '' then null else $5::timestamptz end, updated_at = $5 where tenant_id = $1 and id = $2",
      [tenantId(), id, words, actor().name, clock.now()],
    )
  }
}

const staffOf = (r: StaffRow): StaffReview => ({
  id: r.id,
  kind: r.kind,
  stars: r.stars,
  storeStars: r.store_stars,
  words: maskText(r.words),
  first: r.first === null ? null : maskText(r.first),
  pictures: r.media_ids.map((id) => pictureOf(id)!),
  nick: r.nick.trim() || null,
  state: r.state,
  reason: r.reason,
  productId: r.product_id,
  productName: { zh: r.product_zh, en: r.product_en },
  productPicture: pictureOf(r.product_media, r.product_zh),
  option: { zh: r.option_zh, en: r.option_en },
  storeId: r.store_id,
  storeName: { zh: r.store_zh, en: r.store_en },
  orderId: r.order_id,
  decided: r.decided_at === null ? null : { by: r.decided_by_name, at: r.decided_at },
  reply: r.replied_at === null ? null : { words: r.reply, by: r.reply_by_name, at: r.replied_at },
  at: r.created_at,
})
