import { hq, personOf, region, staffOf, store, supplier, type StaffRow } from '../people.js'
import type { DemoSupplier } from '../shapes.js'
import { stores } from './stores.js'

export const suppliers: DemoSupplier[] = [
  {
    key: 'dairy',
    code: 'SUP-DAIRY',
    name: { zh: '牧溪乳业有限公司', en: 'Muxi Dairy Co.' },
    contact: { zh: '沈佳怡', en: 'Jiayi Shen' },
    phone: '0571-88002001',
    address: { zh: '浙江省杭州市临平区塘栖路 66 号', en: '66 Tangqi Road, Linping District, Hangzhou' },
    boundsBy: 'ratio',
  },
  {
    key: 'greens',
    code: 'SUP-GREENS',
    name: { zh: '田间早市果蔬合作社', en: 'Dawn Field Produce Cooperative' },
    contact: { zh: '吴海涛', en: 'Haitao Wu' },
    phone: '0571-88002002',
    address: {
      zh: '浙江省杭州市余杭区径山镇双溪村 18 号',
      en: '18 Shuangxi Village, Jingshan, Yuhang District, Hangzhou',
    },
    boundsBy: 'range',
  },
]

const managers: StaffRow[] = stores.flatMap((one) => {
  const number = one.key.slice(1)
  const of = (role: string) => personOf(`freshmart/${role}${number}`)
  const rows: StaffRow[] = [
    [`manager${number}`, of('manager').zh, of('manager').en, 'store_manager', store(one.key)],
    [`clerk${number}`, of('clerk').zh, of('clerk').en, 'clerk', store(one.key)],
  ]
  // A pickup point sells nothing at a till.
  if (one.kind === 'store')
    rows.push([`cashier${number}`, of('cashier').zh, of('cashier').en, 'cashier', store(one.key)])
  return rows
})

export const staff = staffOf(
  [
    ['owner', '陈思远', 'Siyuan Chen', 'owner', hq],
    ['merch', '林晓雯', 'Xiaowen Lin', 'merchandiser', hq],
    ['assist', '金佳怡', 'Jiayi Jin', 'assistant', hq],
    ['fresh01', '叶建国', 'Jianguo Ye', 'fresh_lead', store('s01')],
    ['west', '徐志强', 'Zhiqiang Xu', 'region_manager', region('west')],
    ['centre', '周梦洁', 'Mengjie Zhou', 'region_manager', region('centre')],
    ['east', '俞文博', 'Wenbo Yu', 'region_manager', region('east')],
    ...managers,
    ['dairy', '沈佳怡', 'Jiayi Shen', 'supplier', supplier('dairy')],
    ['greens', '吴海涛', 'Haitao Wu', 'supplier', supplier('greens')],
  ],
  19900010001,
)
