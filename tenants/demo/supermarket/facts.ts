/** What goods of the supermarket are described by: attributes, which category asks for which, and the values by name. */
import { choices, w } from '../../words.js'
import { hashOf } from '../random.js'
import type { DemoAttribute, DemoAsked, DemoValues } from '../shapes.js'
import type { Goods } from './goods/row.js'

export const attributes: DemoAttribute[] = [
  {
    key: 'origin',
    kind: 'choice',
    name: w('产地', 'Origin'),
    filterable: true,
    choices: choices({
      zhejiang: '浙江|Zhejiang',
      shandong: '山东|Shandong',
      shaanxi: '陕西|Shaanxi',
      xinjiang: '新疆|Xinjiang',
      yunnan: '云南|Yunnan',
      hainan: '海南|Hainan',
      guangxi: '广西|Guangxi',
      fujian: '福建|Fujian',
      inner: '内蒙古|Inner Mongolia',
      northeast: '东北|North-east China',
      zhoushan: '舟山|Zhoushan',
      abroad: '进口|Imported',
    }),
  },
  {
    key: 'storage',
    kind: 'choice',
    name: w('储存方式', 'Storage'),
    filterable: true,
    choices: choices({
      ambient: '常温|Ambient',
      chilled: '冷藏 0–6℃|Chilled, 0–6 °C',
      frozen: '冷冻 -18℃|Frozen, -18 °C',
    }),
  },
  { key: 'shelf', kind: 'number', name: w('保质期', 'Shelf life'), unit: w('天', 'days') },
  { key: 'organic', kind: 'flag', name: w('有机认证', 'Certified organic'), filterable: true },
  {
    key: 'sugar',
    kind: 'choice',
    name: w('含糖', 'Sugar'),
    filterable: true,
    choices: choices({ none: '无糖|Sugar-free', less: '低糖|Less sugar', usual: '含糖|With sugar' }),
  },
  {
    key: 'allergens',
    kind: 'choice',
    several: true,
    name: w('过敏原', 'Allergens'),
    filterable: true,
    choices: choices({
      milk: '乳|Milk',
      gluten: '麸质|Gluten',
      egg: '蛋|Egg',
      soy: '大豆|Soy',
      nuts: '坚果|Nuts',
      peanut: '花生|Peanuts',
      fish: '鱼类|Fish',
      shellfish: '甲壳类|Crustaceans',
    }),
  },
  { key: 'alcohol', kind: 'number', name: w('酒精度', 'Alcohol'), unit: w('%vol', '% vol') },
  {
    key: 'scent',
    kind: 'choice',
    name: w('香型', 'Scent'),
    filterable: true,
    choices: choices({
      plain: '无香|Unscented',
      fresh: '清新|Fresh',
      fruit: '果香|Fruity',
      floral: '花香|Floral',
    }),
  },
  {
    key: 'age',
    kind: 'choice',
    several: true,
    name: w('适用人群', 'For whom'),
    filterable: true,
    choices: choices({ adults: '成人|Adults', children: '儿童|Children', babies: '婴幼儿|Babies' }),
  },
  {
    key: 'pet',
    kind: 'choice',
    several: true,
    name: w('适用阶段', 'Life stage'),
    filterable: true,
    choices: choices({ young: '幼年|Young', adult: '成年|Adult' }),
  },
  {
    key: 'standard',
    kind: 'text',
    name: w('执行标准', 'Standard'),
  },
]

const must = (attribute: string): DemoAsked => ({ attribute, required: true })
const may = (attribute: string): DemoAsked => ({ attribute, required: false })
const fresh = [must('origin'), must('storage'), may('organic')]
const packed = [must('storage'), must('shelf'), may('allergens')]

/** By category; what hangs below one is described by it too. */
export const asks: Record<string, DemoAsked[]> = {
  fruit: fresh,
  vegetable: fresh,
  meat: [must('origin'), must('storage')],
  seafood: [must('origin'), must('storage'), may('allergens')],
  dairy: [...packed, may('sugar'), may('organic'), may('standard')],
  bakery: packed,
  drinks: [must('storage'), must('shelf')],
  'drink-juice': [may('sugar')],
  'drink-soda': [may('sugar')],
  'drink-tea': [may('sugar')],
  'drink-alcohol': [must('alcohol')],
  brew: [must('storage'), must('shelf'), may('sugar')],
  'brew-tea': [must('origin')],
  snacks: packed,
  staples: [...packed, may('origin')],
  frozen: packed,
  household: [may('scent')],
  personal: [must('age'), may('scent')],
  baby: [must('age')],
  pets: [must('pet')],
}

const ORIGINS: [RegExp, string][] = [
  [/车厘子|啤梨|泰国|埃塞|橄榄油|意大利|藜麦|三文鱼/, 'abroad'],
  [/哈密瓜|香梨|红提|网纹瓜/, 'xinjiang'],
  [/红富士|猕猴桃|蛇果|黄元帅/, 'shaanxi'],
  [/芒|火龙果|凤梨|西瓜|小米辣|苦瓜|豆角/, 'hainan'],
  [/橙|橘|柠檬|青柠|香蕉|苹果蕉|芋头|莲藕/, 'guangxi'],
  [/柚|荔枝|正山|茉莉花茶/, 'fujian'],
  [/蓝莓|牛油果|菇|口蘑|玫瑰|花菜|青提|菠菜/, 'yunnan'],
  [/大葱|老姜|大蒜|萝卜|大白菜|山药|樱桃|草莓|青苹果|土豆|番茄|黄瓜|椒/, 'shandong'],
  [/东北|小米|糯玉米|玉米|红豆|绿豆|糙米/, 'northeast'],
  [/牛|羊/, 'inner'],
  [/带鱼|小黄鱼|花蛤|扇贝|对虾/, 'zhoushan'],
]
const ALLERGENS: [RegExp, string][] = [
  [/奶|酪|黄油|可颂|蛋糕|冰淇淋|雪糕|拿铁|摩卡|芝士|千层|蛋挞|巧克力|曲奇|威化|披萨/, 'milk'],
  [
    /面|包|饼|吐司|馒头|曲奇|可颂|水饺|馄饨|烧麦|蛋糕|蛋卷|麦|披萨|千层|瑞士卷|甜甜圈|手抓|挞|酱油|生抽|老抽/,
    'gluten',
  ],
  [/蛋|曲奇|可颂|泡芙|沙拉酱|千层|瑞士卷|甜甜圈/, 'egg'],
  [/豆奶|豆浆|生抽|老抽|豆瓣|酱油|豆沙|豆干/, 'soy'],
  [/坚果|核桃|腰果|杏仁|扁桃仁|开心果|夏威夷|榛/, 'nuts'],
  [/花生/, 'peanut'],
  [/鱼|蚝/, 'fish'],
  [/虾|蟹|海鲜面/, 'shellfish'],
]
const found = (table: [RegExp, string][], name: string) =>
  table.filter(([sign]) => sign.test(name)).map(([, key]) => key)

const CHILLED = new Set(['meat', 'seafood', 'dairy'])
/** Days goods keep, by the beginning of their category. */
const SHELF: [RegExp, number][] = [
  [/^dairy-(milk|yoghurt)/, 21],
  [/^dairy/, 180],
  [/^bake/, 5],
  [/^drink-water/, 540],
  [/^drink-alcohol/, 720],
  [/^drink-juice/, 30],
  [/^drink/, 365],
  [/^brew-tea/, 540],
  [/^brew/, 365],
  [/^snack/, 270],
  [/^staple-(sauce|oil)/, 540],
  [/^staple/, 360],
  [/^frozen/, 365],
]
const ALCOHOL: [RegExp, number][] = [
  [/黑啤/, 5.6],
  [/艾尔/, 6.2],
  [/果味啤酒/, 3.3],
  [/啤酒|拉格/, 4.7],
  [/米酒/, 8],
  [/青梅/, 12],
  [/./, 13],
]

function storageOf(root: string, { category, zh }: Goods): string {
  if (root === 'frozen') return 'frozen'
  if (CHILLED.has(root) || category === 'drink-juice' || category === 'veg-leafy') return 'chilled'
  return /蛋糕|千层|蛋挞|草莓|蓝莓|菇/.test(zh) &&
    (root === 'bakery' || root === 'fruit' || root === 'vegetable')
    ? 'chilled'
    : 'ambient'
}

const sugarOf = (name: string) =>
  /无糖|零糖|纯净|无添加/.test(name) ? 'none' : /低糖|低脂/.test(name) ? 'less' : 'usual'

function scentOf({ zh, flavours }: Goods): string {
  const words = zh + flavours.map((flavour) => flavour.zh).join('')
  if (/玫瑰|薰衣草|樱花|桂花|茉莉/.test(words)) return 'floral'
  if (/柠檬|蜜桃|椰/.test(words)) return 'fruit'
  return /纸|袋|膜|布|手套|巾|刷/.test(zh) ? 'plain' : 'fresh'
}

function agesOf(root: string, zh: string): string[] {
  if (root === 'baby') return /儿童|棉柔巾/.test(zh) ? ['children', 'babies'] : ['babies']
  return /毛巾|浴巾|洗手液|香皂|牙线|洗脸巾|软毛/.test(zh) ? ['adults', 'children'] : ['adults']
}

/** The facts of one good; `root` is its topmost category. Only what its categories ask for. */
export function valuesOf(root: string, row: Goods): DemoValues {
  const { category, zh } = row
  const asked = new Set([...(asks[root] ?? []), ...(asks[category] ?? [])].map((one) => one.attribute))
  const allergens = found(ALLERGENS, zh)
  const all: DemoValues = {
    origin: found(ORIGINS, zh)[0] ?? 'zhejiang',
    storage: storageOf(root, row),
    shelf: SHELF.find(([sign]) => sign.test(category))?.[1] ?? 360,
    ...(/有机/.test(zh) || (row.weighed && hashOf(`organic ${zh}`) % 8 === 0) ? { organic: true } : {}),
    ...(root === 'brew' && category !== 'brew-cereal' ? {} : { sugar: sugarOf(zh) }),
    ...(allergens.length ? { allergens } : {}),
    alcohol: ALCOHOL.find(([sign]) => sign.test(zh))![1],
    scent: scentOf(row),
    age: agesOf(root, zh),
    pet: /幼犬|猫条/.test(zh) ? ['young'] : /成/.test(zh) ? ['adult'] : ['young', 'adult'],
    ...(category === 'dairy-milk' ? { standard: w(...MILK_STANDARD) } : {}),
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.has(key)))
}
const MILK_STANDARD = ['GB 19645', 'GB 19645'] as const
