/** Where else the collection is sorted, what goes with what, and which words mean the same. */
import { w } from '../../words.js'
import type { DemoClassification } from '../shapes.js'
import type { Style } from './styles.js'

export const classifications: DemoClassification[] = [
  { key: 'season', parentKey: null, name: w('季节', 'Season') },
  { key: 'spring', parentKey: 'season', name: w('春', 'Spring') },
  { key: 'summer', parentKey: 'season', name: w('夏', 'Summer') },
  { key: 'autumn', parentKey: 'season', name: w('秋', 'Autumn') },
  { key: 'winter', parentKey: 'season', name: w('冬', 'Winter') },
  { key: 'series', parentKey: null, name: w('系列', 'Collection') },
  { key: 'office', parentKey: 'series', name: w('都市通勤', 'City office') },
  { key: 'holiday', parentKey: 'series', name: w('海岸假日', 'Coastal holiday') },
  { key: 'weekend', parentKey: 'series', name: w('周末松弛', 'Easy weekend') },
  { key: 'evening', parentKey: 'series', name: w('晚宴派对', 'Evening') },
]

const SIGNS: [string, RegExp][] = [
  ['spring', /衬衫|风衣|连衣裙|针织衫|半身裙|西装|鞋|牛仔|包|托特|棒球帽/],
  ['summer', /短|亚麻|草帽|T 恤|吊带|碎花|波点|伞裙|托特|凉/],
  ['autumn', /风衣|西装|针织|卫衣|西裤|牛仔|羊毛半裙|跑鞋|腰带|包|烟管/],
  ['winter', /羊绒|羊毛|羽绒|大衣|毛衣|法兰绒|围巾|袜/],
  ['office', /衬衫|西装|西裤|烟管|半身裙|高跟|中跟|单肩包|腰带|风衣/],
  ['holiday', /碎花|波点|亚麻|草帽|吊带|托特|短裤|茶歇/],
  ['weekend', /T 恤|卫衣|牛仔|小白鞋|跑鞋|棒球帽|毛衣|针织|袜|托特/],
  ['evening', /真丝|缎面|高跟|玛丽珍|翻盖/],
]

/** Keys of the values a style is sorted under; what is worn all year has no season. */
export const classesOf = ([, names]: Style): string[] =>
  SIGNS.filter(([, sign]) => sign.test(names)).map(([key]) => key)

/** What completes the look: goods whose name has the first words go with those that have the others. */
export const PAIRS: [string, string[]][] = [
  ['茶歇碎花连衣裙', ['渔夫草帽', '玛丽珍中跟鞋', '帆布托特包']],
  ['收腰衬衫连衣裙', ['牛皮腰带', '尖头高跟鞋']],
  ['真丝吊带长裙', ['廓形西装外套', '翻盖单肩包']],
  ['百褶半身裙', ['罗纹针织衫', '小白鞋']],
  ['重磅棉 T 恤', ['高腰直筒牛仔裤', '棒球帽']],
  ['真丝蝴蝶结衬衫', ['阔腿西裤', '尖头高跟鞋']],
  ['羊绒圆领毛衣', ['羊毛双面呢大衣', '羊绒围巾', '烟管裤']],
  ['双排扣风衣', ['阔腿西裤', '翻盖单肩包', '羊绒围巾']],
  ['高腰直筒牛仔裤', ['牛津纺衬衫', '小白鞋', '牛皮腰带']],
  ['连帽卫衣', ['复古跑鞋', '棒球帽', '罗纹棉袜']],
]

export const synonyms: string[][] = [
  ['毛衣', '针织衫', '毛衫'],
  ['连衣裙', '长裙'],
  ['卫衣', '帽衫'],
  ['围巾', '披肩'],
  ['西装', '西服'],
  ['小白鞋', '板鞋'],
  ['单肩包', '挎包'],
  ['大衣', '外套'],
]
