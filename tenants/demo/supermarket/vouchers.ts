/** Vouchers of the supermarket: bought online, used in its stores by a code. */
import { w } from '../../words.js'
import { ean13 } from '../barcode.js'
import { shareOf } from '../money.js'
import type { DemoProduct, DemoSku, Words } from '../shapes.js'
import { products } from './products.js'

type Terms = NonNullable<DemoSku['voucher']>
const named = (zh: string): DemoProduct => products.find((product) => product.name.zh.includes(zh))!

/** A voucher stands beside the goods it is for: in their category, with their facts, under their picture. */
function voucher(
  number: number,
  kind: 'virtual' | 'service_voucher',
  [name, description]: [Words, Words],
  { like, priceFen, terms }: { like: DemoProduct; priceFen: number; terms: Terms },
): DemoProduct {
  const sku: DemoSku = {
    ...like.skus[0]!,
    code: `FM${19000 + number}`,
    barcode: ean13('6998990', 9000 + number),
    options: {},
    priceFen,
    minPriceFen: shareOf(priceFen, 8000),
    maxPriceFen: shareOf(priceFen, 12000),
    weightGrams: 0,
    voucher: terms,
  }
  return {
    ...like,
    key: `voucher${number}`,
    kind,
    name,
    description,
    unit: w('张', 'voucher'),
    unitSize: 1,
    supplierKey: null,
    tags: [],
    related: [],
    story: undefined,
    options: [],
    skus: [sku],
    pictures: like.pictures.slice(0, 1),
  }
}

const coffee = named('埃塞俄比亚咖啡豆')
const cookies = named('黄油曲奇')

export const vouchers: DemoProduct[] = [
  voucher(
    1,
    'service_voucher',
    [
      w('现磨咖啡五杯券', 'Five cups of fresh coffee'),
      w(
        '门店咖啡角现磨咖啡，一券五杯，可分次使用。',
        'Five cups at the coffee corner of any store, one by one or at once.',
      ),
    ],
    {
      like: coffee,
      priceFen: 6900,
      terms: {
        uses: 5,
        validDays: 90,
        validUntil: null,
        refundable: true,
        howTo: w('到店出示券码，由店员核销后取咖啡。', 'Show the code at the counter and get your coffee.'),
      },
    },
  ),
  voucher(
    2,
    'virtual',
    [
      w('烘焙课电子教程', 'Baking course, online'),
      w(
        '付款后立即发码，到任一门店服务台核销后领取观看链接。',
        'The code comes right after payment; any service desk gives you the link for it.',
      ),
    ],
    {
      like: cookies,
      priceFen: 1990,
      terms: {
        uses: 1,
        validDays: null,
        validUntil: null,
        refundable: true,
        howTo: w('到服务台出示券码，领取观看链接。', 'Show the code at a service desk to get the link.'),
      },
    },
  ),
]
