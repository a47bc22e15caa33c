import { describe, expect, it } from 'vitest'
import { faultOf } from './use-list'

const line = {
  skuId: 'a',
  label: '',
  code: '',
  unitSize: 1,
  price: 500,
  min: '12',
  pack: '6',
  from: '',
  until: '',
}

describe('a line of a price list', () => {
  it('goes when it has a price, whole packs and days in order', () => {
    expect(faultOf(line)).toBeUndefined()
    expect(faultOf({ ...line, price: undefined })).toBe('price')
    expect(faultOf({ ...line, min: '0' })).toBe('quantity')
    expect(faultOf({ ...line, pack: '1.5' })).toBe('quantity')
    expect(faultOf({ ...line, min: '13' })).toBe('packs')
    expect(faultOf({ ...line, from: '2026-12-02', until: '2026-12-01' })).toBe('days')
  })
})
