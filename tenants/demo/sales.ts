/** Sales of a demo tenant, day by day, the same for the same last date. */
import { amountOf } from './money.js'
import { hashOf, randomOf, type Random } from './random.js'
import type {
  DemoProduct,
  DemoSale,
  DemoSaleLine,
  DemoShopper,
  DemoSku,
  DemoStock,
  DemoStore,
  DemoStorePrice,
  SaleChannel,
  Weekday,
} from './shapes.js'

export interface SalesPlan {
  slug: string
  stores: DemoStore[]
  products: DemoProduct[]
  shoppers: DemoShopper[]
  storePrices: DemoStorePrice[]
  days: number
  /** Orders on an average weekday at the start. */
  ordersADay: number
  /** Growth from the first day to the last, e.g. 0.25. */
  growth: number
  /** How busy each weekday is, 1 is average. */
  weekdays: Record<Weekday, number>
  channels: Record<SaleChannel, number>
  /** How probable 1, 2, 3 … lines are. */
  lineWeights: number[]
  /** How often a product is bought, 1 is usual. */
  appeal(product: DemoProduct): number
  quantity(product: DemoProduct, random: Random): number
  /** What is left of a SKU in a store when the last day closes. */
  leftOver(store: DemoStore, product: DemoProduct, sku: DemoSku): number
}

const WEEKDAYS: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_MS = 86_400_000

/** Date of a day of the plan; the last one falls on `lastDate`. */
export function dateOf(day: number, days: number, lastDate: string): string {
  return new Date(Date.parse(`${lastDate}T00:00:00Z`) - (days - 1 - day) * DAY_MS).toISOString().slice(0, 10)
}

export const weekdayOf = (date: string): Weekday => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** A minute inside the opening hours, mostly before noon and after work. */
function minuteIn(store: DemoStore, weekday: Weekday, random: Random): number {
  const intervals = store.hours[weekday].map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const)
  const minutes: number[] = []
  const weights: number[] = []
  for (const [from, to] of intervals)
    for (let minute = from; minute < to; minute += 10) {
      const hour = minute / 60
      minutes.push(minute)
      weights.push(0.35 + Math.exp(-((hour - 10.5) ** 2) / 5) + 1.35 * Math.exp(-((hour - 18.3) ** 2) / 4))
    }
  return minutes[random.weighted(weights)]! + random.int(0, 9)
}

interface Shelf {
  products: DemoProduct[]
  ladder: number[]
  prices: Map<string, number>
}

/** Products with running sums of their appeal, so that a pick is a search, not a scan. */
function shelfOf(plan: SalesPlan): Shelf {
  let sum = 0
  const ladder = plan.products.map((product) => (sum += plan.appeal(product)))
  return {
    products: plan.products,
    ladder,
    prices: new Map(plan.storePrices.map((row) => [`${row.storeKey}/${row.skuCode}`, row.priceFen])),
  }
}

function pickProduct(shelf: Shelf, random: Random): DemoProduct {
  const at = random.next() * shelf.ladder.at(-1)!
  let [low, high] = [0, shelf.ladder.length - 1]
  while (low < high) {
    const mid = (low + high) >> 1
    if (shelf.ladder[mid]! > at) high = mid
    else low = mid + 1
  }
  return shelf.products[low]!
}

function linesOf(plan: SalesPlan, shelf: Shelf, store: DemoStore, random: Random): DemoSaleLine[] {
  const count = random.weighted(plan.lineWeights) + 1
  const lines = new Map<string, DemoSaleLine>()
  for (let i = 0; i < count; i++) {
    const product = pickProduct(shelf, random)
    const sku = random.pick(product.skus)
    const quantity = plan.quantity(product, random)
    if (lines.has(sku.code)) continue
    const priceFen = shelf.prices.get(`${store.key}/${sku.code}`) ?? sku.priceFen
    lines.set(sku.code, {
      skuCode: sku.code,
      quantity,
      priceFen,
      amountFen: amountOf(priceFen, quantity, product.unitSize),
    })
  }
  return [...lines.values()]
}

function shopperFor(plan: SalesPlan, store: DemoStore, channel: SaleChannel, random: Random): string | null {
  if (channel === 'pos' && random.next() > 0.3) return null
  const near = plan.shoppers.filter((shopper) => shopper.homeStoreKey === store.key)
  return random.pick(near.length ? near : plan.shoppers).key
}

/** Sales of one day, in the order of their minutes. */
export function salesOfDay(plan: SalesPlan, day: number, lastDate: string): DemoSale[] {
  const shelf = shelfOf(plan)
  const date = dateOf(day, plan.days, lastDate)
  const weekday = weekdayOf(date)
  const random = randomOf(`${plan.slug}/${day}`)
  const selling = plan.stores.filter((store) => store.salesWeight > 0)
  const trend = 1 + (plan.growth * day) / (plan.days - 1)
  const count = Math.round(plan.ordersADay * trend * plan.weekdays[weekday] * (0.92 + random.next() * 0.16))
  const channels = Object.keys(plan.channels) as SaleChannel[]
  const sales: DemoSale[] = []
  for (let i = 0; i < count; i++) {
    const store = selling[random.weighted(selling.map((one) => one.salesWeight))]!
    const channel = channels[random.weighted(channels.map((one) => plan.channels[one]))]!
    const minute = minuteIn(store, weekday, random)
    const lines = linesOf(plan, shelf, store, random)
    sales.push({
      key: `${plan.slug}-d${String(day).padStart(3, '0')}-${String(i + 1).padStart(4, '0')}`,
      storeKey: store.key,
      date,
      minute,
      channel,
      fulfilment: channel === 'pos' ? 'in_store' : 'pickup',
      tender: channel === 'pos' && random.next() < 0.16 ? 'cash' : 'wechat_pay',
      shopperKey: shopperFor(plan, store, channel, random),
      lines,
      totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    })
  }
  return sales.sort((a, b) => a.minute - b.minute || (a.key < b.key ? -1 : 1))
}

/** Opening stock of every store that holds stock: all that will be sold plus what is to be left. */
export function openingStockOf(plan: SalesPlan, lastDate: string): DemoStock[] {
  const sold = new Map<string, number>()
  for (let day = 0; day < plan.days; day++)
    for (const sale of salesOfDay(plan, day, lastDate))
      for (const line of sale.lines) {
        const key = `${sale.storeKey}/${line.skuCode}`
        sold.set(key, (sold.get(key) ?? 0) + line.quantity)
      }
  return plan.stores
    .filter((store) => store.kind !== 'pickup_point')
    .flatMap((store) =>
      plan.products.flatMap((product) =>
        product.skus.map((sku) => ({
          storeKey: store.key,
          skuCode: sku.code,
          quantity: (sold.get(`${store.key}/${sku.code}`) ?? 0) + plan.leftOver(store, product, sku),
          safety: product.kind === 'weighed' ? 1000 : 0,
        })),
      ),
    )
}

/** A plausible remainder: mostly well stocked, now and then low, rarely sold out. */
export function usualLeftOver(store: DemoStore, sku: DemoSku, usual: number, step = 1): number {
  const chance = hashOf(`${store.key}/${sku.code}`) % 1000
  if (chance < 12) return 0
  if (chance < 60) return step * (1 + (chance % 5))
  return step * Math.round(usual * (0.5 + (chance % 100) / 66))
}
