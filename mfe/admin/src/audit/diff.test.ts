import { addWords, setLocale, translate, type Translate } from '@storeweave/kit'
import { beforeAll, describe, expect, it } from 'vitest'
import zh from '../words/zh/audit'
import { deviceText } from './device'
import { diffOf } from './diff'

const t = ((key: string) => translate(`admin.${key}`)) as Translate
const nameOf = (id: string) => ({ '00000000-0000-7000-8000-000000000001': '湖滨店' })[id]

describe('what an entry changed', () => {
  beforeAll(async () => {
    addWords('admin', { 'zh-CN': async () => ({ default: zh }), en: async () => ({ default: zh }) })
    await setLocale('zh-CN')
  })
  it('shows money as money, names of known ids, and nothing for what stayed', () => {
    const rows = diffOf(
      t,
      { storePrice: null, scopeId: '00000000-0000-7000-8000-000000000001', state: 'draft' },
      { storePrice: 1990, scopeId: '00000000-0000-7000-8000-000000000001', state: 'published' },
      nameOf,
    )
    expect(rows.map((r) => [r.label, r.before, r.after])).toEqual([
      ['门店价', '–', '¥19.90'],
      ['状态', '草稿', '已上架'],
    ])
  })
  it('tells things of a list apart by their code, field by field', () => {
    const sku = { id: 'a', code: 'A-1', listPrice: 100, active: true }
    const rows = diffOf(
      t,
      { skus: [sku] },
      {
        skus: [
          { ...sku, listPrice: 250 },
          { ...sku, id: 'b', code: 'B-1' },
        ],
      },
      nameOf,
    )
    expect(rows.map((r) => [r.label, r.before, r.after])).toEqual([
      ['规格（SKU） A-1 · 统一价', '¥1.00', '¥2.50'],
      ['规格（SKU） B-1 · 编码', '–', 'B-1'],
      ['规格（SKU） B-1 · 统一价', '–', '¥1.00'],
      ['规格（SKU） B-1 · 在用', '–', '是'],
    ])
  })
  it('shows words of both languages in the reader’s, and a grant by its role', () => {
    const rows = diffOf(
      t,
      null,
      {
        name: { zh: '苹果', en: 'Apple' },
        grant: { roleKey: 'clerk', scopeKind: 'store', scopeId: '00000000-0000-7000-8000-000000000001' },
      },
      nameOf,
    )
    expect(rows.map((r) => [r.label, r.after])).toEqual([
      ['名称', '苹果'],
      ['授权 · 角色', '店员'],
      ['授权 · 范围', '门店'],
      ['授权 · 范围内', '湖滨店'],
    ])
  })
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome 131 · Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari 18 · iOS',
  ],
  ['curl/8', 'curl/8'],
])('a device in short', (agent, short) => expect(deviceText(agent)).toBe(short))
