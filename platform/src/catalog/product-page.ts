import { plainLines, type Locale, type ShopProduct, type ShownBlock, type Words } from '@storeweave/contract'
import { currencyDigits, moneyText } from '@storeweave/contract/money'
import type { Piece, PlainPage } from '../kernel/plain-page.js'
import { ratingOf } from './rating.repo.js'
import { CATEGORY } from './addresses.js'
import type { Showcase } from './shop-pages.repo.js'

const DESCRIPTION_LENGTH = 160
const PICTURE_WIDTH = 480
/** As the storefront's own page draws it, so that it takes over the very same file. */
const PICTURE_SIZES = '(min-width: 1024px) 480px, 100vw'

/** What a product's plain page is made of. `origin` as `https://host`, `url` the page's one address. */
export interface Shown {
  product: ShopProduct
  store: Showcase
  /** The tenant's name. */
  brand: string
  currency: string
  origin: string
  url: string
  locale: Locale
}

export const said = ({ zh, en }: Words, locale: Locale): string => (locale === 'en' && en ? en : zh)
const storyOf = ({ story }: ShopProduct, locale: Locale) =>
  locale === 'en' && story.en.length ? story.en : story.zh

/** A product as search engines and previews read it: what its people wrote for them goes before name and detail. */
export function productPage(shown: Shown): PlainPage {
  const { product, store, brand, currency, origin, url, locale } = shown
  const name = said(product.name, locale)
  const prices = product.skus.map(({ price }) => price)
  const ends = [...new Set([Math.min(...prices), Math.max(...prices)])]
  const price = ends.map((amount) => moneyText(amount, currency)).join(' – ')
  const seller = said({ zh: store.name_zh, en: store.name_en }, locale)
  const category = {
    name: said({ zh: store.category_zh, en: store.category_en }, locale),
    url: `${CATEGORY}?id=${product.categoryId}`,
  }
  const words = store.seo && said(store.seo.words, locale)
  const pictures = product.media.map(({ url }) => new URL(url, origin).href)
  const text = said(product.detail, locale) || plainLines(storyOf(product, locale)).join(' ')
  return {
    status: 200,
    locale,
    title: (store.seo && said(store.seo.title, locale)) || `${name} – ${brand}`,
    description:
      (store.seo && said(store.seo.description, locale)) ||
      [price, product.brand, text].filter(Boolean).join(' · ').slice(0, DESCRIPTION_LENGTH),
    ...(words ? { words } : {}),
    canonical: url,
    ...(pictures.length ? { picture: pictures[0]! } : {}),
    thing: {
      '@type': 'Product',
      name,
      description: text || name,
      url,
      image: pictures,
      category: category.name,
      ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand } } : {}),
      ...ratedOf(store.stars),
      offers: offersOf(product, { currency, seller, url }),
    },
    content: contentOf(shown, { name, price, seller, category }),
  }
}

interface Texts {
  name: string
  price: string
  seller: string
  category: { name: string; url: string }
}
/** What can be read of a product: a picture, name and price, what its people wrote, the ways on. */
function contentOf({ product, brand, locale }: Shown, { name, price, seller, category }: Texts): Piece[] {
  return [
    ...product.media.slice(0, 1).map((media) => ({
      picture: media.url,
      alt: name,
      width: PICTURE_WIDTH,
      height: PICTURE_WIDTH,
      variants: media.variants.filter(({ width }) => width <= PICTURE_WIDTH * 2),
      sizes: PICTURE_SIZES,
      first: true,
    })),
    { heading: name },
    { text: `${price} · ${seller}` },
    ...said(product.detail, locale)
      .split('\n')
      .filter(Boolean)
      .map((text) => ({ text })),
    ...storyOf(product, locale).flatMap((block) => piecesOf(block, name)),
    {
      links: [
        { to: category.url, text: category.name },
        { to: '/h5/', text: brand },
      ],
    },
  ]
}

/** What shoppers gave it, as schema.org says it; nothing before the first. */
function ratedOf(stars: Showcase['stars']): Record<string, unknown> {
  const rating = ratingOf(stars)
  if (!rating) return {}
  const { average: ratingValue, count: reviewCount } = rating
  return {
    aggregateRating: { '@type': 'AggregateRating', ratingValue, reviewCount, bestRating: 5, worstRating: 1 },
  }
}

function piecesOf(block: ShownBlock, name: string): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [{ heading: block.text, level: 2 }]
    case 'text':
      return [{ runs: block.runs }]
    case 'list':
      return [{ list: block.items, ordered: block.ordered }]
    case 'table':
      return [{ table: block.rows, head: block.head }]
    case 'picture':
      return [
        { picture: block.picture.url, alt: block.caption || name, width: 960, height: 960 },
        ...(block.caption ? [{ text: block.caption }] : []),
      ]
    case 'video':
      return [
        { video: block.video.url, type: block.video.type, poster: block.video.poster.url },
        ...(block.caption ? [{ text: block.caption }] : []),
      ]
  }
}

/** What the product costs and whether there is any, as schema.org says it. */
function offersOf(
  { skus }: ShopProduct,
  { currency, seller, url }: { currency: string; seller: string; url: string },
): Record<string, unknown> {
  const prices = skus.map(({ price }) => price)
  const cost =
    skus.length > 1
      ? {
          '@type': 'AggregateOffer',
          lowPrice: decimalOf(Math.min(...prices), currency),
          highPrice: decimalOf(Math.max(...prices), currency),
          offerCount: skus.length,
        }
      : { '@type': 'Offer', price: decimalOf(prices[0]!, currency), sku: skus[0]!.code }
  const inStock = skus.some(({ available }) => available > 0)
  return {
    ...cost,
    priceCurrency: currency,
    availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
    seller: { '@type': 'Store', name: seller },
    url,
  }
}

/** An amount as programs read it: digits and a point, nothing else. */
const decimalOf = (amount: number, currency: string): string => {
  const digits = currencyDigits(currency)
  return (amount / 10 ** digits).toFixed(digits)
}
