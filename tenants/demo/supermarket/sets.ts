/** Sets of the supermarket: goods of its own that are cheaper together. */
import { w } from '../../words.js'
import { ean13 } from '../barcode.js'
import { shareOf } from '../money.js'
import type { DemoProduct, DemoSku, Words } from '../shapes.js'
import { products } from './products.js'

const named = (zh: string): DemoProduct => products.find((product) => product.name.zh.includes(zh))!
/** How much of the sum of its parts a set costs, basis points. */
const SHARE_BP = 8800

/** So many of a SKU of a product. */
type Part = [product: DemoProduct, sku: number, quantity: number]

/** A set stands beside its first part: in its category, with its facts, under its picture. */
function set(number: number, name: Words, description: Words, parts: Part[]): DemoProduct {
  const [like] = parts[0]!
  const singly = parts.reduce(
    (sum, [product, sku, quantity]) => sum + product.skus[sku]!.priceFen * quantity,
    0,
  )
  const priceFen = Math.round(shareOf(singly, SHARE_BP) / 10) * 10
  const sku: DemoSku = {
    ...like.skus[0]!,
    code: `FM${18000 + number}`,
    barcode: ean13('6998990', 8000 + number),
    options: {},
    priceFen,
    minPriceFen: shareOf(priceFen, 8000),
    maxPriceFen: singly,
    weightGrams: parts.reduce(
      (sum, [product, at, quantity]) => sum + product.skus[at]!.weightGrams * quantity,
      0,
    ),
    parts: parts.map(([product, at, quantity]) => ({ code: product.skus[at]!.code, quantity })),
  }
  const pictures = parts.flatMap(([product]) => product.pictures.slice(0, 1))
  return {
    ...like,
    key: `set${number}`,
    kind: 'bundle',
    name,
    description,
    unit: w('份', 'set'),
    tags: [],
    related: [],
    story: undefined,
    options: [],
    skus: [sku],
    pictures: pictures.filter((one, at) => pictures.findIndex(({ key }) => key === one.key) === at),
  }
}

const cookies = named('黄油曲奇')
const tea = named('柠檬红茶')
const coffee = named('埃塞俄比亚咖啡豆')

export const sets: DemoProduct[] = [
  set(
    1,
    w('下午茶四人组合', 'Afternoon tea for four'),
    w(
      '一盒黄油曲奇，四瓶柠檬红茶，比单买便宜。',
      'A box of butter cookies and four bottles of lemon tea, for less than singly.',
    ),
    [
      [cookies, 1, 1],
      [tea, 0, 4],
    ],
  ),
  set(
    2,
    w('手冲咖啡与曲奇组合', 'Coffee and cookies'),
    w('埃塞俄比亚咖啡豆一袋，配两盒小盒曲奇。', 'A bag of Ethiopia beans with two small boxes of cookies.'),
    [
      [coffee, 0, 1],
      [cookies, 0, 2],
    ],
  ),
]
