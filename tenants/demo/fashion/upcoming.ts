/** Styles MUSE prepares, and what is waiting to be changed of those on sale. */
import { w } from '../../words.js'
import { ean13 } from '../barcode.js'
import type { DemoChange, DemoProduct, DemoUpcoming, Words } from '../shapes.js'
import { products } from './products.js'

const named = (zh: string): DemoProduct => products.find((product) => product.name.zh === zh)!

/** A new style beside one that is sold: its pictures, sizes and facts, a name and codes of its own. */
function beside(zh: string, number: number, name: Words, description: Words): DemoProduct {
  const like = named(zh)
  const skus = like.skus.map((sku, n) => ({
    ...sku,
    code: `MS${29000 + number * 100 + n}`,
    barcode: ean13('69977', 190_000 + number * 100 + n),
  }))
  return { ...like, key: `u${number}`, name, description, skus, tags: [], related: [] }
}

export const upcoming: DemoUpcoming[] = [
  {
    state: 'in_review',
    product: beside(
      '亚麻西装',
      1,
      w('亚麻双排扣西装', 'Double-breasted linen blazer'),
      w('早春新款，肩线放松，可单穿也可叠穿。', 'Early spring: an easy shoulder, alone or layered.'),
    ),
  },
  {
    state: 'draft',
    publishInDays: 7,
    product: beside(
      '真丝吊带长裙',
      2,
      w('真丝印花长裙', 'Printed silk dress'),
      w('限量两百条，定时上架。', 'Two hundred made; on sale at its hour.'),
    ),
  },
]

const tea = named('茶歇碎花连衣裙')

export const changes: DemoChange[] = [
  {
    key: 'tea',
    productKey: tea.key,
    by: 'assist',
    note: '顾客常问里衬，补充到说明里。',
    detail: w(
      '流畅版型，行走间自然垂坠，裙身全衬里，不透不粘。建议手洗或干洗，低温熨烫。',
      'An easy line that moves with you, lined throughout. Hand wash or dry clean, cool iron.',
    ),
    comments: [{ by: 'merch', words: '米白色也是全衬里吗？确认后我来通过。' }],
  },
]
