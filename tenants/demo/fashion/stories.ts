/** What the pages of the collection tell below their facts: sizes, and how to keep it. */
import type { DemoStory } from '../shapes.js'
import type { Style } from './styles.js'

const GARMENT_SIZES = {
  XS: [155, 80, 62, 86],
  S: [160, 84, 66, 90],
  M: [165, 88, 70, 94],
  L: [170, 92, 74, 98],
  XL: [175, 96, 78, 102],
  XXL: [180, 100, 82, 106],
} as const
const FOOT_MM: Record<string, number> = { 35: 225, 36: 230, 37: 235, 38: 240, 39: 245, 40: 250 }

function garmentRows(sizes: string[], head: string[]): string[][] {
  const known = sizes.filter((size): size is keyof typeof GARMENT_SIZES => size in GARMENT_SIZES)
  return [head, ...known.map((size) => [size, ...GARMENT_SIZES[size].map(String)])]
}
const shoeRows = (sizes: string[], head: string[]) => [
  head,
  ...sizes.map((size) => [size, String(FOOT_MM[size])]),
]

const HEADS = {
  zh: ['尺码', '身高 cm', '胸围 cm', '腰围 cm', '臀围 cm'],
  en: ['Size', 'Height, cm', 'Bust, cm', 'Waist, cm', 'Hips, cm'],
}
const SHOE_HEADS = { zh: ['鞋码', '脚长 mm'], en: ['EU size', 'Foot, mm'] }
const KNITTED: Record<'zh' | 'en', string[]> = {
  zh: ['轻柔手洗，平铺晾干', '收纳时折叠，勿悬挂', '初次穿着有少量浮毛，属正常现象'],
  en: [
    'Wash gently by hand and dry flat',
    'Fold it away, do not hang',
    'A little loose fibre at first is normal',
  ],
}
const SHOD: Record<'zh' | 'en', string[]> = {
  zh: ['初次穿着先在室内试走，未下地可退换', '避免浸水，脏了用干布擦拭', '不穿时塞纸撑，通风阴凉处存放'],
  en: [
    'Try them indoors first: unworn soles can be exchanged',
    'Keep dry, wipe with a dry cloth',
    'Store with paper inside, in an airy place',
  ],
}
const CARE: Record<string, typeof SHOD> = { knit: KNITTED, shoes: SHOD }
const KEPT: Record<'zh' | 'en', string[]> = {
  zh: ['深浅色分开洗涤', '反面低温熨烫', '门店免费改裤长、裙长'],
  en: [
    'Wash dark and light apart',
    'Iron inside out, at low heat',
    'Hems are altered in store free of charge',
  ],
}

/** The story of a style; what has no sizes has none. */
export function storyOf([category, , , , , sizeText]: Style): DemoStory | undefined {
  const sizes = sizeText.split(' ').filter(Boolean)
  if (category === 'accessory' || !sizes.length) return undefined
  const of = (language: 'zh' | 'en'): DemoStory['zh'] => [
    { kind: 'heading', text: language === 'zh' ? '尺码参考' : 'Size guide' },
    {
      kind: 'table',
      head: true,
      rows:
        category === 'shoes' ? shoeRows(sizes, SHOE_HEADS[language]) : garmentRows(sizes, HEADS[language]),
    },
    {
      kind: 'text',
      text:
        language === 'zh'
          ? '平铺测量，误差 1–2 厘米属正常。介于两码之间，喜欢宽松选大一码。'
          : 'Measured flat; 1–2 cm either way is normal. Between two sizes, take the larger for an easy fit.',
    },
    { kind: 'heading', text: language === 'zh' ? '穿着与护理' : 'Wear and care' },
    { kind: 'list', items: (CARE[category] ?? KEPT)[language] },
  ]
  return { zh: of('zh'), en: of('en') }
}
