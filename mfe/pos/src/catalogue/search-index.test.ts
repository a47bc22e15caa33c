import { describe, expect, it } from 'vitest'
import { aSku } from '../testing/goods'
import { buildIndex } from './search-index'

const milk = aSku({
  zh: '鲜牛奶',
  en: 'Fresh milk',
  search: ['xianniunai', 'niunai', 'xnn', 'nn'],
  code: 'MLK-1',
})
const tea = aSku({ zh: '牛奶茶', en: 'Milk tea', search: ['niunaicha', 'nnc'], barcodes: ['036000291452'] })
const pear = aSku({
  zh: '梨',
  en: 'Pear',
  search: ['li', 'l'],
  barcodes: ['6901234567892'],
  categoryId: 'c2',
})
const index = buildIndex([milk, tea, pear])
const names = (query: string) => index.find(query).map(({ name }) => name.zh)

describe('the search of the till', () => {
  it('finds by Chinese anywhere, names that begin with it first', () => {
    expect(names('牛奶')).toEqual(['牛奶茶', '鲜牛奶'])
    expect(names('梨')).toEqual(['梨'])
  })
  it('finds by pinyin, initials and English where a word begins', () => {
    expect(names('niun')).toEqual(['鲜牛奶', '牛奶茶'])
    expect(names('XNN')).toEqual(['鲜牛奶'])
    expect(names('tea milk')).toEqual(['牛奶茶'])
    expect(names('ear')).toEqual([])
  })
  it('finds by code and barcode, whole or their beginning', () => {
    expect(names('mlk-1')).toEqual(['鲜牛奶'])
    expect(names('69012')).toEqual(['梨'])
  })
  it('knows a scanned code in every way it is written, and nothing else', () => {
    expect(index.byCode('6901234567892')).toBe(pear)
    expect(index.byCode('0036000291452')).toBe(tea)
    expect(index.byCode(' mlk-1 ')).toBe(milk)
    expect(index.byCode('690123456789')).toBeUndefined()
  })
  it('lists a category and answers nothing to nothing', () => {
    expect(index.inCategory('c2')).toEqual([pear])
    expect(names('  ')).toEqual([])
    expect(index.byId(tea.skuId)).toBe(tea)
  })

  it('finds one of 20,000 SKUs, and never more than asked for', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      aSku({
        zh: `商品${i}号大包装`,
        en: `Item ${i}`,
        code: `C${i}`,
        barcodes: [String(6_900_000_000_000 + i)],
        search: [`shangpin${i}haodabaozhuang`, `sp${i}hdbz`, 'haodabaozhuang', 'dabaozhuang', 'hdbz', 'dbz'],
      }),
    )
    const started = performance.now()
    const big = buildIndex(many)
    const built = performance.now()
    expect(big.byCode('6900000019999')).toBe(many[19_999])
    const scanned = performance.now()
    expect(big.find('sp19999')).toEqual([many[19_999]])
    const found = performance.now()
    expect(big.find('dbz', 20)).toHaveLength(20)
    const ms = (from: number, to: number) => `${(to - from).toFixed(2)} ms`
    console.info(
      `20,000 SKUs: index ${ms(started, built)}, scan ${ms(built, scanned)}, search ${ms(scanned, found)}`,
    )
  })
})
