import type { Locale, ShopCard } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import type { PlainPage } from '../kernel/plain-page.js'
import { CATEGORY, PRODUCT } from './addresses.js'
import { said } from './product-page.js'
import type { CategoryPlace } from './shop-pages.repo.js'

interface Shown {
  id: string
  place: CategoryPlace
  goods: readonly ShopCard[]
  /** The tenant's name. */
  brand: string
  currency: string
  origin: string
  locale: Locale
}

/** A category as search engines and previews read it: what is in it at a store, and the categories around it. */
export function categoryPage({ id, place, goods, brand, currency, origin, locale }: Shown): PlainPage {
  const name = said(place.category, locale)
  const names = goods.map((card) => said(card.name, locale))
  const url = `${origin}${CATEGORY}?id=${id}`
  const priceOf = (card: ShopCard) =>
    `${moneyText(card.priceFrom, currency)}${card.priceTo > card.priceFrom ? '+' : ''}`
  return {
    status: 200,
    locale,
    title: `${name} – ${brand}`,
    description: `${name} · ${names.slice(0, 8).join(locale === 'en' ? ', ' : '、')}`,
    canonical: url,
    ...(goods[0]?.picture ? { picture: new URL(goods[0].picture.url, origin).href } : {}),
    thing: {
      '@type': 'CollectionPage',
      name,
      url,
      mainEntity: {
        '@type': 'ItemList',
        numberOfItems: goods.length,
        itemListElement: goods.map((card, n) => ({
          '@type': 'ListItem',
          position: n + 1,
          name: names[n],
          url: `${origin}${PRODUCT}?id=${card.id}`,
        })),
      },
    },
    content: [
      { heading: name },
      { text: said({ zh: place.name_zh, en: place.name_en }, locale) },
      {
        links: goods.map((card, n) => ({
          to: `${PRODUCT}?id=${card.id}`,
          text: `${names[n]} ${priceOf(card)}`,
        })),
      },
      {
        links: [
          ...place.near.map((near) => ({ to: `${CATEGORY}?id=${near.id}`, text: said(near.name, locale) })),
          { to: '/h5/', text: brand },
        ],
      },
    ],
  }
}
