/** The supermarket's warehouse: what it sends to people's homes, and what it alone sells. */
import { w } from '../../words.js'
import { hashOf } from '../random.js'
import type { DemoWarehouse } from '../shapes.js'
import { products } from './products.js'
import { caseOf } from './cases.js'

const goods = [
  caseOf(
    '黄油曲奇',
    11,
    6,
    w('黄油曲奇节日礼盒（6 盒）', 'Butter cookies, gift case of 6'),
    w('仓库打包发货，内附手提袋。', 'Packed and sent by the warehouse, with a carrier bag.'),
  ),
  caseOf(
    '燕麦奶',
    12,
    12,
    w('燕麦奶整箱装（12 盒）', 'Oat drink, case of 12'),
    w('整箱更省，常温快递到家。', 'Cheaper by the case, sent to your door.'),
  ),
  caseOf(
    '抽纸',
    13,
    10,
    w('抽纸家庭囤货装（10 提）', 'Tissues, family case of 10'),
    w('体积大，省得自己提：仓库快递到家。', 'Bulky, so nobody has to carry it: sent by the warehouse.'),
  ),
]

const STOCK_USUAL = 120
const GRAMS_USUAL = 60_000

export const warehouse: DemoWarehouse = {
  key: 'w01',
  code: 'HZ-WH1',
  name: w('下沙中心仓', 'Xiasha warehouse'),
  address: w('浙江省杭州市钱塘区下沙路 899 号', '899 Xiasha Road, Qiantang District, Hangzhou'),
  lat: 30.3135,
  lng: 120.3652,
  phone: '0571-88002999',
  areaM2: 8600,
  goods,
  // it sends what stores sell too
  stock: [...products, ...goods].flatMap(({ kind, skus }) =>
    skus.map(({ code }) => ({
      skuCode: code,
      quantity: (kind === 'weighed' ? GRAMS_USUAL : STOCK_USUAL) + (hashOf(code) % 40),
      safety: 0,
    })),
  ),
  /** On top of what sending costs elsewhere, in fen; null: nothing is sent there. */
  provinces: { '65': 2_000, '54': 2_500, '71': null, '81': null, '82': null },
}
