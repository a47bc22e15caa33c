import { describe, expect, it } from 'vitest'
import { boundsForm, boundsOf, draftOf, newGoods, newSku } from './draft'

describe('goods as a supplier drafts them', () => {
  it('ratios are typed in percent and travel as basis points; an empty end stays open', () => {
    expect(boundsOf({ kind: 'ratio', min: 120, max: undefined })).toEqual({
      kind: 'ratio',
      min: 12_000,
      max: null,
    })
    expect(boundsOf({ kind: 'range', min: 1250, max: 1800 })).toEqual({ kind: 'range', min: 1250, max: 1800 })
    expect(boundsOf({ kind: 'none', min: 1, max: 2 })).toEqual({ kind: 'none' })
    expect(boundsForm({ kind: 'ratio', min: 12_050, max: null })).toEqual({
      kind: 'ratio',
      min: 120.5,
      max: undefined,
    })
  })
  it('variants are the values of one option; without one there is none', () => {
    const form = {
      ...newGoods(),
      nameZh: ' 山蜜 ',
      skus: [{ ...newSku(), value: '500 克', supplyPrice: 1000 }],
    }
    expect(draftOf(form, null)).toMatchObject({
      version: null,
      name: { zh: '山蜜' },
      options: [],
      skus: [{ optionIndexes: [], bounds: null }],
    })
    const sized = {
      ...form,
      option: '规格',
      skus: [...form.skus, { ...newSku(), value: '1 千克', own: true }],
    }
    expect(draftOf(sized, 3)).toMatchObject({
      version: 3,
      options: [{ name: { zh: '规格' }, values: [{ zh: '500 克' }, { zh: '1 千克' }] }],
      skus: [
        { optionIndexes: [0], supplyPrice: 1000 },
        { optionIndexes: [1], supplyPrice: 0, bounds: { kind: 'none' } },
      ],
    })
  })
})
