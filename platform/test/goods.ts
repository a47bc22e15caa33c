import { checkDigitOf } from '@storeweave/rules/catalog'
import { newId } from './world.js'

let n = 0
/** A new EAN-13 with a right check digit. */
export const gtin = () => {
  const body = `69000000${String(++n).padStart(4, '0')}`
  return body + checkDigitOf(body)
}
/** Words of both languages. */
export const words = (zh: string, en = '') => ({ zh, en })
/** A SKU as a form sends it. */
export const sku = (optionIndexes: number[] = [], more: object = {}) => ({
  id: newId(),
  code: `C-${++n}`,
  barcodes: [gtin()],
  optionIndexes,
  listPrice: 1990,
  unitSize: 1,
  priceMin: null,
  priceMax: null,
  weightGrams: 300,
  mediaId: null,
  ...more,
})
/** A product as a form sends it. */
export const product = (place: { categoryId: string; mediaId: string }, more: object = {}) => ({
  id: newId(),
  kind: 'physical',
  name: words('纯棉T恤', 'Cotton tee'),
  detail: words('柔软\n透气'),
  brand: '织造',
  unit: words('件', 'pc'),
  categoryId: place.categoryId,
  supplierId: null,
  options: [] as object[],
  mediaIds: [place.mediaId],
  skus: [sku()],
  ...more,
})
/** An option of two colours. */
export const colours = { name: words('颜色', 'Colour'), values: [words('红', 'Red'), words('蓝', 'Blue')] }
/** What a form sends back for a product it has read: its active SKUs. */
export const whole = (p: { version: number }, more: object = {}) => {
  const { id: _id, state: _state, media, updatedAt: _at, skus, ...rest } = p as Record<string, any>
  return {
    ...rest,
    mediaIds: media.map((m: { id: string }) => m.id),
    skus: skus.filter((s: { active: boolean }) => s.active).map(({ active: _, ...s }: any) => s),
    ...more,
  }
}
/** A SKU as a form sends it, out of one that was read. */
export const bare = ({ active: _, ...s }: Record<string, any>) => s
