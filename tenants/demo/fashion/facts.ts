/** What the collection is described by: attributes, which category asks for which, and the values by name and look. */
import { choices, w } from '../../words.js'
import type { DemoAttribute, DemoAsked, DemoValues, Words } from '../shapes.js'
import type { Style } from './styles.js'

export const attributes: DemoAttribute[] = [
  {
    key: 'material',
    kind: 'choice',
    name: w('面料材质', 'Material'),
    filterable: true,
    choices: choices({
      cotton: '棉|Cotton',
      linen: '亚麻|Linen',
      silk: '桑蚕丝|Silk',
      wool: '羊毛|Wool',
      cashmere: '羊绒|Cashmere',
      viscose: '粘纤|Viscose',
      polyester: '聚酯纤维|Polyester',
      down: '羽绒|Down',
      denim: '牛仔布|Denim',
      leather: '牛皮|Leather',
      canvas: '帆布|Canvas',
      straw: '草编|Straw',
    }),
  },
  { key: 'composition', kind: 'text', name: w('成分', 'Composition') },
  {
    key: 'fit',
    kind: 'choice',
    name: w('版型', 'Fit'),
    filterable: true,
    choices: choices({ slim: '修身|Slim', regular: '合体|Regular', loose: '宽松|Relaxed' }),
  },
  {
    key: 'pattern',
    kind: 'choice',
    name: w('图案', 'Pattern'),
    filterable: true,
    choices: choices({
      plain: '纯色|Plain',
      floral: '碎花|Floral',
      stripe: '条纹|Stripes',
      check: '格纹|Checks',
      dot: '波点|Dots',
      logo: '徽标|Logo',
    }),
  },
  {
    key: 'sleeve',
    kind: 'choice',
    name: w('袖长', 'Sleeves'),
    filterable: true,
    choices: choices({ none: '无袖|Sleeveless', short: '短袖|Short', long: '长袖|Long' }),
  },
  {
    key: 'care',
    kind: 'choice',
    several: true,
    name: w('洗涤', 'Care'),
    choices: choices({
      machine: '30℃ 机洗|Machine wash, 30 °C',
      hand: '手洗|Hand wash',
      dry: '干洗|Dry clean',
      flat: '平铺晾干|Dry flat',
      wipe: '干布擦拭|Wipe with a dry cloth',
    }),
  },
  { key: 'machine', kind: 'flag', name: w('可机洗', 'Machine washable'), filterable: true },
  { key: 'heel', kind: 'number', name: w('跟高', 'Heel'), unit: w('厘米', 'cm') },
]

const must = (attribute: string): DemoAsked => ({ attribute, required: true })
const may = (attribute: string): DemoAsked => ({ attribute, required: false })
const worn = [
  must('material'),
  must('composition'),
  must('fit'),
  may('pattern'),
  must('care'),
  may('machine'),
]

/** By category. */
export const asks: Record<string, DemoAsked[]> = {
  dress: [...worn, must('sleeve')],
  top: [...worn, must('sleeve')],
  knit: [...worn, must('sleeve')],
  outer: worn,
  skirt: worn,
  bottom: worn,
  shoes: [must('material'), must('heel'), may('care')],
  accessory: [must('material'), may('pattern'), may('care')],
}

const MATERIALS: [RegExp, string, Words][] = [
  [/羊绒/, 'cashmere', w('100% 山羊绒', '100% cashmere')],
  [/真丝|桑蚕丝/, 'silk', w('100% 桑蚕丝', '100% mulberry silk')],
  [/亚麻/, 'linen', w('55% 亚麻、45% 棉', '55% linen, 45% cotton')],
  [/牛仔/, 'denim', w('99% 棉、1% 氨纶', '99% cotton, 1% elastane')],
  [/羽绒/, 'down', w('面料 100% 锦纶；填充物 90% 白鸭绒', 'Shell 100% nylon; filling 90% white duck down')],
  [/羊毛|双面呢|毛衣/, 'wool', w('70% 羊毛、30% 聚酯纤维', '70% wool, 30% polyester')],
  [/T 恤|棉|衬衫|短裤|卫衣|牛津|法兰绒/, 'cotton', w('100% 棉', '100% cotton')],
  [/针织|罗纹/, 'viscose', w('72% 粘纤、28% 聚酰胺', '72% viscose, 28% polyamide')],
  [/草帽/, 'straw', w('100% 拉菲草', '100% raffia')],
  [/托特|帆布/, 'canvas', w('100% 棉帆布', '100% cotton canvas')],
  [/鞋|包|腰带/, 'leather', w('头层牛皮', 'Full-grain leather')],
  [/./, 'polyester', w('95% 聚酯纤维、5% 氨纶', '95% polyester, 5% elastane')],
]
const PATTERNS: [RegExp, string][] = [
  [/floral/, 'floral'],
  [/stripe/, 'stripe'],
  [/check/, 'check'],
  [/dot/, 'dot'],
  [/logo/, 'logo'],
]
const HEELS: [RegExp, number][] = [
  [/高跟/, 8],
  [/中跟/, 5],
  [/./, 3],
]
const CARE: Record<string, string[]> = {
  cashmere: ['hand', 'dry', 'flat'],
  silk: ['hand', 'dry'],
  wool: ['dry', 'flat'],
  down: ['dry'],
  leather: ['wipe'],
  straw: ['wipe'],
  linen: ['hand'],
  canvas: ['hand'],
}
const first = <T>(table: [RegExp, T][], text: string): T => table.find(([sign]) => sign.test(text))![1]

function fitOf(names: string, look: string): string {
  if (/修身|收腰|slim|吊带|高跟|column/.test(names + look)) return 'slim'
  return /廓形|阔腿|卫衣|伞|重磅|wide|风衣/.test(names + look) ? 'loose' : 'regular'
}
function sleeveOf(category: string, names: string): string {
  if (/吊带/.test(names)) return 'none'
  return /T 恤|波点|茶歇/.test(names)
    ? 'short'
    : category === 'dress' && /收腰/.test(names)
      ? 'short'
      : 'long'
}

/** The facts of one style; only what its category asks for. */
export function valuesOf([category, names, look]: Style): DemoValues {
  const [, material, composition] = MATERIALS.find(([sign]) => sign.test(names))!
  const care = CARE[material] ?? ['machine']
  const all: DemoValues = {
    material,
    composition,
    fit: fitOf(names, look),
    pattern: PATTERNS.find(([sign]) => sign.test(look))?.[1] ?? 'plain',
    sleeve: sleeveOf(category, names),
    care,
    machine: care.includes('machine'),
    heel: first(HEELS, names),
  }
  const asked = new Set(asks[category]!.map((one) => one.attribute))
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.has(key)))
}
