import { Injectable } from '@nestjs/common'
import type { ListShopReviews, ShopReview } from '@storeweave/contract'
import { pictureOf, starsSql } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'
import { maskText } from '../kernel/mask.js'
import { keysOf, pageOf } from '../kernel/page.js'

interface ShownRow {
  rated: number[] | null
  pictured: number | null
  id: string | null
  stars: number
  words: string
  media_ids: string[]
  created_at: string
  nick: string
  option_zh: string
  option_en: string
  reply: string
  replied_at: string | null
  f_id: string | null
  f_words: string
  f_media_ids: string[]
  f_at: string
  f_reply: string
  f_replied_at: string | null
}
const SHOW = { all: 'true', pictured: 'r.pictures > 0', low: 'r.stars <= 2' } as const

@Injectable()
export class ShownReviewsRepo {
  /** How a published product is rated and a page of its reviews, newest first, in one statement; undefined for no such product. */
  async page(productId: string, q: ListShopReviews) {
    const after = keysOf(q.cursor, 'instant', 'id')
    const rows = await db().many<ShownRow>(
      `select ${starsSql('product', 'p.id')} as rated, (select g.pictured from product_ratings g where g.tenant_id = $1 and g.product_id = p.id) as pictured, w.*
         from products p left join lateral (
           select r.id, r.stars, r.words, r.media_ids, r.created_at, case when r.anonymous then '' else m.name end as nick, l.option_zh, l.option_en, r.reply, r.replied_at,
                  f.id as f_id, f.words as f_words, f.media_ids as f_media_ids, f.created_at as f_at, f.reply as f_reply, f.replied_at as f_replied_at
             from reviews r join order_lines l on l.tenant_id = $1 and l.id = r.line_id join members m on m.tenant_id = $1 and m.id = r.member_id
             left join reviews f on f.tenant_id = $1 and f.line_id = r.line_id and f.kind = 'followup' and f.state = 'shown'
            where r.tenant_id = $1 and r.product_id = p.id and r.kind = 'review' and r.state = 'shown' and ${SHOW[q.show]}
              and ($3::timestamptz is null or (r.created_at, r.id) < ($3, $4::uuid))
            order by r.created_at desc, r.id desc limit $5) w on true
        where p.tenant_id = $1 and p.id = $2 and p.state = 'published'`,
      [tenantId(), productId, after?.[0] ?? null, after?.[1] ?? null, q.limit + 1],
    )
    const [first] = rows
    if (!first) return undefined
    const shown = rows.filter((r) => r.id !== null)
    return {
      rated: first.rated ?? [0, 0, 0, 0, 0],
      pictured: first.pictured ?? 0,
      ...pageOf(shown, q.limit, (r) => [r.created_at, r.id], reviewOf),
    }
  }
}

const replyOf = (words: string, at: string | null) => (at === null ? null : { words, at })
const reviewOf = (r: ShownRow): ShopReview => ({
  id: r.id!,
  stars: r.stars,
  words: maskText(r.words),
  pictures: r.media_ids.map((id) => pictureOf(id)!),
  at: r.created_at,
  nick: r.nick.trim() || null,
  option: { zh: r.option_zh, en: r.option_en },
  reply: replyOf(r.reply, r.replied_at),
  followup:
    r.f_id === null
      ? null
      : {
          id: r.f_id,
          words: maskText(r.f_words),
          pictures: r.f_media_ids.map((id) => pictureOf(id)!),
          at: r.f_at,
          reply: replyOf(r.f_reply, r.f_replied_at),
        },
})
