import { ean13 } from '../barcode.js'
import { limitsOf, shareOf } from '../money.js'
import { hashOf } from '../random.js'
import type { DemoOption, DemoPicture, DemoProduct, DemoSku, PriceBounds, Words } from '../shapes.js'
import { dyes } from './colours.js'
import { valuesOf } from './facts.js'
import { classesOf, PAIRS } from './sorting.js'
import { storyOf } from './stories.js'
import { styles, type Style } from './styles.js'

const MUSE: Words = { zh: '缪斯', en: 'MUSE' }

const texts: Record<string, Words> = {
  dress: {
    zh: '流畅版型，行走间自然垂坠。建议手洗或干洗，低温熨烫。',
    en: 'An easy line that moves with you. Hand wash or dry clean, cool iron.',
  },
  skirt: {
    zh: '高腰剪裁，修饰比例。含衬里，建议干洗。',
    en: 'Cut high on the waist, fully lined. Dry clean.',
  },
  top: {
    zh: '亲肤面料，四季百搭。30℃ 以下轻柔机洗。',
    en: 'Soft on the skin, right in every season. Gentle wash below 30 °C.',
  },
  knit: { zh: '柔软蓬松，不易起球。请平铺晾干。', en: 'Soft and lofty, slow to pill. Dry flat.' },
  outer: {
    zh: '挺括有型，细节考究。建议专业干洗。',
    en: 'Structured, with careful details. Professional dry clean.',
  },
  bottom: {
    zh: '利落裤型，久坐不易起皱。反面洗涤。',
    en: 'A clean leg that keeps its press. Wash inside out.',
  },
  shoes: {
    zh: '柔软内里，全天舒适。尺码正常，脚宽建议选大一码。',
    en: 'Soft lining for all day. True to size; size up for a wide foot.',
  },
  accessory: {
    zh: '点睛之选，送礼自用皆宜。避免长时间日晒。',
    en: 'The finishing touch, for you or as a gift. Keep out of strong sun.',
  },
}

/** Knitwear and cashmere come from one mill, which bounds prices by ratio. */
const fromMill = (category: string, names: string) => category === 'knit' || names.includes('羊绒')

function optionsOf(colours: string[], sizes: string[], shoes: boolean): DemoOption[] {
  const options: DemoOption[] = [
    {
      key: 'colour',
      name: { zh: '颜色', en: 'Colour' },
      values: colours.map((colour) => ({ key: colour, name: dyes[colour]!.name })),
    },
  ]
  if (sizes.length)
    options.push({
      key: 'size',
      name: shoes ? { zh: '鞋码', en: 'EU size' } : { zh: '尺码', en: 'Size' },
      values: sizes.map((size) => ({ key: size.toLowerCase(), name: { zh: size, en: size } })),
    })
  return options
}

function pictureOf(look: string, colour: string, key: string): DemoPicture {
  const [kind, shape, motif] = look.split('/')
  const dye = dyes[colour]!
  return {
    key,
    spec: {
      kind: kind!,
      colour: dye.hex,
      second: dye.trim,
      shape,
      motif,
      label: { brand: 'MUSE', name: '' },
      seed: key,
    },
  }
}

function skuOf(style: Style, number: number, options: Record<string, string>, pictureKey: string): DemoSku {
  const [category, names, , fen, , , grams] = style
  const mill = fromMill(category, names)
  const supplyPriceFen = shareOf(fen, mill ? 4800 : 3600 + (hashOf(names) % 600))
  const bounds: PriceBounds = mill
    ? { by: 'ratio', lowBp: 15000, highBp: 24000 }
    : { by: 'range', minFen: shareOf(fen, 6000), maxFen: shareOf(fen, 12000) }
  return {
    code: `MS${20000 + number}`,
    barcode: ean13('69977', 100000 + number),
    options,
    priceFen: fen,
    ...limitsOf(bounds, supplyPriceFen),
    supplyPriceFen,
    bounds,
    weightGrams: grams,
    pictureKey,
  }
}

const keyOf = (index: number) => `m${String(index + 1).padStart(3, '0')}`
const zhOf = ([, names]: Style) => names.split('|')[0]!
const relatedOf = (zh: string) =>
  PAIRS.filter(([name]) => name === zh).flatMap(([, others]) =>
    others.map((other) => keyOf(styles.findIndex((style) => zhOf(style) === other))),
  )

function productOf(style: Style, index: number, firstNumber: number): DemoProduct {
  const [category, names, look, , colourText, sizeText] = style
  const [zh, en] = names.split('|') as [string, string]
  const key = keyOf(index)
  const colours = colourText.split(' ')
  const sizes = sizeText ? sizeText.split(' ') : []
  const pictures = colours.map((colour) => pictureOf(look, colour, `${key}-${colour}`))
  let number = firstNumber
  const skus = colours.flatMap((colour, c) =>
    (sizes.length ? sizes : [null]).map((size) =>
      skuOf(style, number++, size ? { colour, size: size.toLowerCase() } : { colour }, pictures[c]!.key),
    ),
  )
  return {
    key,
    kind: 'physical',
    name: { zh, en },
    brand: MUSE,
    categoryKey: category,
    supplierKey: fromMill(category, names) ? 'mill' : null,
    description: texts[category]!,
    tags: [...(index % 6 === 0 ? ['hot'] : []), ...(index % 7 === 3 ? ['new'] : [])],
    values: valuesOf(style),
    classes: classesOf(style),
    related: relatedOf(zh),
    story: storyOf(style),
    unit: category === 'shoes' || en.includes('socks') ? { zh: '双', en: 'pair' } : { zh: '件', en: 'piece' },
    quantityUnit: 'piece',
    unitSize: 1,
    options: optionsOf(colours, sizes, category === 'shoes'),
    skus,
    pictures,
  }
}

function all(): DemoProduct[] {
  let number = 1
  return styles.map((style, index) => {
    const product = productOf(style, index, number)
    number += product.skus.length
    return product
  })
}

export const products: DemoProduct[] = all()
