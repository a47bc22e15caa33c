import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as contract from './index.js'
import {
  allPermissions,
  allocate,
  CreateRegion,
  cutOf,
  divideHalfUp,
  errors,
  errorText,
  fieldRules,
  isGrantable,
  larger,
  moneyText,
  parseMoney,
  priceOf,
  rateOf,
  systemRoles,
  UpdateStore,
  VerifyCode,
} from './index.js'

describe('money', () => {
  it('rounds half up, also beyond 2^53', () => {
    expect([divideHalfUp(5, 2), divideHalfUp(4, 3), divideHalfUp(0, 7)]).toEqual([3, 1, 0])
    expect(divideHalfUp(9007199254740993n * 3n, 9007199254740993n)).toBe(3)
  })
  it('prices weighed goods per unit size', () => {
    expect([priceOf(458, 500, 500), priceOf(458, 250, 500), priceOf(999, 333, 500)]).toEqual([458, 229, 665])
    expect(priceOf(1_000_000_000_000, 999_999, 1_000_000)).toBe(999_999_000_000)
  })
  it('splits so that the parts add up, the largest remainders first, ties to the earlier', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(5, [0, 0])).toEqual([3, 2])
    expect(allocate(1000, [333, 333, 334])).toEqual([333, 333, 334])
    for (const amount of [1, 7, 99, 12_345])
      expect(allocate(amount, [3, 0, 11, 5]).reduce((a, b) => a + b)).toBe(amount)
    expect(allocate(10, [])).toEqual([])
  })
  it('takes basis points', () => expect([rateOf(1999, 1000), rateOf(5, 5000)]).toEqual([200, 3]))
  it('is written and read without a float', () => {
    expect([moneyText(128_050), moneyText(-5), moneyText(1_234_567, 'JPY'), moneyText(0)]).toEqual([
      '¥1,280.50',
      '-¥0.05',
      '¥1,234,567',
      '¥0.00',
    ])
    expect(
      ['12.8', '1,280.50', '¥3', '0.1', '1e3', '-1', '1.234', '', '12,34'].map((t) => parseMoney(t)),
    ).toEqual([1280, 128_050, 300, 10, undefined, undefined, undefined, undefined, undefined])
  })
})

describe('shapes', () => {
  const region = (zh: string) =>
    CreateRegion.safeParse({
      id: '019aa6f0-0000-7000-8000-000000000001',
      parentId: '019aa6f0-0000-7000-8000-000000000002',
      code: 'E1',
      name: { zh },
    }).success
  it('take names as people write them and refuse what no name has', () => {
    expect(['华东', '🍎 مرحبا', '<b>'].map(region)).toEqual([true, true, true])
    expect(['', '   ', 'a\u0000', 'a\nb', 'x'.repeat(61), '\ud800'].map(region)).toEqual(Array(6).fill(false))
  })
  it('read a code as typed, spaced or scanned', () => {
    const read = (code: string) =>
      VerifyCode.safeParse({ storeId: '019aa6f0-0000-7000-8000-000000000001', code }).data?.code
    expect(['12345678', '1234 5678', 'SW1:12345678', '1234567', '١٢٣٤٥٦٧٨'].map(read)).toEqual([
      '12345678',
      '12345678',
      '12345678',
      undefined,
      undefined,
    ])
  })
})

describe('words and roles', () => {
  it('every code is module.what_happened with a status of its kind', () => {
    for (const [code, { status }] of Object.entries(errors)) {
      expect(code).toMatch(/^[a-z]+\.[a-z_]+$/)
      expect(status).toBeGreaterThanOrEqual(400)
    }
    expect(errorText('catalog.code_taken', 'en', { code: 'A1' })).toBe('The code A1 is in use')
  })
  it('no role below HQ holds what only HQ decides', () => {
    for (const role of systemRoles.filter((r) => !r.scopes.includes('hq')))
      for (const permission of [
        'Tenant:update',
        'ListPrice:update',
        'Product:publish',
        'Person:grant',
        'Store:create',
      ])
        expect([role.key, role.permissions.includes(permission as never)]).toEqual([role.key, false])
  })
  it('a role holds only what its places can carry', () => {
    for (const role of systemRoles)
      for (const scope of role.scopes)
        expect([role.key, scope, role.permissions.filter((p) => !isGrantable(p, scope))]).toEqual([
          role.key,
          scope,
          [],
        ])
    expect(allPermissions.filter((p) => isGrantable(p, 'store') && !isGrantable(p, 'region'))).toEqual([])
    expect(
      (['Tenant:update', 'Role:create', 'Product:update', 'Cart:read'] as const).map((p) =>
        isGrantable(p, 'region'),
      ),
    ).toEqual([false, false, false, false])
  })
  it('every field of a store has one permission that lets it be written', () => {
    expect(Object.keys(fieldRules.Store!).sort()).toEqual(Object.keys(UpdateStore.shape).sort())
  })
  it('counts cuts in basis points, rounded up, and takes the larger of two caps', () => {
    expect([cutOf(1000, 700), cutOf(1000, 699), cutOf(999, 998), cutOf(1000, 1200), cutOf(3, 0)]).toEqual([
      3000, 3010, 11, 0, 10_000,
    ])
    expect([larger(1, 2), larger(null, 2), larger(0, null)]).toEqual([2, null, null])
  })
})

describe('addresses that come in', () => {
  /** The fields of strict objects (those are what is sent to us) whose names say that they hold an address. */
  const fields = Object.entries(contract).flatMap(([name, schema]) =>
    schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever
      ? Object.entries(schema.shape as Record<string, z.ZodType>)
          .filter(([field]) => /(?:url|uri|href|link)s?$/i.test(field))
          .map(([field, type]) => [`${name}.${field}`, type] as const)
      : [],
  )
  const accepts = (type: z.ZodType, text: string) =>
    type.safeParse(text).success || type.safeParse([text]).success
  it('are all known', () =>
    expect(fields.map(([name]) => name).sort()).toEqual([
      'CreateStore.photoUrls',
      'CreateWebhook.url',
      'StartPayment.returnUrl',
      'StoryRun.link',
      'UpdateStore.photoUrls',
      'UpdateWebhook.url',
    ]))
  // a webhook's is judged where it would be called: https on port 443 of a public host (p/connect/webhooks.api.test.ts)
  it.each(fields.filter(([name]) => !/Webhook\.url$/.test(name)))(
    '%s takes the web and nothing that runs',
    (_, type) => {
      expect(accepts(type, 'https://shop.example/a/b.webp?x=1')).toBe(true)
      const bad = [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
      ]
      bad.push(
        'data:text/html,<script>alert(1)</script>',
        'vbscript:x',
        'file:///etc/passwd',
        'blob:x',
        'ftp://x/y',
      )
      bad.push('//evil.example/x', '/../etc/passwd', '/media/../secret', 'https://', 'x', '')
      expect(bad.filter((text) => accepts(type, text))).toEqual([])
    },
  )
  it('a picture is no page that quotes out of an attribute, and needs no plain http', () => {
    const { photoUrls } = contract.CreateStore.shape
    const taken = ['/media/a.webp', '/media/0198/x-960.webp', 'https://cdn.example/x.png']
    expect(taken.filter((text) => !accepts(photoUrls, text))).toEqual([])
    const bad = [
      'http://cdn.example/x.png',
      'https://x/"onerror="y',
      'https://x/<b>',
      'https://x/ y',
      '/media/a"b',
      '/api/x',
    ]
    expect(bad.filter((text) => accepts(photoUrls, text))).toEqual([])
  })
})
