import { ean13 } from '../barcode.js'
import { limitsOf, shareOf } from '../money.js'
import { hashOf } from '../random.js'
import type { DemoOption, DemoPicture, DemoProduct, DemoSku, PriceBounds, Words } from '../shapes.js'
import { brands } from './brands.js'
import { categories } from './categories.js'
import { descriptionOf } from './descriptions.js'
import { goods } from './goods/index.js'
import type { Flavour, Goods, Size } from './goods/row.js'
import { valuesOf } from './facts.js'
import { classesOf, PAIRS } from './sorting.js'
import { storyOf } from './stories.js'

const COUNTS: [RegExp, string][] = [
  [/层/, '-ply '],
  [/[抽]/, ' sheets'],
  [/[枚片只颗]/, ' pcs'],
  [/[袋包]/, ' bags'],
  [/卷/, ' rolls'],
  [/支/, ' pcs'],
  [/条/, ' pcs'],
  [/^(小号|中号|大号|加大) /, ''],
]

const sizeWords = (text: string): Words => ({
  zh: text,
  en: COUNTS.reduce((en, [sign, word]) => en.replace(sign, word), text),
})

/** Brand owners whose goods come through a supplier; everything else is bought by the chain itself. */
const SUPPLIER_OF: Record<string, string> = { muxi: 'dairy', ranch: 'dairy', field: 'greens' }

function optionsOf(row: Goods): DemoOption[] {
  const options: DemoOption[] = []
  if (row.flavours.length)
    options.push({
      key: 'flavour',
      name: { zh: '口味', en: 'Variety' },
      values: row.flavours.map((flavour, i) => ({
        key: `f${i + 1}`,
        name: { zh: flavour.zh, en: flavour.en },
      })),
    })
  if (row.sizes.length > 1)
    options.push({
      key: 'size',
      name: { zh: '规格', en: 'Size' },
      values: row.sizes.map((size, i) => ({ key: `s${i + 1}`, name: sizeWords(size.text) })),
    })
  return options
}

function pictureOf(row: Goods, key: string, flavour?: Flavour): DemoPicture {
  const { label, ...look } = row.picture
  return {
    key,
    spec: {
      ...look,
      colour: flavour?.colour ?? look.colour,
      motif: flavour?.motif ?? look.motif,
      label: { brand: brands[row.brand]!.zh, name: label ?? row.zh, note: flavour?.zh },
      seed: key,
    },
  }
}

/** Bounds in force: by ratio of the supply price for the dairy, by range for greens and for the chain's own buying. */
function boundsOf(supplier: string | null, fen: number): PriceBounds {
  if (supplier === 'dairy') return { by: 'ratio', lowBp: 11000, highBp: 16000 }
  return supplier === 'greens'
    ? { by: 'range', minFen: shareOf(fen, 7500), maxFen: shareOf(fen, 14000) }
    : { by: 'range', minFen: shareOf(fen, 7000), maxFen: shareOf(fen, 13000) }
}

function skuOf(
  row: Goods,
  number: number,
  size: Size,
  pictureKey: string,
  options: Record<string, string>,
): DemoSku {
  const supplier = SUPPLIER_OF[row.brand] ?? null
  const margin = 6400 + (hashOf(row.zh + size.text) % 1200) + (supplier === 'dairy' ? 700 : 0)
  const supplyPriceFen = shareOf(size.fen, margin)
  const bounds = boundsOf(supplier, size.fen)
  const brandNumber = Object.keys(brands).indexOf(row.brand) + 11
  return {
    code: `FM${10000 + number}`,
    barcode: row.weighed
      ? ean13('20', (1000 + number) * 100000)
      : ean13(`6998${brandNumber}0`, 10000 + number),
    options,
    priceFen: size.fen,
    ...limitsOf(bounds, supplyPriceFen),
    supplyPriceFen,
    bounds,
    weightGrams: size.grams,
    pictureKey,
  }
}

function tagsOf(row: Goods, index: number): string[] {
  const tags: string[] = []
  if (row.zh.includes('有机')) tags.push('organic')
  if (hashOf(row.zh) % 9 === 0) tags.push('hot')
  if (index % 17 === 5) tags.push('new')
  return tags
}

const keyOf = (index: number) => `p${String(index + 1).padStart(3, '0')}`
const relatedOf = (zh: string) =>
  PAIRS.filter(([name]) => name === zh).flatMap(([, others]) =>
    others.map((other) => keyOf(goods.findIndex((row) => row.zh === other))),
  )

function productOf(row: Goods, index: number, firstNumber: number): DemoProduct {
  const key = keyOf(index)
  const category = categories.find((one) => one.key === row.category)!
  const options = optionsOf(row)
  const looks: (Flavour | undefined)[] = row.flavours.length ? row.flavours : [undefined]
  const pictures = looks.map((flavour, i) => pictureOf(row, flavour ? `${key}-${i + 1}` : key, flavour))
  let number = firstNumber
  const skus = looks.flatMap((flavour, f) =>
    row.sizes.map((size, i) => {
      const chosen: Record<string, string> = {}
      if (flavour) chosen.flavour = `f${f + 1}`
      if (row.sizes.length > 1) chosen.size = `s${i + 1}`
      return skuOf(row, number++, size, pictures[f]!.key, chosen)
    }),
  )
  const [zh, en] = row.weighed ? ['克', 'g'] : (row.unit.split('|') as [string, string])
  return {
    key,
    kind: row.weighed ? 'weighed' : 'physical',
    name: nameOf(row),
    brand: brands[row.brand]!,
    categoryKey: row.category,
    supplierKey: SUPPLIER_OF[row.brand] ?? null,
    description: descriptionOf(category),
    tags: tagsOf(row, index),
    values: valuesOf(category.parentKey!, row),
    classes: classesOf(row),
    related: relatedOf(row.zh),
    story: storyOf(row),
    unit: { zh, en },
    quantityUnit: row.weighed ? 'gram' : 'piece',
    unitSize: row.weighed ? 500 : 1,
    options,
    skus,
    pictures,
  }
}

/** Packed goods carry their brand, and their size when there is only one. */
function nameOf(row: Goods): Words {
  if (row.weighed) return { zh: row.zh, en: row.en }
  const brand = brands[row.brand]!
  const size = row.sizes.length === 1 ? sizeWords(row.sizes[0]!.text) : undefined
  return {
    zh: `${brand.zh} ${row.zh}${size ? ` ${size.zh}` : ''}`,
    en: `${brand.en} ${row.en}${size ? ` ${size.en}` : ''}`,
  }
}

function all(): DemoProduct[] {
  let number = 1
  return goods.map((row, index) => {
    const product = productOf(row, index, number)
    number += product.skus.length
    return product
  })
}

export const products: DemoProduct[] = all()
