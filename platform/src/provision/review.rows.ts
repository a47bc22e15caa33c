import type { BulkRow } from './bulk.repo.js'
import type { TableRows } from './catalogue.rows.js'
import { idAt, idOf } from './ids.js'
import type { SeedSale, TenantSeed } from './seed.js'
import type { SeedReview } from './seed-words.js'

const MINUTE_MS = 60_000

/** What shoppers said, ready to be written; `others` are the pictures that are nobody's review. */
export interface Said {
  rows: TableRows
  /** Ids of the reviews that are shown. */
  shown: string[]
  others: BulkRow[]
}

/** Reviews and follow-ups of lines of past sales. Throws for one of goods that nobody known bought in that sale. */
export function reviewRows(tenantId: string, seed: TenantSeed, pictures: readonly BulkRow[]): Said {
  const said = new Writing(tenantId, seed, pictures)
  for (const review of seed.reviews ?? []) said.add(review)
  return said.done()
}

/** A line of a past sale, and whose it is. */
interface Line {
  lineId: string
  orderId: string
  productId: string
  storeId: string
  memberId: string
}

class Writing {
  private readonly reviews: BulkRow[] = []
  private readonly pictured: BulkRow[] = []
  private readonly sales: ReadonlyMap<string, SeedSale>
  private readonly products: ReadonlyMap<string, string>
  private readonly names: ReadonlyMap<string, string>
  private readonly bytes: ReadonlyMap<unknown, BulkRow>

  constructor(
    private readonly tenantId: string,
    seed: TenantSeed,
    private readonly pictures: readonly BulkRow[],
  ) {
    this.sales = new Map(seed.sales.map((sale) => [sale.key, sale]))
    this.products = new Map(seed.products.flatMap((p) => p.skus.map((s) => [s.code, p.key] as const)))
    this.names = new Map(seed.people.map(({ login, name }) => [login, name]))
    this.bytes = new Map(pictures.map((row) => [row.id, row]))
  }

  add(review: SeedReview): void {
    const line = this.lineOf(review)
    this.keep('review', review, review, line)
    if (review.followup) this.keep('followup', review, review.followup, line)
  }

  done(): Said {
    const used = new Set(this.pictured.map(({ id }) => id))
    return {
      rows: [
        ['reviews', this.reviews],
        ['review_pictures', this.pictured],
      ],
      shown: this.reviews.filter(({ state }) => state === 'shown').map(({ id }) => id as string),
      others: this.pictures.filter(({ id }) => !used.has(id)),
    }
  }

  private keep(
    kind: 'review' | 'followup',
    review: SeedReview,
    said: SeedReview | NonNullable<SeedReview['followup']>,
    line: Line,
  ): void {
    const id = idAt(said.at, this.tenantId, kind, review.saleKey, review.skuCode)
    const at = said.at.toISOString()
    const mediaIds = (said.pictures ?? []).map((key) => idOf(this.tenantId, 'picture', key))
    const decidedAt = said.decidedBy ? new Date(said.at.getTime() + 30 * MINUTE_MS).toISOString() : null
    for (const picture of mediaIds)
      this.pictured.push({
        id: picture,
        member_id: line.memberId,
        line_id: line.lineId,
        review_id: id,
        bytes: this.bytes.get(picture)?.bytes,
        created_at: at,
      })
    this.reviews.push({
      id,
      kind,
      line_id: line.lineId,
      order_id: line.orderId,
      product_id: line.productId,
      store_id: line.storeId,
      member_id: line.memberId,
      stars: review.stars,
      store_stars: kind === 'review' ? (review.storeStars ?? null) : null,
      words: said.words,
      media_ids: mediaIds,
      pictures: mediaIds.length,
      anonymous: review.anonymous ?? false,
      state: said.state,
      reason: said.reason ?? null,
      decided_by_name: said.decidedBy ? this.names.get(said.decidedBy) : '',
      decided_at: decidedAt,
      reply: said.reply?.words ?? '',
      reply_by_name: said.reply ? this.names.get(said.reply.by) : '',
      replied_at: said.reply?.at.toISOString() ?? null,
      created_at: at,
      updated_at: said.reply?.at.toISOString() ?? decidedAt ?? at,
    })
  }

  private lineOf({ saleKey, skuCode }: SeedReview): Line {
    const sale = this.sales.get(saleKey)
    if (!sale?.memberKey || !sale.lines.some((line) => line.skuCode === skuCode))
      throw new Error(`seed reviews ${skuCode}, which nobody known bought in ${saleKey}`)
    return {
      lineId: idAt(sale.at, this.tenantId, 'order line', saleKey, skuCode),
      orderId: idAt(sale.at, this.tenantId, 'order', saleKey),
      productId: idOf(this.tenantId, 'product', this.products.get(skuCode)!),
      storeId: idOf(this.tenantId, 'store', sale.storeKey),
      memberId: idOf(this.tenantId, 'member', sale.memberKey),
    }
  }
}
