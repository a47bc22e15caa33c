/** Where else the supermarket's goods are sorted, what goes with what, and which words mean the same. */
import { w } from '../../words.js'
import type { DemoClassification } from '../shapes.js'
import type { Goods } from './goods/row.js'

export const classifications: DemoClassification[] = [
  { key: 'season', parentKey: null, name: w('时令', 'In season') },
  { key: 'spring', parentKey: 'season', name: w('春', 'Spring') },
  { key: 'summer', parentKey: 'season', name: w('夏', 'Summer') },
  { key: 'autumn', parentKey: 'season', name: w('秋', 'Autumn') },
  { key: 'winter', parentKey: 'season', name: w('冬', 'Winter') },
  { key: 'occasion', parentKey: null, name: w('场景', 'Occasion') },
  { key: 'breakfast', parentKey: 'occasion', name: w('元气早餐', 'Breakfast') },
  { key: 'hotpot', parentKey: 'occasion', name: w('围炉火锅', 'Hot pot') },
  { key: 'picnic', parentKey: 'occasion', name: w('露营野餐', 'Picnic') },
  { key: 'gift', parentKey: 'occasion', name: w('走亲送礼', 'Gifts') },
  { key: 'light', parentKey: 'occasion', name: w('轻食减脂', 'Light meals') },
]

const SIGNS: [string, RegExp][] = [
  ['spring', /草莓|香椿|菠菜|韭菜|鸡毛菜|荷兰豆|樱桃|车厘子|凤梨/],
  ['summer', /西瓜|荔枝|桃|油桃|葡萄|青提|芒|瓜$|黄瓜|丝瓜|茄子|空心菜|玉米|布林|番茄/],
  ['autumn', /梨|柚|苹果|红提|猕猴桃|莲藕|芋头|南瓜|板栗|山药|花菜/],
  ['winter', /橙|橘|萝卜|大白菜|菠菜|香菇|草莓|老姜|卷心菜|羊/],
  ['breakfast', /牛奶|酸奶|吐司|燕麦|麦片|鸡蛋|豆浆|豆奶|馒头|手抓饼|小笼|咖啡|可颂|餐包/],
  ['hotpot', /火锅|羊|牛|虾|菇|金针|生菜|毛肚|藕|土豆|小油条|啤酒|酸梅/],
  ['picnic', /气泡水|薯片|可乐|汽水|啤酒|三明治|可颂|水果脆|爆米花|草莓|蓝莓|果汁|湿巾|饼干|曲奇/],
  ['gift', /龙井|白茶|车厘子|干红|坚果|礼盒|蜂蜜|巧克力|咖啡豆|曲奇|蛋卷/],
  ['light', /鸡胸|西兰花|藜麦|无糖|零糖|低脂|脱脂|希腊|荞麦|生菜|牛油果|糙米|魔芋/],
]

const SEASONS = new Set(['spring', 'summer', 'autumn', 'winter'])
/** Keys of the values a good is sorted under; what is packed has no season. */
export const classesOf = ({ zh, weighed }: Goods): string[] =>
  SIGNS.filter(([key, sign]) => (weighed || !SEASONS.has(key)) && sign.test(zh)).map(([key]) => key)

/** Goods offered beside others: those whose name has the first words go with those that have the others. */
export const PAIRS: [string, string[]][] = [
  ['火锅底料', ['牛腩', '金针菇', '羊腿肉', '鲜香菇', '生菜']],
  ['意式拼配咖啡豆', ['鲜牛奶', '黑巧克力', '可颂']],
  ['挂耳咖啡', ['厚切牛奶吐司', '燕麦奶']],
  ['厚切牛奶吐司', ['黄油', '草莓果酱', '花生酱']],
  ['意大利面', ['番茄酱', '牛肉馅', '马苏里拉奶酪碎', '特级初榨橄榄油']],
  ['眼肉牛排', ['黄油', '西兰花', '赤霞珠干红']],
  ['鲈鱼', ['老姜', '香葱', '料酒']],
  ['奶油草莓', ['希腊酸奶', '淡奶油']],
  ['即食燕麦片', ['鲜牛奶', '蓝莓', '香蕉']],
  ['薯片', ['可乐', '果味气泡水']],
]

export const synonyms: string[][] = [
  ['番茄', '西红柿'],
  ['土豆', '马铃薯', '洋芋'],
  ['车厘子', '大樱桃'],
  ['猕猴桃', '奇异果'],
  ['牛油果', '鳄梨'],
  ['凤梨', '菠萝'],
  ['西兰花', '绿花菜'],
  ['蜜薯', '红薯', '地瓜'],
  ['香菜', '芫荽'],
  ['酸奶', '优格'],
  ['抽纸', '面巾纸'],
  ['卫生纸', '厕纸'],
  ['方便面', '泡面'],
  ['洗洁精', '洗碗液'],
]
