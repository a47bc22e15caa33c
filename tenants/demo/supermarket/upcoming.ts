/** Goods the supermarket prepares, and what is waiting to be changed of those on sale. */
import { w } from '../../words.js'
import { ean13 } from '../barcode.js'
import type { DemoChange, DemoProduct, DemoUpcoming, Words } from '../shapes.js'
import { products } from './products.js'

const named = (zh: string): DemoProduct => products.find((product) => product.name.zh.includes(zh))!

/** A new product beside one that is sold: its pictures and facts, a name and codes of its own. */
export function beside(zh: string, number: number, name: Words, description: Words): DemoProduct {
  const like = named(zh)
  const skus = like.skus.map((sku, n) => ({
    ...sku,
    code: `FM${19000 + number * 100 + n}`,
    barcode:
      like.kind === 'weighed'
        ? ean13('20', (9000 + number) * 100_000)
        : ean13('6998990', 10_000 + number * 100 + n),
  }))
  return { ...like, key: `u${number}`, name, description, skus, tags: [], related: [], story: undefined }
}

export const upcoming: DemoUpcoming[] = [
  {
    state: 'in_review',
    product: beside(
      '希腊酸奶',
      1,
      w('牧溪 燕麦希腊酸奶', 'Muxi Dairy Greek yoghurt with oats'),
      w('加入整粒燕麦，蛋白质每 100 克 6.5 克。', 'With whole oats, 6.5 g of protein in 100 g.'),
    ),
  },
  {
    state: 'draft',
    publishInDays: 4,
    product: beside(
      '奶油草莓',
      2,
      w('丹东红颜草莓', 'Dandong Benihoppe strawberries'),
      w(
        '首批到货当日上架，单果 20 克以上。',
        'On sale on the day the first batch arrives; 20 g and more each.',
      ),
    ),
  },
  {
    state: 'draft',
    product: beside(
      '手工水饺',
      3,
      w('包小满 荠菜鲜肉水饺', 'Baoman shepherd’s purse and pork dumplings'),
      w('春季限定，正在等检测报告。', 'A spring special; waiting for its test report.'),
    ),
  },
]

const apple = named('红富士苹果')
const oat = named('燕麦奶')
const tissue = named('抽纸')

export const changes: DemoChange[] = [
  {
    key: 'apple',
    productKey: apple.key,
    by: 'assist',
    note: '新季到货，产区和口感写进名称，方便顾客找到。',
    name: w('洛川红富士苹果', 'Luochuan red Fuji apples'),
    comments: [
      { by: 'merch', words: '产区证明收到了吗？有证明再改名。' },
      { by: 'assist', words: '今天下午到，到了我传上来。' },
    ],
  },
  {
    key: 'oat',
    productKey: oat.key,
    by: 'assist',
    note: '供应商下月起调价，建议同步上调。',
    listPrices: Object.fromEntries(
      oat.skus.map(({ code, priceFen, maxPriceFen }) => [code, Math.min(priceFen + 100, maxPriceFen)]),
    ),
  },
  {
    key: 'tissue',
    productKey: tissue.key,
    by: 'assist',
    note: '换新包装，说明同步更新。',
    detail: w(
      '原生木浆，四层加厚，湿水不易破。新旧包装随机发货。',
      'Virgin pulp, four-ply, strong when wet. Old or new wrapping as stock allows.',
    ),
  },
]
