/** The dairy's own warehouse: what it sends straight to people's homes, and the orders it has. */
import type { SeedDepot, SeedDropOrder } from '@storeweave/platform/provision'
import { w } from '../../words.js'
import type { DemoProduct } from '../shapes.js'
import { caseOf } from './cases.js'

/** Sold by the dairy's depot alone. */
export const depotGoods: DemoProduct[] = [
  caseOf(
    '高钙纯牛奶',
    14,
    4,
    w('牧溪 高钙纯牛奶整箱装（24 盒）', 'Muxi Dairy High-calcium milk, case of 24'),
    w('牧溪仓库直发，常温快递到家。', 'Sent straight from the dairy, at room temperature.'),
  ),
  caseOf(
    '有机纯牛奶',
    15,
    2,
    w('有机纯牛奶整箱装（20 盒）', 'Organic milk, case of 20'),
    w('牧溪仓库直发，生产日期一个月内。', 'Sent straight from the dairy, less than a month old.'),
  ),
  caseOf(
    '希腊酸奶',
    16,
    12,
    w('牧溪 希腊酸奶冷链装（12 杯）', 'Muxi Dairy Greek yoghurt, chilled case of 12'),
    w('顺丰冷链直发，到家请立即冷藏。', 'Sent chilled; put it into the fridge at once.'),
  ),
]
const codeOf = (n: number): string => depotGoods[n]!.skus[0]!.code
const [HIGH_CALCIUM, ORGANIC, YOGHURT] = [codeOf(0), codeOf(1), codeOf(2)] as const

const DAY = 1440
const before = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

export function depotsOf(now: Date): SeedDepot[] {
  return [
    {
      key: 'd01',
      code: 'MUXI-D1',
      supplierKey: 'dairy',
      name: w('牧溪塘栖直发仓', 'Muxi Tangqi depot'),
      regionKey: 'east',
      address: '浙江省杭州市临平区塘栖路 66 号',
      shipHours: 48,
      ships: depotGoods.map(({ key }) => key),
      by: 'owner',
      at: before(now, 12 * DAY),
      received: {
        by: 'dairy',
        at: before(now, 11 * DAY),
        note: '首批入库',
        lines: [
          { skuCode: HIGH_CALCIUM, quantity: 80 },
          { skuCode: ORGANIC, quantity: 60 },
          { skuCode: YOGHURT, quantity: 36 },
        ],
      },
    },
  ]
}

type Pieces = [skuCode: string, quantity: number][]
const pieces = (of: Pieces) => of.map(([skuCode, quantity]) => ({ skuCode, quantity }))

/** What members ordered: who, how many minutes ago, where to, what; when it was accepted, and what left in which parcel. */
const ORDERS: {
  member: number
  placed: number
  to: [name: string, district: string, street: string]
  goods: Pieces
  note?: string
  accepted?: number
  parcel?: [sent: number, waybill: string, goods: Pieces]
}[] = [
  {
    ...{
      member: 1,
      placed: 4 * DAY,
      to: ['陈雯', '西湖区', '文三路 259 号 3 幢 501'],
      accepted: 4 * DAY - 60,
    },
    goods: [
      [HIGH_CALCIUM, 2],
      [ORGANIC, 1],
    ],
    parcel: [
      3 * DAY,
      'SF1623905518201',
      [
        [HIGH_CALCIUM, 2],
        [ORGANIC, 1],
      ],
    ],
  },
  { member: 6, placed: 3 * DAY, to: ['周建国', '拱墅区', '莫干山路 1418 号'], goods: [[ORGANIC, 2]] },
  {
    ...{
      member: 2,
      placed: 2 * DAY - 90,
      to: ['林思远', '上城区', '庆春路 88 号 12 楼'],
      accepted: 2 * DAY - 180,
    },
    goods: [
      [ORGANIC, 1],
      [YOGHURT, 3],
    ],
    parcel: [DAY, 'SF1623907742936', [[ORGANIC, 1]]],
  },
  {
    ...{ member: 11, placed: DAY, to: ['方静', '滨江区', '江南大道 588 号'], accepted: DAY - 45 },
    goods: [[YOGHURT, 2]],
    note: '请放丰巢柜',
  },
  { member: 15, placed: 130, to: ['徐磊', '余杭区', '良睦路 1288 号 5 幢'], goods: [[HIGH_CALCIUM, 1]] },
]

/** One on its way, one on its way in part, one accepted, one new, one late; the oldest first. */
export const dropsOf = (now: Date): SeedDropOrder[] =>
  ORDERS.map(({ member, placed, to: [name, district, street], goods, note = '', accepted, parcel }, n) => ({
    key: `drop${n + 1}`,
    depotKey: 'd01',
    memberKey: `c${String(member).padStart(3, '0')}`,
    at: before(now, placed),
    note,
    lines: pieces(goods),
    to: { name, phone: String(19900100000 + member), province: '33', city: '杭州市', district, street },
    ...(accepted ? { accepted: { by: 'dairy', at: before(now, accepted) } } : {}),
    ...(parcel
      ? {
          parcels: [
            {
              ...{ by: 'dairy', at: before(now, parcel[0]), carrier: 'sf' as const, waybill: parcel[1] },
              lines: pieces(parcel[2]),
            },
          ],
        }
      : {}),
  }))
