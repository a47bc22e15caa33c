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

const home = (name: string, phone: string, district: string, street: string) => ({
  ...{ name, phone, province: '33', city: '杭州市', district, street },
})

/** One delivered in full and on its way, one on its way in part, one accepted, one new, one late; the oldest first. */
export function dropsOf(now: Date): SeedDropOrder[] {
  const at = (minutes: number) => before(now, minutes)
  const by = 'dairy'
  const order = (key: string, memberKey: string, minutes: number, to: SeedDropOrder['to'], note = '') => ({
    ...{ key, depotKey: 'd01', memberKey, at: at(minutes), to, note },
  })
  return [
    {
      ...order('drop1', 'c001', 4 * DAY, home('陈雯', '19900100001', '西湖区', '文三路 259 号 3 幢 501')),
      lines: [
        { skuCode: HIGH_CALCIUM, quantity: 2 },
        { skuCode: ORGANIC, quantity: 1 },
      ],
      accepted: { by, at: at(4 * DAY - 60) },
      parcels: [
        {
          ...{ by, at: at(3 * DAY), carrier: 'sf' as const, waybill: 'SF1623905518201' },
          lines: [
            { skuCode: HIGH_CALCIUM, quantity: 2 },
            { skuCode: ORGANIC, quantity: 1 },
          ],
        },
      ],
    },
    {
      ...order('drop2', 'c006', 3 * DAY, home('周建国', '19900100006', '拱墅区', '莫干山路 1418 号')),
      lines: [{ skuCode: ORGANIC, quantity: 2 }],
    },
    {
      ...order('drop3', 'c002', 2 * DAY - 90, home('林思远', '19900100002', '上城区', '庆春路 88 号 12 楼')),
      lines: [
        { skuCode: ORGANIC, quantity: 1 },
        { skuCode: YOGHURT, quantity: 3 },
      ],
      accepted: { by, at: at(2 * DAY - 180) },
      parcels: [
        {
          ...{ by, at: at(DAY), carrier: 'sf' as const, waybill: 'SF1623907742936' },
          lines: [{ skuCode: ORGANIC, quantity: 1 }],
        },
      ],
    },
    {
      ...order('drop4', 'c011', DAY, home('方静', '19900100011', '滨江区', '江南大道 588 号'), '请放丰巢柜'),
      lines: [{ skuCode: YOGHURT, quantity: 2 }],
      accepted: { by, at: at(DAY - 45) },
    },
    {
      ...order('drop5', 'c015', 130, home('徐磊', '19900100015', '余杭区', '良睦路 1288 号 5 幢')),
      lines: [{ skuCode: HIGH_CALCIUM, quantity: 1 }],
    },
  ]
}
