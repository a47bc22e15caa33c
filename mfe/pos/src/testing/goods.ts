import type { TillSku } from '@storeweave/contract'
import { uuidv7 } from '@storeweave/kit'

interface Given extends Partial<Omit<TillSku, 'name' | 'optionText'>> {
  zh: string
  en?: string
}

/** A SKU as the till gets it, for tests. */
export const aSku = ({ zh, en = '', ...more }: Given): TillSku => ({
  skuId: uuidv7(),
  productId: uuidv7(),
  code: `SKU-${zh}`,
  barcodes: [],
  name: { zh, en },
  optionText: { zh: '', en: '' },
  search: [],
  categoryId: 'c1',
  kind: 'physical',
  unit: { zh: '件', en: 'pc' },
  unitSize: 1,
  price: 100,
  listPrice: more.price ?? 100,
  floorPrice: null,
  prices: [],
  tiers: [],
  bounds: [],
  priceMin: null,
  priceMax: null,
  available: 100,
  picture: null,
  ...more,
})
