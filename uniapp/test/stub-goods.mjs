/** Goods, categories and stores of the stub shop. */
const hex = (n, length) => n.toString(16).padStart(length, '0')
export const uuid = (n) => `01939c00-0000-7000-8000-${hex(n, 12)}`

const NAMES = [
  ['水果', 'Fruit', '🍎'],
  ['蔬菜', 'Vegetables', '🥬'],
  ['乳品烘焙', 'Dairy & bakery', '🥛'],
  ['肉禽蛋', 'Meat & eggs', '🥩'],
  ['水产', 'Seafood', '🐟'],
  ['零食', 'Snacks', '🍪'],
  ['酒水饮料', 'Drinks', '🧃'],
  ['粮油调味', 'Pantry', '🍚'],
  ['个护清洁', 'Care & cleaning', '🧴'],
  ['家居服饰', 'Home & wear', '👕'],
]
export const categories = NAMES.flatMap(([zh, en], at) => [
  {
    id: uuid(100 + at),
    parentId: null,
    name: { zh, en },
    iconUrl: `/media/category-${at}.svg`,
    position: at,
    productCount: 12,
  },
  ...(at === 0
    ? ['苹果梨', '柑橘', '热带'].map((name, n) => ({
        id: uuid(200 + n),
        parentId: uuid(100),
        name: { zh: name, en: ['Apples', 'Citrus', 'Tropical'][n] },
        iconUrl: null,
        position: n,
        productCount: 4,
      }))
    : []),
])

const hours = [1, 2, 3, 4, 5, 6, 0].map((weekday) => ({
  weekday,
  from: weekday % 6 ? '07:00' : '08:00',
  to: '22:00',
}))
const store = (n, zh, en, address, lat, lng, openNow, services = ['pickup']) => ({
  id: uuid(300 + n),
  code: `S${n}`,
  name: { zh, en },
  kind: 'store',
  address,
  phone: '021-62345678',
  lat,
  lng,
  photoUrl: null,
  distanceMetres: null,
  openNow,
  opensAt: openNow ? null : '07:00',
  closesAt: openNow ? '22:00' : null,
  hours,
  services,
})
export const stores = [
  store(
    0,
    '青禾超市（静安寺店）',
    "Qinghe Jing'an Temple",
    '静安区南京西路1728号B1层',
    31.2243,
    121.4459,
    true,
  ),
  store(1, '青禾超市（徐家汇店）', 'Qinghe Xujiahui', '徐汇区虹桥路1号港汇恒隆广场', 31.1951, 121.4372, true),
  store(2, '青禾超市（五角场店）', 'Qinghe Wujiaochang', '杨浦区邯郸路600号', 31.3009, 121.5145, false),
  store(
    3,
    '青禾超市（世纪大道店）',
    'Qinghe Century Avenue',
    '浦东新区世纪大道1192号',
    31.2299,
    121.527,
    true,
    [],
  ),
]

const ITEMS = [
  ['红富士苹果', 'Fuji apples', '🍎', 0, 'weighed', 798, 500, 'hongfushipingguo hfspg'],
  ['云南蓝莓 125g', 'Yunnan blueberries 125 g', '🫐', 0, 'physical', 1980, 1, 'yunnanlanmei ynlm'],
  [
    '赣南脐橙 约1.5kg 现摘现发 果径80mm以上礼盒装',
    'Gannan navel oranges, about 1.5 kg',
    '🍊',
    0,
    'physical',
    2990,
    1,
    'gannanqicheng gnqc',
  ],
  ['鲜牛奶 950ml', 'Fresh milk 950 ml', '🥛', 2, 'physical', 1690, 1, 'xianniunai xnn'],
  ['全麦吐司', 'Wholemeal toast', '🍞', 2, 'physical', 1280, 1, 'quanmaitusi qmts'],
  ['黑猪五花肉', 'Pork belly', '🥩', 3, 'weighed', 3280, 500, 'heizhuwuhuarou hzwhr'],
  ['土鸡蛋 10枚', 'Free-range eggs, 10', '🥚', 3, 'physical', 1590, 1, 'tujidan tjd'],
  ['上海青', 'Bok choy', '🥬', 1, 'weighed', 398, 500, 'shanghaiqing shq'],
  ['三文鱼刺身 200g', 'Salmon sashimi 200 g', '🍣', 4, 'physical', 4990, 1, 'sanwenyu swy'],
  ['原味薯片 70g', 'Potato chips 70 g', '🥔', 5, 'physical', 690, 1, 'shupian sp'],
  ['无糖乌龙茶 500ml', 'Oolong tea 500 ml', '🍵', 6, 'physical', 450, 1, 'wulongcha wlc'],
  ['五常大米 5kg', 'Wuchang rice 5 kg', '🍚', 7, 'physical', 6990, 1, 'wuchangdami wcdm'],
  ['洗发水 500ml', 'Shampoo 500 ml', '🧴', 8, 'physical', 3990, 1, 'xifashui xfs'],
  ['纯棉圆领T恤', 'Cotton T-shirt', '👕', 9, 'options', 5900, 1, 'T-shirt tx'],
  ['香蕉', 'Bananas', '🍌', 0, 'weighed', 498, 500, 'xiangjiao xj'],
  ['巧克力曲奇', 'Chocolate cookies', '🍪', 5, 'physical', 1590, 1, 'quqi qq'],
]
export const skus = new Map()
export const media = (name) => ({
  id: uuid(5000 + [...name].reduce((sum, c) => sum + c.charCodeAt(0), 0)),
  alt: '',
  url: `/media/${name}.svg`,
  variants: [{ width: 400, url: `/media/${name}.svg` }],
})
const products = new Map()
export const productOf = (id) => products.get(id)

const OPTIONS = [
  {
    name: { zh: '颜色', en: 'Colour' },
    values: [
      { zh: '米白', en: 'Ivory' },
      { zh: '藏青', en: 'Navy' },
      { zh: '砖红', en: 'Brick' },
    ],
  },
  { name: { zh: '尺码', en: 'Size' }, values: ['S', 'M', 'L', 'XL'].map((zh) => ({ zh, en: zh })) },
]
export const goods = Array.from({ length: 48 }, (_, n) => {
  const [zh, en, , category, kind, base, unitSize, pinyin] = ITEMS[n % ITEMS.length]
  const price = base + Math.floor(n / ITEMS.length) * 130
  const many = kind === 'options'
  const product = {
    id: uuid(1000 + n),
    kind: many ? 'physical' : kind,
    name: { zh, en },
    detail: {
      zh: `${zh}，产地直采，当天到店。\n冷链运输，请尽快食用。`,
      en: `${en}, straight from the grower, in store the same day.`,
    },
    brand: n % 3 ? '青禾优选' : '',
    unit: many
      ? { zh: '件', en: 'pc' }
      : kind === 'weighed'
        ? { zh: '克', en: 'g' }
        : { zh: '份', en: 'pack' },
    categoryId: uuid(100 + category),
    options: many ? OPTIONS : [],
    media: [media(`item-${n % ITEMS.length}`), media(`item-${n % ITEMS.length}-b`)],
  }
  const available = n % 11 === 7 ? 0 : n % 5 === 1 ? 4 : kind === 'weighed' ? 18_500 : 86
  const combos = many ? [0, 1, 2].flatMap((c) => [0, 1, 2, 3].map((s) => [c, s])) : [[]]
  product.skus = combos.map((optionIndexes, at) => {
    const text = (language) => optionIndexes.map((v, o) => OPTIONS[o].values[v][language]).join(' · ')
    const sku = {
      id: uuid(2000 + n * 20 + at),
      code: `K${n}-${at}`,
      optionIndexes,
      price: price + (optionIndexes[1] === 3 ? 1000 : 0),
      listPrice: n % 4 ? price : price + 300,
      unitSize,
      available: many
        ? at % 5 === 2
          ? 0
          : 6 + at
        : kind === 'weighed' && available === 4
          ? 1400
          : available,
      picture: many ? media(`item-13-c${optionIndexes[0]}`) : null,
    }
    skus.set(sku.id, { ...sku, product, optionText: { zh: text('zh'), en: text('en') } })
    return sku
  })
  products.set(product.id, product)
  const prices = product.skus.map((sku) => sku.price)
  return {
    id: product.id,
    kind: product.kind,
    name: product.name,
    brand: product.brand,
    unit: product.unit,
    unitSize,
    picture: product.media[0],
    priceFrom: Math.min(...prices),
    priceTo: Math.max(...prices),
    listPriceFrom: product.skus[0].listPrice,
    available: Math.max(...product.skus.map((sku) => sku.available)),
    skuCount: product.skus.length,
    skuId: many ? null : product.skus[0].id,
    pinyin,
    categoryId: product.categoryId,
  }
})

/** A simple picture per kind of goods. */
export function drawing(path) {
  const svg = (w, h, inner) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${inner}</svg>`
  const banner = /banner-(\d)/.exec(path)
  if (banner)
    return svg(
      1200,
      456,
      `<rect width="1200" height="456" fill="${['#dff0d8', '#fdebd0'][banner[1] - 1]}"/><circle cx="960" cy="250" r="220" fill="${['#b8dfae', '#f8cf95'][banner[1] - 1]}"/><text x="80" y="210" font-size="64" font-weight="700" font-family="Noto Sans CJK SC" fill="#1d3b22">${['新鲜到店 当天取', '周末水果节'][banner[1] - 1]}</text>`,
    )
  const category = /category-(\d+)/.exec(path)
  if (category)
    return svg(
      96,
      96,
      `<rect width="96" height="96" fill="#f2f6ee"/><text x="48" y="66" font-size="52" text-anchor="middle">${NAMES[category[1]][2]}</text>`,
    )
  const [, n = 0, variant = ''] = /item-(\d+)(-\w+)?/.exec(path) ?? []
  const hue = (Number(n) * 47 + (variant ? variant.charCodeAt(variant.length - 1) * 53 : 0)) % 360
  return svg(
    800,
    800,
    `<rect width="800" height="800" fill="hsl(${hue} 45% 92%)"/><ellipse cx="400" cy="620" rx="240" ry="40" fill="hsl(${hue} 25% 80%)"/><text x="400" y="560" font-size="400" text-anchor="middle">${ITEMS[n][2]}</text>`,
  )
}
