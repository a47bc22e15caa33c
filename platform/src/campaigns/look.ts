import type { CampaignPreview } from '@storeweave/contract'
import type { CampaignLook } from '../pricing/index.js'

const SHOWN = 50

/** What was looked at, as HQ reads it. */
export function lookOf({ prices, dear, conflicts }: CampaignLook): CampaignPreview {
  const skuIds = [...new Set([...prices, ...dear].map((p) => p.skuId))]
  const items = skuIds.flatMap((skuId) => {
    const own = prices.filter((p) => p.skuId === skuId)
    if (!own.length) return []
    const ends = (of: (p: (typeof own)[number]) => number): [number, number] => {
      const all = own.map(of).sort((a, b) => a - b)
      return [all[0]!, all.at(-1)!]
    }
    const [regularFrom, regularTo] = ends((p) => p.regular)
    const [priceFrom, priceTo] = ends((p) => p.price)
    return [{ skuId, places: own.length, regularFrom, regularTo, priceFrom, priceTo }]
  })
  const open = { source: null, priceMin: null, priceMax: null }
  const plain = (why: 'taken' | 'dear') => (p: (typeof dear)[number]) => ({
    skuId: p.skuId,
    unitName: { zh: p.unitZh, en: p.unitEn },
    price: p.price,
    why,
    ...open,
  })
  const obstacles = [
    ...conflicts.map((c) => ({
      skuId: c.skuId,
      unitName: c.unitName,
      price: c.price,
      why: 'bounds' as const,
      source: c.source,
      priceMin: c.priceMin,
      priceMax: c.priceMax,
    })),
    ...prices.filter((p) => p.taken).map(plain('taken')),
    ...dear.map(plain('dear')),
  ]
  return { items, obstacles: obstacles.slice(0, SHOWN), count: obstacles.length }
}
