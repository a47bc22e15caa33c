import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDigitOf,
  deletionsOf,
  formsOf,
  halvesOf,
  hanRuns,
  isNear,
  isBarcode,
  latinWords,
  maybeBarcode,
  maybeCode,
  misfitOf,
  missingForSale,
  movesFrom,
  nextProductState,
  optionTextOf,
  prefixRange,
  readingsOf,
  rollUp,
  termsOf,
  wordsOf,
  wouldCycle,
} from './index.js'

const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`))

describe('barcodes', () => {
  it('knows real ones', () => {
    for (const good of ['6901234567892', '96385074', '036000291452', '10012345678902'])
      expect(isBarcode(good), good).toBe(true)
    for (const bad of ['6901234567893', '96385075', '12345', '', '69012345678921', 'abcdefgh'])
      expect(isBarcode(bad), bad).toBe(false)
  })
  it('takes the computed digit and no other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(7, 11, 12, 13).chain(digits),
        fc.integer({ min: 1, max: 9 }),
        (body, shift) => {
          const check = checkDigitOf(body)
          expect(isBarcode(body + check)).toBe(true)
          expect(isBarcode(body + ((check + shift) % 10))).toBe(false)
        },
      ),
    )
  })
  it('sees any single mistyped digit', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const code = body + checkDigitOf(body)
        const wrong = code.slice(0, at) + ((Number(code[at]) + shift) % 10) + code.slice(at + 1)
        expect(isBarcode(wrong)).toBe(false)
      }),
    )
  })
  it('writes a UPC-A as EAN-13 and back', () => {
    expect(formsOf('036000291452')).toContain('0036000291452')
    expect(formsOf('0036000291452')).toContain('036000291452')
    expect(formsOf('96385074')).toEqual(['96385074'])
  })
})

describe('product states', () => {
  it('leads where the table says', () => {
    expect(nextProductState('draft', 'submit')).toBe('in_review')
    expect(nextProductState('in_review', 'publish')).toBe('published')
    expect(nextProductState('published', 'publish')).toBeUndefined()
    expect(nextProductState('retired', 'publish')).toBeUndefined()
    expect(movesFrom('published')).toEqual(['retire'])
  })
  it('wants name, picture, category, an active SKU and prices', () => {
    const ready = {
      name: { zh: '苹果' },
      mediaIds: ['m'],
      categoryId: 'c',
      skus: [{ active: true, listPrice: 1 }],
    }
    expect(missingForSale(ready)).toEqual([])
    expect(missingForSale({ ...ready, mediaIds: [] })).toEqual(['picture'])
    expect(missingForSale({ ...ready, name: { zh: ' ' }, categoryId: null })).toEqual(['name', 'category'])
    expect(missingForSale({ ...ready, skus: [{ active: false, listPrice: 5 }] })).toEqual(['sku'])
    expect(missingForSale({ ...ready, skus: [{ active: true, listPrice: 0 }] })).toEqual(['price'])
  })
})

describe('options', () => {
  const option = (zh: string, ...values: string[]) => ({
    name: { zh, en: '' },
    values: values.map((v) => ({ zh: v, en: '' })),
  })
  const options = [option('颜色', '红', '蓝'), option('尺码', 'S', 'M', 'L')]
  it('accepts each combination once', () => {
    expect(
      misfitOf(
        options,
        [
          [0, 0],
          [0, 1],
          [1, 0],
        ].map((optionIndexes) => ({ optionIndexes })),
      ),
    ).toBe(-1)
    expect(misfitOf([], [{ optionIndexes: [] }])).toBe(-1)
  })
  it('names the first that does not fit', () => {
    for (const bad of [[0], [0, 3], [0, 0, 0], [-1, 0], [0.5, 0]])
      expect(misfitOf(options, [{ optionIndexes: [1, 1] }, { optionIndexes: bad }])).toBe(1)
    expect(misfitOf(options, [{ optionIndexes: [0, 0] }, { optionIndexes: [0, 0] }])).toBe(1)
    expect(misfitOf([], [{ optionIndexes: [] }, { optionIndexes: [] }])).toBe(1)
  })
  it('writes them as one text', () => {
    expect(
      optionTextOf(
        [{ name: { zh: '颜色', en: 'Colour' }, values: [{ zh: '红', en: 'Red' }] }, options[1]!],
        [0, 2],
      ),
    ).toEqual({ zh: '红 / L', en: 'Red / L' })
    expect(optionTextOf([], [])).toEqual({ zh: '', en: '' })
  })
})

describe('search', () => {
  const syllables: Record<string, string[]> = { 有机牛奶: ['you', 'ji', 'niu', 'nai'] }
  const terms = termsOf({
    texts: ['有机牛奶250ml', 'Organic Milk'],
    readingsOf: (run) => [syllables[run] ?? []],
  }).map(({ term }) => term)
  const finds = (query: string) =>
    wordsOf(query).every((word) => {
      const { from, to } = prefixRange(word)
      return terms.some((t) => t >= from && t < to)
    })
  it('finds by inner words, pinyin, initials and Latin words, mixed as they are typed', () => {
    for (const query of [
      '牛奶',
      '有机',
      '牛奶250',
      'youji',
      'niunai',
      'nainai'.slice(0, 3),
      'yjnn',
      'nn',
      'milk',
      'ORG',
      '有机 milk',
      'niu奶',
      '有ji牛nai',
      '２５０ml',
    ])
      expect(finds(query), query).toBe(true)
  })
  it('does not find what is not there', () => {
    for (const query of ['苹果', 'jiyou', '牛奶 apple', 'ilk', 'y']) expect(finds(query), query).toBe(false)
  })
  it('any stretch of a Chinese name finds it', () => {
    const han = fc
      .array(fc.constantFrom(...'天地玄黄宇宙洪荒日月盈昃'), { minLength: 1, maxLength: 30 })
      .map((c) => c.join(''))
    fc.assert(
      fc.property(han, fc.nat(), fc.integer({ min: 1, max: 30 }), (name, at, length) => {
        const start = at % name.length
        const [word = ''] = wordsOf(name.slice(start, start + length))
        const { from, to } = prefixRange(word)
        expect(
          termsOf({ texts: [name], readingsOf: () => [] }).some(({ term }) => term >= from && term < to),
        ).toBe(true)
      }),
    )
  })
  it('stays bounded whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const words = wordsOf(text)
        expect(words.length).toBeLessThanOrEqual(5)
        const all = [
          ...words,
          ...termsOf({ texts: [text], readingsOf: (run) => [[...run].map(() => 'a')] }).map((t) => t.term),
        ]
        for (const t of all) expect([...t].length >= 1 && [...t].length <= 60).toBe(true)
      }),
    )
    expect(wordsOf('%_ "\'; --')).toEqual([])
  })
  it('says of each term whether a name begins with it', () => {
    const first = (text: string) =>
      termsOf({ texts: [text], readingsOf: () => [['a', 'b']] })
        .filter((t) => t.first)
        .map((t) => t.term)
    expect(first('鲜奶 250ml')).toEqual(['鲜奶', 'ab'])
    expect(first('Fresh milk 鲜奶')).toEqual(['fresh'])
  })
  it('keeps every name of a product of the longest names, whatever else they are read as', () => {
    const zh = '长城重乐'.repeat(30)
    const many = termsOf({
      texts: [zh, 'word '.repeat(24), '牌子'.repeat(30)],
      readingsOf: (run) =>
        readingsOf(
          run,
          [...run].map(() => 'chang'),
        ),
    }).map((t) => t.term)
    expect(many.length).toBeLessThanOrEqual(600)
    for (const own of ['word', '牌子', '乐', '长城重乐'.repeat(15)]) expect(many, own).toContain(own)
  })
  it('reads a sign of several readings in each of them', () => {
    expect(readingsOf('绿蛤蜊', ['lv', 'ge', 'li']).map((r) => r.join(''))).toEqual([
      'lvgeli',
      'lugeli',
      'lvhali',
    ])
    expect(readingsOf('牛奶', ['niu', 'nai'])).toEqual([['niu', 'nai']])
  })
  it('asks for codes and barcodes only where the word may be one', () => {
    expect(['dress-001', 'sku', 'b-7', '7up'].map(maybeCode)).toEqual([true, true, true, true])
    expect(['nn', '牛奶', ''].map(maybeCode)).toEqual([false, false, false])
    expect(['690123', '6901234567892'].map(maybeBarcode)).toEqual([true, true])
    expect(['69012', '69012345678921x', 'abcdef'].map(maybeBarcode)).toEqual([false, false, false])
  })
  it('parts scripts', () => {
    expect(hanRuns('蒙牛Milk纯牛奶')).toEqual(['蒙牛', '纯牛奶'])
    expect(latinWords('蒙牛Café 250ML纯牛奶')).toEqual(['cafe', '250ml'])
  })
})

describe('slips', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdenu奶牛'), minLength: 2, maxLength: 9 })
  it('one sign wrong, missing, too many or exchanged is near; two are not', () => {
    for (const slip of ['niunai', 'niunei', 'niuna', 'niunaii', 'niunia', 'iunai', 'inunai'])
      expect(isNear('niunai', slip), slip).toBe(true)
    for (const far of ['nainiu', 'niun', 'niuneii', 'milk']) expect(isNear('niunai', far), far).toBe(false)
  })
  it('near words share a key with a sign left out, or are one: found by plain equality', () => {
    const keys = (text: string) => new Set([text, ...deletionsOf(text)])
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('', 'x', 'swap'), (text, at, how) => {
        const signs = [...text]
        const n = at % signs.length
        if (how === 'swap')
          [signs[n], signs[n + 1]] = [signs[n + 1] ?? signs[n]!, signs[n + 1] ? signs[n]! : '']
        else signs[n] = how
        const slip = signs.join('')
        expect(isNear(text, slip)).toBe(true)
        expect([...keys(slip)].some((key) => keys(text).has(key))).toBe(true)
      }),
    )
  })
  it('is near both ways', () => {
    fc.assert(fc.property(word, word, (a, b) => isNear(a, b) === isNear(b, a)))
  })
  it('parts a Chinese word around each sign that may be wrong', () => {
    expect(halvesOf('红富土')).toEqual([['富土'], ['红富']])
    expect(halvesOf('牛奶')).toEqual([])
    expect(halvesOf('红富土苹果')).toContainEqual(['红富', '苹果'])
  })
})

describe('the tree', () => {
  const nodes = [
    { id: 'a', parentId: null },
    { id: 'b', parentId: 'a' },
    { id: 'c', parentId: 'b' },
  ]
  it('refuses rings', () => {
    expect(wouldCycle(nodes, 'a', 'c')).toBe(true)
    expect(wouldCycle(nodes, 'a', 'a')).toBe(true)
    expect(wouldCycle(nodes, 'c', 'a')).toBe(false)
    expect(wouldCycle(nodes, 'b', null)).toBe(false)
  })
  it('counts upward', () => {
    expect([
      ...rollUp(
        nodes,
        new Map([
          ['a', 1],
          ['b', 2],
          ['c', 3],
        ]),
      ),
    ]).toEqual([
      ['a', 6],
      ['b', 5],
      ['c', 3],
    ])
  })
})
