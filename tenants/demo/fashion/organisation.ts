import { hq, personOf, region, staffOf, store, supplier, type StaffRow } from '../people.js'
import { asks } from './facts.js'
import type { DemoCategory, DemoRegion, DemoStore, DemoSupplier, WeekHours } from '../shapes.js'

export const regions: DemoRegion[] = [
  { key: 'east', code: 'MU-E', name: { zh: '华东区', en: 'East China' } },
  { key: 'north', code: 'MU-N', name: { zh: '华北区', en: 'North China' } },
]

const usual = [{ from: '10:00', to: '22:00' }]
const late = [{ from: '10:00', to: '22:30' }]
const mall: WeekHours = { mon: usual, tue: usual, wed: usual, thu: usual, fri: late, sat: late, sun: usual }

type Row = [
  key: string,
  region: string,
  kind: DemoStore['kind'],
  zh: string,
  en: string,
  districtZh: string,
  districtEn: string,
  addressZh: string,
  addressEn: string,
  lat: number,
  lng: number,
  area: number,
  weight: number,
  phone: string,
]

const rows: Row[] = [
  [
    'm01',
    'east',
    'store',
    '上海静安旗舰店',
    'Shanghai Jing’an Flagship',
    '静安区',
    'Jing’an',
    '上海市静安区南京西路 1601 号',
    '1601 West Nanjing Road, Jing’an District, Shanghai',
    31.22352,
    121.44561,
    420,
    1.6,
    '021-88003001',
  ],
  [
    'm02',
    'east',
    'store',
    '上海徐汇店',
    'Shanghai Xuhui',
    '徐汇区',
    'Xuhui',
    '上海市徐汇区淮海中路 999 号',
    '999 Middle Huaihai Road, Xuhui District, Shanghai',
    31.21595,
    121.45833,
    210,
    1.1,
    '021-88003002',
  ],
  [
    'm03',
    'east',
    'shop_in_shop',
    '杭州武林店中店',
    'Hangzhou Wulin Corner',
    '拱墅区',
    'Gongshu',
    '浙江省杭州市拱墅区武林广场 1 号 3 层',
    'Level 3, 1 Wulin Square, Gongshu District, Hangzhou',
    30.27418,
    120.16215,
    96,
    0.8,
    '0571-88003003',
  ],
  [
    'm04',
    'east',
    'store',
    '南京德基店',
    'Nanjing Xinjiekou',
    '玄武区',
    'Xuanwu',
    '江苏省南京市玄武区中山路 18 号',
    '18 Zhongshan Road, Xuanwu District, Nanjing',
    32.04498,
    118.78452,
    180,
    0.9,
    '025-88003004',
  ],
  [
    'm05',
    'north',
    'store',
    '北京三里屯店',
    'Beijing Sanlitun',
    '朝阳区',
    'Chaoyang',
    '北京市朝阳区三里屯路 19 号',
    '19 Sanlitun Road, Chaoyang District, Beijing',
    39.93614,
    116.45527,
    260,
    1.3,
    '010-88003005',
  ],
  [
    'm06',
    'north',
    'store',
    '天津和平店',
    'Tianjin Heping',
    '和平区',
    'Heping',
    '天津市和平区南京路 211 号',
    '211 Nanjing Road, Heping District, Tianjin',
    39.11812,
    117.19654,
    150,
    0.6,
    '022-88003006',
  ],
]

export const stores: DemoStore[] = rows.map(
  ([
    key,
    regionKey,
    kind,
    zh,
    en,
    districtZh,
    districtEn,
    addressZh,
    addressEn,
    lat,
    lng,
    areaM2,
    salesWeight,
    phone,
  ]) => ({
    key,
    code: `MU${key.slice(1).padStart(3, '0')}`,
    regionKey,
    kind,
    name: { zh, en },
    district: { zh: districtZh, en: districtEn },
    address: { zh: addressZh, en: addressEn },
    lat,
    lng,
    phone,
    areaM2,
    hours: mall,
    salesWeight,
    picture: `store-${key}`,
  }),
)

export const suppliers: DemoSupplier[] = [
  {
    key: 'mill',
    code: 'SUP-MILL',
    name: { zh: '云锦针织有限公司', en: 'Yunjin Knitting Mill' },
    contact: { zh: '方静', en: 'Jing Fang' },
    phone: '0573-88003101',
    address: {
      zh: '浙江省嘉兴市桐乡市濮院镇工贸大道 88 号',
      en: '88 Gongmao Avenue, Puyuan, Tongxiang, Jiaxing',
    },
    boundsBy: 'ratio',
  },
]

const category = (key: string, zh: string, en: string, position: number): DemoCategory => ({
  key,
  parentKey: null,
  name: { zh, en },
  icon: `icon-${key}`,
  position,
  asks: asks[key],
})

export const categories: DemoCategory[] = [
  category('dress', '连衣裙', 'Dresses', 0),
  category('top', '上衣衬衫', 'Tops and shirts', 1),
  category('knit', '针织卫衣', 'Knitwear', 2),
  category('outer', '外套大衣', 'Coats and jackets', 3),
  category('skirt', '半身裙', 'Skirts', 4),
  category('bottom', '裤装', 'Trousers', 5),
  category('shoes', '鞋履', 'Shoes', 6),
  category('accessory', '包袋配饰', 'Bags and accessories', 7),
]

const storeStaff: StaffRow[] = stores.flatMap(({ key }) =>
  (['manager', 'clerk', 'cashier'] as const).map((role): StaffRow => {
    const name = personOf(`muse/${role}/${key}`)
    return [
      `${role}${key.slice(1)}`,
      name.zh,
      name.en,
      role === 'manager' ? 'store_manager' : role,
      store(key),
    ]
  }),
)

export const staff = staffOf(
  [
    ['owner', '叶佳怡', 'Jiayi Ye', 'owner', hq],
    ['merch', '金雨桐', 'Yutong Jin', 'merchandiser', hq],
    ['assist', '沈梦洁', 'Mengjie Shen', 'assistant', hq],
    ['east', '王海涛', 'Haitao Wang', 'region_manager', region('east')],
    ['north', '郑思远', 'Siyuan Zheng', 'region_manager', region('north')],
    ...storeStaff,
    ['mill', '方静', 'Jing Fang', 'supplier', supplier('mill')],
  ],
  19900020001,
)
