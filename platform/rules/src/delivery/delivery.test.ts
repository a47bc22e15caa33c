import { provinces } from '@storeweave/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quote } from '../quote/index.js'
import { addressLine, freightDue, isSentTo, provinceNames } from './index.js'

const rules = {
  base: 1000,
  freeFrom: 9900,
  provinces: [
    { province: '65', surcharge: 1500 },
    { province: '54', surcharge: null },
  ],
}

it('asks the base fee, nothing from the amount on, and for a far province in any case', () => {
  expect(freightDue(rules, 9899)).toEqual({
    freight: 1000,
    parts: [{ rule: 'freight_base', amount: 1000 }],
    toFree: 1,
  })
  expect(freightDue(rules, 9900, '33')).toEqual({ freight: 0, parts: [{ rule: 'freight_free', amount: 0 }] })
  expect(freightDue(rules, 9900, '65').freight).toBe(1500)
  expect(freightDue(rules, 100, '65')).toMatchObject({ freight: 2500, toFree: 9800 })
  expect(freightDue({ ...rules, freeFrom: null }, 1_000_000)).toEqual({
    freight: 1000,
    parts: [{ rule: 'freight_base', amount: 1000 }],
  })
  expect(freightDue({ ...rules, base: 0 }, 1)).not.toHaveProperty('toFree')
  expect(() => freightDue(rules, 100, '54')).toThrow(RangeError)
  expect([isSentTo(rules, '54'), isSentTo(rules, '65'), isSentTo(rules, '33')]).toEqual([false, true, true])
})

it('parts add up to the freight, and more goods never cost more to send', () => {
  const freight = fc.record({
    base: fc.nat(100_000),
    freeFrom: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
    provinces: fc.constant(rules.provinces),
  })
  const province = fc.constantFrom('33', '65', undefined)
  fc.assert(
    fc.property(freight, fc.nat(1_000_000), fc.nat(1_000_000), province, (f, goods, more, where) => {
      const due = freightDue(f, goods, where)
      expect(due.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(due.freight)
      expect(freightDue(f, goods + more, where).freight).toBeLessThanOrEqual(due.freight)
      if (due.toFree !== undefined) {
        expect(freightDue(f, goods + due.toFree, where).freight).toBe(due.freight - f.base)
        expect(freightDue(f, goods + due.toFree - 1, where).freight).toBe(due.freight)
      }
    }),
  )
})

it('a quote of what is sent says what freight is and why; one of what is fetched has none', () => {
  const lines = [{ skuId: 'a', quantity: 2, unitPrice: 1500, listPrice: 1500, unitSize: 1 }]
  const context = { currency: 'CNY', channel: 'h5', freight: rules } as const
  expect(quote({ lines }, { ...context, fulfilment: 'express', province: '65' })).toMatchObject({
    goodsTotal: 3000,
    freight: 2500,
    toFreeFreight: 6900,
    payable: 5500,
    adjustments: [
      { step: 'freight', rule: 'freight_base', amount: 1000, basis: 3000 },
      { step: 'freight', rule: 'freight_province', amount: 1500, basis: 3000 },
    ],
  })
  expect(quote({ lines }, { ...context, fulfilment: 'pickup' })).toMatchObject({ freight: 0, payable: 3000 })
  expect(quote({ lines: [] }, { ...context, fulfilment: 'express' }).payable).toBe(0)
})

it('every province has a name in both languages, and an address reads as on a parcel', () => {
  expect(Object.keys(provinceNames)).toEqual([...provinces])
  for (const { zh, en } of Object.values(provinceNames)) expect([zh, en]).not.toContain('')
  const at = { province: '31', city: '上海市', district: '徐汇区', street: '漕溪北路 1 号' }
  expect(addressLine(at, 'zh')).toBe('上海市徐汇区漕溪北路 1 号')
  expect(addressLine({ ...at, street: '' }, 'en')).toBe('徐汇区, Shanghai')
  expect(addressLine({ ...at, province: '33', city: '杭州市' }, 'en')).toBe(
    '漕溪北路 1 号, 徐汇区, 杭州市, Zhejiang',
  )
})
