import { describe, expect, it } from 'vitest'
import { bodyOf, emptyDraft, faultsOf, type ProductDraft } from './draft'

const good = (): ProductDraft => {
  const draft = emptyDraft('s1', { zh: '瓶', en: 'bottle' })
  draft.name.zh = '苏打水'
  draft.categoryId = 'c1'
  Object.assign(draft.skus[0]!, { code: 'SODA-1', listPrice: 350, barcodes: ['6901234567892'] })
  return draft
}

describe('a product being edited', () => {
  it('can be saved when nothing is missing', () => expect(faultsOf(good())).toEqual({}))
  it('names each fault at its place', () => {
    const draft = good()
    draft.name.zh = ' '
    draft.categoryId = ''
    Object.assign(draft.skus[0]!, {
      code: '苏打',
      barcodes: ['6901234567890'],
      listPrice: 100,
      priceMin: 200,
      priceMax: 150,
    })
    expect(faultsOf(draft)).toEqual({
      'name.zh': 'name',
      categoryId: 'category',
      'skus.0.code': 'code',
      'skus.0.barcodes': 'barcode',
      'skus.0.listPrice': 'belowMin',
      'skus.0.priceMin': 'bounds',
    })
  })
  it('sees a code that is there twice', () => {
    const draft = good()
    draft.skus.push({ ...draft.skus[0]!, id: 's2', barcodes: [] })
    expect(faultsOf(draft)).toEqual({ 'skus.1.code': 'codeTwice' })
  })
  it('sends the parts of a bundle, which is nobody’s but the brand’s; of other goods none', () => {
    const draft = good()
    const parts = [{ skuId: 'p1', quantity: 2 }]
    Object.assign(draft, { kind: 'bundle', supplierId: 's1' })
    expect(bodyOf(draft)).toMatchObject({ supplierId: null, skus: [{ parts: [] }] })
    draft.skus[0]!.parts = parts
    expect(bodyOf(draft).skus[0]!.parts).toEqual(parts)
    draft.kind = 'physical'
    expect(bodyOf(draft)).toMatchObject({ supplierId: 's1' })
    expect(bodyOf(draft).skus[0]).not.toHaveProperty('parts')
  })
  it('never sends a SKU picture that the product has no longer', () => {
    const draft = good()
    draft.skus[0]!.mediaId = 'gone'
    expect(bodyOf(draft).skus[0]!.mediaId).toBeNull()
    expect(bodyOf(draft).mediaIds).toEqual([])
  })
})
