import { randomOf } from './random.js'
import type { DemoShopper, DemoStaff, DemoStore, StaffRole, StaffScope, Words } from './shapes.js'

/** One password for every demo sign-in. */
export const DEMO_PASSWORD = 'storeweave-demo'

export type StaffRow = [login: string, zh: string, en: string, role: StaffRole, scope: StaffScope]

export const hq: StaffScope = { kind: 'hq' }
export const region = (regionKey: string): StaffScope => ({ kind: 'region', regionKey })
export const store = (storeKey: string): StaffScope => ({ kind: 'store', storeKey })
export const supplier = (supplierKey: string): StaffScope => ({ kind: 'supplier', supplierKey })

/** Staff from rows; phones run on from a start and belong to nobody real. */
export function staffOf(rows: StaffRow[], firstPhone: number): DemoStaff[] {
  return rows.map(([login, zh, en, role, scope], i) => ({
    login,
    password: DEMO_PASSWORD,
    name: { zh, en },
    phone: String(firstPhone + i),
    role,
    scope,
  }))
}

const SURNAMES: Words[] = [
  { zh: '陈', en: 'Chen' },
  { zh: '王', en: 'Wang' },
  { zh: '林', en: 'Lin' },
  { zh: '徐', en: 'Xu' },
  { zh: '沈', en: 'Shen' },
  { zh: '吴', en: 'Wu' },
  { zh: '周', en: 'Zhou' },
  { zh: '俞', en: 'Yu' },
  { zh: '金', en: 'Jin' },
  { zh: '方', en: 'Fang' },
  { zh: '郑', en: 'Zheng' },
  { zh: '叶', en: 'Ye' },
]
const GIVEN: Words[] = [
  { zh: '晓雯', en: 'Xiaowen' },
  { zh: '志强', en: 'Zhiqiang' },
  { zh: '雨桐', en: 'Yutong' },
  { zh: '建国', en: 'Jianguo' },
  { zh: '思远', en: 'Siyuan' },
  { zh: '佳怡', en: 'Jiayi' },
  { zh: '文博', en: 'Wenbo' },
  { zh: '梦洁', en: 'Mengjie' },
  { zh: '海涛', en: 'Haitao' },
  { zh: '静', en: 'Jing' },
  { zh: '磊', en: 'Lei' },
]

/** A plausible name, the same for the same seed. */
export function personOf(seed: string): Words {
  const random = randomOf(seed)
  const [family, given] = [random.pick(SURNAMES), random.pick(GIVEN)]
  return { zh: family.zh + given.zh, en: `${given.en} ${family.en}` }
}

const NICKNAMES = [
  '阿雯',
  '橙子',
  '小满',
  '老周',
  '豆豆妈',
  '今天吃什么',
  '西湖醋鱼',
  '一颗柚子',
  '北山',
  '木木',
  '团子',
  'Luna',
  'Kevin',
  '青禾',
  '糯米',
  '海盐',
  '晚风',
  '小鹿',
  '阿泽',
  '杭州土著',
]

/** Known shoppers of a tenant, each at home at one selling store. */
export function shoppersOf(
  slug: string,
  count: number,
  stores: DemoStore[],
  firstPhone: number,
): DemoShopper[] {
  const random = randomOf(`${slug}/shoppers`)
  const selling = stores.filter((one) => one.salesWeight > 0)
  return Array.from({ length: count }, (_, i) => ({
    key: `c${String(i + 1).padStart(3, '0')}`,
    phone: String(firstPhone + i),
    nickname: `${NICKNAMES[i % NICKNAMES.length]}${i < NICKNAMES.length ? '' : Math.floor(i / NICKNAMES.length) + 1}`,
    openId: `o-${slug}-${String(i + 1).padStart(4, '0')}`,
    homeStoreKey: selling[random.weighted(selling.map((one) => one.salesWeight))]!.key,
  }))
}
