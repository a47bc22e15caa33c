/** What shoppers of a demo tenant say of what they bought: the same for the same sales. */
import { randomOf, type Random } from './random.js'
import type { DemoProduct, DemoReview, DemoSale, DemoTenant, Words } from './shapes.js'
import type { PictureSpec } from './pictures/spec.js'

/** `中文|English`, of which one is said. */
type Said = readonly string[]
export interface Voices {
  /** Words about goods by `category name`, the first that fits. */
  of: { about: RegExp; good: Said; middling: Said; poor: Said }[]
  /** Words about how the order went, added now and then. */
  service: Said
  /** What is added weeks later. */
  later: Said
  replies: { good: Said; poor: Said }
}
/** A picture a shopper took. */
export interface Snapshot {
  key: string
  spec: PictureSpec
}
export interface Heard {
  reviews: DemoReview[]
  snapshots: Snapshot[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How many of a thousand lines bought online are reviewed. */
const REVIEWED = 150
const WAITING = 6
const PICTURED = 28
const PICTURED_WAITING = 3
/** One review in so many is an advertisement, and hidden. */
const ADVERTS = 140
const ADVERT = '加微信 13800138000 领内部优惠券，先到先得'
/** How many give 1 to 5 stars, by a product's luck. */
const LUCK = [
  [1, 1, 3, 15, 80],
  [1, 2, 6, 26, 65],
  [1, 2, 5, 22, 70],
  [3, 6, 12, 34, 45],
]

/** Everything said of a tenant's sales up to the end of their last day. */
export function heard(tenant: DemoTenant, voices: Voices, sales: readonly DemoSale[]): Heard {
  const end = Date.parse(`${sales.at(-1)!.date}T23:55:00+08:00`)
  const writer = new Writer(tenant, voices, end)
  const reviews = sales
    .filter((sale) => sale.channel !== 'pos' && sale.shopperKey)
    .flatMap((sale) => writer.ofSale(sale))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.skuCode < b.skuCode ? -1 : 1))
  const waiting = reviews.slice(-WAITING)
  for (const review of waiting) hold(review)
  reviews.forEach((review, n) => n % ADVERTS === ADVERTS - 1 && !waiting.includes(review) && hide(review))
  const shown = reviews.filter(({ state, stars, words }) => state === 'shown' && stars >= 4 && words)
  const pictured = [
    ...shown.filter(({ saleKey, skuCode }) => writer.hasCamera(saleKey, skuCode)).slice(-PICTURED),
    ...waiting.slice(0, PICTURED_WAITING),
  ]
  return { reviews, snapshots: pictured.flatMap((review) => writer.photograph(review)) }
}

/** Puts a review back into the queue. */
function hold(review: DemoReview): void {
  review.state = 'waiting'
  for (const key of ['decidedBy', 'reply', 'followup'] as const) delete review[key]
}
function hide(review: DemoReview): void {
  Object.assign(review, { state: 'hidden', reason: 'advert', words: ADVERT, stars: 5 })
  for (const key of ['reply', 'followup'] as const) delete review[key]
}

class Writer {
  private readonly products: ReadonlyMap<string, DemoProduct>
  private readonly english: ReadonlySet<string>
  private readonly managers: ReadonlyMap<string, string>

  constructor(
    tenant: DemoTenant,
    private readonly voices: Voices,
    private readonly end: number,
  ) {
    this.products = new Map(tenant.products.flatMap((p) => p.skus.map((sku) => [sku.code, p] as const)))
    this.english = new Set(
      tenant.shoppers.filter(({ nickname }) => /^[A-Z]/.test(nickname)).map(({ key }) => key),
    )
    this.managers = new Map(
      tenant.staff.flatMap(({ login, role, scope }) =>
        role === 'store_manager' && scope.kind === 'store' ? [[scope.storeKey, login] as const] : [],
      ),
    )
  }

  /** Reviews of some of a sale's lines; the first one rates the store too. */
  ofSale(sale: DemoSale): DemoReview[] {
    const handed = Date.parse(`${sale.date}T00:00:00+08:00`) + sale.minute * 60_000 + 70 * 60_000
    const reviews: DemoReview[] = []
    for (const { skuCode } of sale.lines) {
      const random = randomOf(`review ${sale.key} ${skuCode}`)
      if (random.int(0, 999) >= REVIEWED || handed + HOUR_MS > this.end) continue
      const at = Math.min(handed + random.int(1, 72) * HOUR_MS, this.end - random.int(0, 40) * 60_000)
      reviews.push(this.review(sale, skuCode, at, reviews.length === 0, random))
    }
    return reviews
  }

  hasCamera(saleKey: string, skuCode: string): boolean {
    return randomOf(`camera ${saleKey} ${skuCode}`).int(0, 99) < 12
  }

  /** Gives a review its pictures. */
  photograph(review: DemoReview): Snapshot[] {
    const product = this.products.get(review.skuCode)!
    const sku = product.skus.find(({ code }) => code === review.skuCode)!
    const { spec } = product.pictures.find(({ key }) => key === sku.pictureKey)!
    const random = randomOf(`pictures ${review.saleKey}`)
    const keys = Array.from(
      { length: random.int(1, 3) },
      (_, n) => `show-${review.saleKey}-${review.skuCode}-${n}`,
    )
    review.pictures = keys
    return keys.map((key) => ({ key, spec }))
  }

  private review(sale: DemoSale, skuCode: string, at: number, isFirst: boolean, random: Random): DemoReview {
    const product = this.products.get(skuCode)!
    const luck = LUCK[randomOf(`luck ${product.key}`).int(0, LUCK.length - 1)]!
    const stars = random.weighted(luck) + 1
    const language = this.english.has(sale.shopperKey!) ? 'en' : 'zh'
    const review: DemoReview = {
      saleKey: sale.key,
      skuCode,
      at: new Date(at),
      stars,
      words: this.words(product, stars, language, random),
      state: 'shown',
      decidedBy: 'merch',
      ...(isFirst ? { storeStars: Math.min(5, Math.max(1, stars + random.int(0, 1))) } : {}),
      ...(random.int(0, 9) === 0 ? { anonymous: true } : {}),
    }
    const reply = this.reply(sale, at, stars, language, random)
    const followup = this.followup(at, stars, language, random)
    return { ...review, ...(reply ? { reply } : {}), ...(followup ? { followup } : {}) }
  }

  private words(product: DemoProduct, stars: number, language: keyof Words, random: Random): string {
    if (stars === 5 && random.int(0, 11) === 0) return ''
    const what = `${product.categoryKey} ${product.name.zh}`
    const said = this.voices.of.find(({ about }) => about.test(what))!
    const own = sentence(stars >= 4 ? said.good : stars === 3 ? said.middling : said.poor, language, random)
    if (stars < 4 || random.int(0, 2) > 0) return own
    return `${own}${language === 'en' ? ' ' : ''}${sentence(this.voices.service, language, random)}`
  }

  private reply(sale: DemoSale, at: number, stars: number, language: keyof Words, random: Random) {
    const by = this.managers.get(sale.storeKey)
    const replied = at + random.int(2, 20) * HOUR_MS
    if (!by || replied > this.end || random.int(0, 99) >= (stars <= 2 ? 85 : 8)) return undefined
    const { good, poor } = this.voices.replies
    return { by, words: sentence(stars <= 2 ? poor : good, language, random), at: new Date(replied) }
  }

  private followup(at: number, stars: number, language: keyof Words, random: Random): DemoReview['followup'] {
    const later = at + random.int(6, 16) * DAY_MS
    if (stars < 4 || later > this.end || random.int(0, 99) >= 5) return undefined
    const words = sentence(this.voices.later, language, random)
    return { at: new Date(later), words, state: 'shown', decidedBy: 'merch' }
  }
}

function sentence(said: Said, language: keyof Words, random: Random): string {
  const [zh, en] = random.pick(said).split('|') as [string, string]
  return language === 'zh' ? zh : en
}
