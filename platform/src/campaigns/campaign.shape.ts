import type { Campaign, CampaignPhase, CampaignRow } from '@storeweave/contract'
import { optionTextOf } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import type { CampaignFacts, GoodRow, ListedRow, MerchantRow } from './campaigns.repo.js'

export const words = (zh: string, en: string) => ({ zh, en })

/** Where a campaign stands in time. */
export function phaseOf({
  state,
  starts_at,
  ends_at,
}: Pick<CampaignFacts, 'state' | 'starts_at' | 'ends_at'>): CampaignPhase {
  const now = clock.now().getTime()
  if (state === 'draft') return 'draft'
  if (state === 'called_off' || Date.parse(ends_at) <= now) return 'over'
  return Date.parse(starts_at) > now ? 'upcoming' : 'running'
}
const headOf = (c: CampaignFacts) => ({
  id: c.id,
  name: words(c.name_zh, c.name_en),
  state: c.state,
  phase: phaseOf(c),
  startsAt: c.starts_at,
  endsAt: c.ends_at,
})
export const rowOf = (c: ListedRow): CampaignRow => ({
  ...headOf(c),
  goodsCount: c.goods_count,
  merchants: c.merchants.map((m) => ({ name: words(m.name_zh, m.name_en), answer: m.answer })),
})
export const goodOf = (g: GoodRow): Campaign['goods'][number] => ({
  skuId: g.sku_id,
  productId: g.product_id,
  code: g.code,
  name: words(g.name_zh, g.name_en),
  optionText: optionTextOf(g.options, g.option_indexes),
  listPrice: g.list_price,
  supplierId: g.supplier_id,
  price: g.price,
})
export const answerOf = (m: MerchantRow) => ({
  share: m.share,
  answer: m.answer,
  note: m.note,
  answeredBy: m.answered_by_name,
  answeredAt: m.answered_at,
})
/** A campaign as HQ sees it. */
export function campaignOf(
  c: CampaignFacts,
  of: {
    goods: readonly GoodRow[]
    merchants: readonly MerchantRow[]
    units: readonly { id: string; name_zh: string; name_en: string }[]
    currency: string
    may: boolean
  },
): Campaign {
  const phase = phaseOf(c)
  const begun = Date.parse(c.starts_at) <= clock.now().getTime()
  return {
    ...headOf(c),
    version: c.version,
    about: words(c.about_zh, c.about_en),
    off: c.off,
    units: of.units.map((u) => ({ id: u.id, name: words(u.name_zh, u.name_en) })),
    goods: of.goods.map(goodOf),
    merchants: of.merchants.map((m) => ({
      supplierId: m.supplier_id,
      name: words(m.name_zh, m.name_en),
      ...answerOf(m),
    })),
    currency: of.currency,
    allowed: !of.may
      ? []
      : phase === 'draft'
        ? ['edit', ...(begun ? [] : (['open'] as const))]
        : phase === 'over'
          ? []
          : ['call_off'],
  }
}
/** A campaign as one of its merchants sees it. */
export const ownOf = (
  c: CampaignFacts,
  own: MerchantRow,
  goods: readonly GoodRow[],
  currency: string,
  sold: { sales: number; discount: number; borne: number },
) => ({
  ...headOf(c),
  about: words(c.about_zh, c.about_en),
  off: c.off,
  goods: goods.map(goodOf),
  ...answerOf(own),
  currency,
  allowed:
    own.answer === 'asked' && phaseOf(c) === 'upcoming'
      ? (['accept', 'refuse'] as ('accept' | 'refuse')[])
      : [],
  ...sold,
})
