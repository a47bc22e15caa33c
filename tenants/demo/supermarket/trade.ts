/** What the supermarket agreed on with stores and suppliers, and what its stores ordered. */
import type { SeedLevel, SeedPurchaseList, SeedTier, SeedTrade } from '@storeweave/platform/provision'
import { w } from '../../words.js'
import type { DemoProduct, DemoShopper } from '../shapes.js'
import { depotsOf, dropsOf } from './depot.js'
import { products } from './products.js'
import { purchasesOf } from './purchases.js'

const DAY = 1440
const before = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000)
const HQ = { kind: 'hq' } as const

/** Every so many shoppers have a level, the fewer the higher. */
const LEVELS = [
  { key: 'silver', name: w('银卡会员', 'Silver'), rank: 1, percentOff: 0, every: 5 },
  { key: 'gold', name: w('金卡会员', 'Gold'), rank: 2, percentOff: 300, every: 11 },
  { key: 'black', name: w('黑卡会员', 'Black'), rank: 3, percentOff: 500, every: 40 },
] as const

function levelsOf(now: Date, shoppers: readonly DemoShopper[]): SeedLevel[] {
  const levelOf = (n: number) => [...LEVELS].reverse().find(({ every }) => n % every === 0)?.key
  return LEVELS.map(({ every: _, ...level }) => ({
    ...level,
    by: 'owner',
    at: before(now, 40 * DAY),
    members: shoppers.filter((__, n) => levelOf(n) === level.key).map(({ key }) => key),
  }))
}

const round = (fen: number): number => Math.round(fen / 10) * 10
const within = ({ minPriceFen, maxPriceFen }: DemoProduct['skus'][number], fen: number): number =>
  Math.min(maxPriceFen, Math.max(minPriceFen, round(fen)))
const named = (zh: string): DemoProduct => products.find(({ name }) => name.zh.includes(zh))!

/** Cheaper from a quantity on: by the case, or for who cooks for many. */
const QUANTITIES: [zh: string, from: number, bp: number][] = [
  ['矿泉水', 12, 8800],
  ['全麦消化饼', 6, 9000],
  ['抽纸', 4, 9200],
  ['红富士苹果', 2500, 9200],
]
/** Cheaper for a level. */
const FOR_LEVELS: [zh: string, levelKey: string, bp: number][] = [
  ['鲜牛奶', 'silver', 9700],
  ['鲜牛奶', 'gold', 9400],
  ['鲜牛奶', 'black', 9000],
  ['黄油曲奇', 'gold', 9000],
  ['特级初榨橄榄油', 'gold', 9200],
  ['特级初榨橄榄油', 'black', 8800],
]

function tiersOf(now: Date): SeedTier[] {
  const about = { by: 'owner', at: before(now, 20 * DAY), place: HQ }
  const priced = (zh: string, bp: number) =>
    named(zh).skus.map((sku) => ({ skuCode: sku.code, price: within(sku, (sku.priceFen * bp) / 10_000) }))
  return [
    ...QUANTITIES.flatMap(([zh, quantityFrom, bp]) =>
      priced(zh, bp).map((one) => ({ ...about, ...one, quantityFrom })),
    ),
    ...FOR_LEVELS.flatMap(([zh, levelKey, bp]) =>
      priced(zh, bp).map((one) => ({ ...about, ...one, levelKey })),
    ),
  ]
}

/** What one buyer of the chain pays above what it costs, by who sells. */
const MARKUP_BP = { house: 10_600, dealer: 10_900, supplier: 10_500 }
const OF_HOUSE = /^(staple|drink|snack|brew|home)/
export const houseGoods = products
  .filter((one) => one.supplierKey === null && one.kind === 'physical' && OF_HOUSE.test(one.categoryKey))
  .filter((_, n) => n % 4 === 0)
  .slice(0, 36)
const supplied = (key: string): DemoProduct[] => products.filter(({ supplierKey }) => supplierKey === key)

/** The first SKU of goods at what they cost and a little more: by the dozen, weighed ones by five kilograms. */
const linesOf = (goods: readonly DemoProduct[], bp: number): SeedPurchaseList['lines'] =>
  goods.map(({ kind, skus: [sku] }) => ({
    skuCode: sku!.code,
    price: Math.ceil((sku!.supplyPriceFen * bp) / 10_000),
    ...(kind === 'weighed' ? { min: 10_000, pack: 5_000 } : { min: 12, pack: 6 }),
    ...{ from: null, until: null },
  }))

function listsOf(now: Date): SeedPurchaseList[] {
  const at = before(now, 30 * DAY)
  const by = 'merch'
  const house = { kind: 'warehouse', key: 'w01' } as const
  return [
    {
      ...{ key: 'house', by, at, name: '中心仓订货价', seller: house, places: [HQ] },
      lines: linesOf(houseGoods, MARKUP_BP.house),
    },
    {
      ...{ key: 'dealer', by, at, name: '加盟店订货价', seller: house },
      places: [{ kind: 'store', key: 's06' }],
      lines: linesOf(houseGoods, MARKUP_BP.dealer),
    },
    {
      ...{ key: 'dairy', by, at, name: '牧溪乳业协议价', seller: { kind: 'supplier', key: 'dairy' } },
      places: [HQ],
      lines: linesOf(supplied('dairy'), MARKUP_BP.supplier),
    },
    {
      ...{ key: 'greens', by, at, name: '果蔬产地直供价', seller: { kind: 'supplier', key: 'greens' } },
      places: [HQ],
      lines: linesOf(supplied('greens').slice(0, 40), MARKUP_BP.supplier),
    },
  ]
}

const APPROVAL_FROM_FEN = 300_000

/** All that went on until now. */
export const tradeOf = (now: Date, shoppers: readonly DemoShopper[]): SeedTrade => ({
  levels: levelsOf(now, shoppers),
  tiers: tiersOf(now),
  depots: depotsOf(now),
  drops: dropsOf(now),
  lists: listsOf(now),
  approval: { by: 'owner', at: before(now, 30 * DAY), from: APPROVAL_FROM_FEN },
  purchases: purchasesOf(now, {
    house: houseGoods,
    dairy: supplied('dairy'),
    greens: supplied('greens').slice(0, 40),
  }),
  payments: [
    {
      ...{ key: 's01-1', by: 'owner', at: before(now, 4), amount: 50_000, bankRef: 'ICBC20261101-88213' },
      party: { kind: 'store', key: 's01' },
    },
  ],
})
