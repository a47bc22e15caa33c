import { Injectable } from '@nestjs/common'
import { ShopProduct, type Locale } from '@storeweave/contract'
import { reading } from '../kernel/db.js'
import { isId } from '../kernel/id.js'
import type { PlainPage } from '../kernel/plain-page.js'
import { TenancyService } from '../tenancy/index.js'
import { CATEGORY, PRODUCT } from './addresses.js'
import { categoryPage } from './category-page.js'
import { productPage, said } from './product-page.js'
import { ShopPagesRepo } from './shop-pages.repo.js'
import { ShopProducts } from './shop-products.js'
import { ShopWindowRepo } from './shop-window.repo.js'

/** How many addresses a sitemap holds; the protocol allows 50,000 and 50 MB. */
const SITEMAP_MOST = 10_000
/** How many goods a category's plain page shows: the rest are in the sitemap. */
const CARDS_MOST = 48
const HOMES = ['/h5/', '/h5/pages/home/home']

/** What search engines have no business with. */
const STAFF_ONLY = ['/admin', '/store', '/supplier', '/pos', '/sign-in', '/api/']

/** Where a page was asked for. `origin` as `https://host`, without a slash at the end. */
export interface Asked {
  origin: string
  path: string
  query: URLSearchParams
  locale: Locale
}

/** What the storefront's addresses say to search engines and previews, and the list of these addresses. */
@Injectable()
export class ShopPagesService {
  constructor(
    private readonly pages: ShopPagesRepo,
    private readonly products: ShopProducts,
    private readonly windows: ShopWindowRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** The plain page at an address of the storefront; undefined where the client alone has something to say. */
  page(asked: Asked): Promise<PlainPage | undefined> {
    if (asked.path === PRODUCT) return this.product(asked)
    if (asked.path === CATEGORY && asked.query.get('id')) return this.category(asked)
    return HOMES.includes(asked.path) ? this.home(asked) : Promise.resolve(undefined)
  }

  /**
   * `/robots.txt`; `/sitemap.xml`: without `after` the list of lists, with it, even an empty one, the addresses of
   * products that come after that one, with `of=categories` those of the home page and of categories.
   */
  async file({ path, origin, query }: Asked): Promise<string | undefined> {
    if (path === '/robots.txt')
      return [
        'User-agent: *',
        ...STAFF_ONLY.map((path) => `Disallow: ${path}`),
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ].join('\n')
    if (query.get('of') === 'categories') {
      const ids = await reading(() => this.pages.sitemapCategories(SITEMAP_MOST))
      const addresses = [HOMES[0]!, ...ids.map((id) => `${CATEGORY}?id=${id}`)]
      return xmlOf(
        'urlset',
        addresses.map((address) => `<url><loc>${origin}${address}</loc></url>`),
      )
    }
    const after = query.get('after')
    if (after === null) {
      const ends = await reading(() => this.pages.sitemapEnds(SITEMAP_MOST))
      const lists = ['of=categories', ...['', ...ends].map((id) => `after=${id}`)]
      return xmlOf(
        'sitemapindex',
        lists.map((list) => `<sitemap><loc>${origin}/sitemap.xml?${list}</loc></sitemap>`),
      )
    }
    if (after && !isId(after)) return undefined
    const found = await reading(() => this.pages.published(after || undefined, SITEMAP_MOST))
    const entries = found.map(
      ({ id, updated_at }) =>
        `<url><loc>${addressOf(origin, id)}</loc><lastmod>${updated_at.slice(0, 10)}</lastmod></url>`,
    )
    return xmlOf('urlset', entries)
  }

  private async home({ origin, locale }: Asked): Promise<PlainPage> {
    const { name, brand } = await this.tenancy.tenant()
    const title = said(name, locale)
    return {
      status: 200,
      locale,
      title,
      description: title,
      canonical: `${origin}/h5/`,
      ...(brand.logoUrl ? { picture: new URL(brand.logoUrl, origin).href } : {}),
      thing: { '@type': 'Organization', name: title, url: `${origin}/h5/` },
      content: [{ heading: title }],
    }
  }

  private async category({ origin, query, locale }: Asked): Promise<PlainPage> {
    const [id, storeId] = [query.get('id'), query.get('storeId')]
    const known = isId(id) && (!storeId || isId(storeId))
    const place = known ? await reading(() => this.pages.categoryPlace(id, storeId ?? undefined)) : undefined
    if (!place) return notHere(locale)
    const question = { storeId: place.id, categoryId: id!, sort: 'popular' as const, limit: CARDS_MOST }
    const goods = await reading(() => this.windows.page(question))
    const { name, currency } = await this.tenancy.tenant()
    return categoryPage({
      id: id!,
      place,
      goods: goods?.items ?? [],
      currency,
      origin,
      locale,
      brand: said(name, locale),
    })
  }

  private async product({ origin, query, locale }: Asked): Promise<PlainPage> {
    const [id, storeId] = [query.get('id'), query.get('storeId')]
    const known = isId(id) && (!storeId || isId(storeId))
    const store = known ? await reading(() => this.pages.showcase(id, storeId ?? undefined)) : undefined
    const bytes = store && (await this.products.one(store.id, id!))
    if (!bytes) return notHere(locale)
    const product = ShopProduct.parse(JSON.parse(Buffer.from(bytes, 'latin1').toString()))
    const { name, currency } = await this.tenancy.tenant()
    const url = addressOf(origin, product.id)
    return productPage({ product, store, currency, origin, url, locale, brand: said(name, locale) })
  }
}

const NOT_HERE: Record<Locale, string> = { 'zh-CN': '没有找到这个页面', en: 'This page was not found' }
const notHere = (locale: Locale): PlainPage => ({
  status: 404,
  locale,
  title: NOT_HERE[locale],
  description: NOT_HERE[locale],
  content: [{ heading: NOT_HERE[locale] }],
})

const addressOf = (origin: string, id: string): string => `${origin}${PRODUCT}?id=${id}`
const xmlOf = (root: string, entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</${root}>\n`
