/** Orders of the supermarket's stores, in every state there is. */
import type { SeedPieces, SeedPurchase } from '@storeweave/platform/provision'
import type { DemoProduct } from '../shapes.js'

const DAY = 1440
const HOUR = 60
/** Stores have counted nothing before the last of yesterday's sales had left. */
const COUNTED = 20

type Goods = readonly DemoProduct[]
const house = { kind: 'warehouse', key: 'w01' } as const
const dairy = { kind: 'supplier', key: 'dairy' } as const
const greens = { kind: 'supplier', key: 'greens' } as const

/** Some goods in a row, so many packs of each. */
const take = (goods: Goods, from: number, packs: readonly number[]): SeedPieces[] =>
  packs.map((count, n) => {
    const { kind, skus } = goods[from + n]!
    return { skuCode: skus[0]!.code, quantity: count * (kind === 'weighed' ? 5_000 : 6) }
  })

type At = (minutesAgo: number) => Date
type Sellers = Record<'house' | 'dairy' | 'greens', Goods>

/** In the order in which goods left and were counted. */
export function purchasesOf(now: Date, goods: Sellers): SeedPurchase[] {
  const at: At = (minutes) => new Date(now.getTime() - minutes * 60_000)
  return [...sent(at, goods), ...spoken(at, goods), ...waiting(at, goods)]
}

/** Counted with a difference, sent in two parts, and on its way. */
function sent(at: At, goods: Sellers): SeedPurchase[] {
  const first = take(goods.house, 0, [8, 4, 6, 2, 10])
  const milk = take(goods.dairy, 0, [6, 4, 3])
  const short = take(goods.house, 4, [6, 4, 8])
  return [
    {
      ...{ key: 'b1', by: 'manager01', at: at(6 * DAY), storeKey: 's01', seller: house, lines: first },
      note: '周末促销备货，请尽量整托发',
      then: [
        {
          ...{ by: 'merch', at: at(6 * DAY - 3 * HOUR), move: 'confirm' as const },
          less: { [first[4]!.skuCode]: 36 },
          reason: '其中一款库存不足，其余下周补',
        },
        { by: 'merch', at: at(2 * DAY), move: 'ship', carrier: '自有车队', waybill: '浙A·8F621' },
        {
          ...{ by: 'clerk01', at: at(COUNTED), move: 'receive' as const, note: '外箱受潮，已拍照' },
          less: { [first[1]!.skuCode]: { quantity: first[1]!.quantity - 2, reason: 'damaged' } },
        },
      ],
    },
    {
      ...{ key: 'b2', by: 'manager02', at: at(5 * DAY), storeKey: 's02', seller: house, lines: short },
      note: '',
      then: [
        { by: 'merch', at: at(5 * DAY - HOUR), move: 'confirm' },
        {
          ...{ by: 'merch', at: at(2 * DAY - HOUR), move: 'ship', carrier: '自有车队', waybill: '浙A·8F622' },
          only: { [short[0]!.skuCode]: short[0]!.quantity, [short[1]!.skuCode]: 12 },
        },
        { by: 'clerk02', at: at(COUNTED - 2), move: 'receive' },
        {
          ...{ by: 'merch', at: at(COUNTED - 6), move: 'ship', carrier: '自有车队', waybill: '浙A·8F617' },
          only: { [short[1]!.skuCode]: 12 },
        },
      ],
    },
    {
      ...{ key: 'b3', by: 'manager01', at: at(2 * DAY), storeKey: 's01', seller: dairy, lines: milk },
      note: '鲜奶请当日冷链',
      then: [
        { by: 'dairy', at: at(2 * DAY - 2 * HOUR), move: 'confirm' },
        { by: 'dairy', at: at(7 * HOUR), move: 'ship', carrier: '冷链专车', waybill: 'MX-20261107' },
      ],
    },
  ]
}

/** Confirmed in part, called off, and declined. */
function spoken(at: At, goods: Sellers): SeedPurchase[] {
  const fruit = take(goods.greens, 0, [4, 3, 6, 2])
  return [
    {
      ...{ key: 'b4', by: 'manager03', at: at(DAY), storeKey: 's03', seller: greens, lines: fruit },
      note: '',
      then: [
        {
          ...{ by: 'greens', at: at(DAY - 4 * HOUR), move: 'confirm' as const, reason: '产地降雨减产' },
          less: { [fruit[2]!.skuCode]: 15_000 },
        },
      ],
    },
    {
      ...{ key: 'b5', by: 'manager06', at: at(20 * HOUR), storeKey: 's06', seller: house },
      ...{
        lines: take(goods.house, 8, [2, 2]),
        note: '',
        then: [{ by: 'manager06', at: at(19 * HOUR), move: 'cancel', reason: '重复下单' }],
      },
    },
    {
      ...{ key: 'b6', by: 'manager05', at: at(10 * HOUR), storeKey: 's05', seller: dairy },
      ...{ lines: take(goods.dairy, 3, [4]), note: '' },
      then: [{ by: 'dairy', at: at(8 * HOUR), move: 'decline', reason: '该规格停产，请改订 950ml' }],
    },
  ]
}

/** Waiting for somebody who may approve, for a supplier, for HQ. */
function waiting(at: At, goods: Sellers): SeedPurchase[] {
  return [
    {
      ...{ key: 'b7', by: 'manager03', at: at(5 * HOUR), storeKey: 's03', seller: house },
      ...{ lines: take(goods.house, 10, [40, 40, 30, 20]), note: '门店周年庆', then: [] },
    },
    {
      ...{ key: 'b8', by: 'manager04', at: at(2 * HOUR), storeKey: 's04', seller: dairy },
      ...{ lines: take(goods.dairy, 0, [2, 2, 3, 2]), note: '', then: [] },
    },
    {
      ...{ key: 'b9', by: 'manager01', at: at(HOUR), storeKey: 's01', seller: house },
      ...{ lines: take(goods.house, 20, [3, 2, 2]), note: '', then: [] },
    },
  ]
}
