import { describe, expect, it } from 'vitest'
import { contrast, shades } from './brand'

describe('brand colours', () => {
  it('stay readable for any colour of a tenant', () => {
    for (const primary of ['#0f7b4f', '#ffd400', '#e1251b', '#ffffff', '#000000', '#7c3aed', '#888888']) {
      const { brand, ink, soft, on } = shades(primary)
      expect(contrast(brand, on), `${primary}: text on the fill`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, soft), `${primary}: text on the soft fill`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, '#ffffff'), `${primary}: text on white`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('fall back when a tenant has no valid colour', () => {
    expect(shades('red').brand).toBe('#1f7a4d')
  })
})
