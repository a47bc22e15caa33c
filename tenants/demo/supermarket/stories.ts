/** What the pages of some goods tell below their facts. */
import type { DemoStory } from '../shapes.js'
import type { Goods } from './goods/row.js'

const fruit: DemoStory = {
  zh: [
    { kind: 'heading', text: '从果园到门店，不过夜' },
    { kind: 'text', text: '清晨采摘，产地预冷，当天分拣上车。每一批到店先抽检甜度，不达标整批退回。' },
    { kind: 'heading', text: '怎么挑，怎么存' },
    {
      kind: 'list',
      items: ['拿在手里有分量，果蒂新鲜', '未熟的常温放两天，熟了再进冰箱', '切开后覆保鲜膜，当天吃完'],
    },
    {
      kind: 'table',
      head: false,
      rows: [
        ['计价', '按实际重量，门店称重'],
        ['售后', '坏果包赔，当日凭订单到店处理'],
      ],
    },
  ],
  en: [
    { kind: 'heading', text: 'From orchard to store without a night between' },
    {
      kind: 'text',
      text: 'Picked at dawn, cooled where it grows, sorted and loaded the same day. Every batch is tested for sweetness; what falls short goes back whole.',
    },
    { kind: 'heading', text: 'How to choose and keep it' },
    {
      kind: 'list',
      items: [
        'Heavy in the hand, with a fresh stem',
        'Unripe: two days at room temperature, then the fridge',
        'Once cut: cover it and finish it the same day',
      ],
    },
    {
      kind: 'table',
      head: false,
      rows: [
        ['Priced', 'by weight, on the scales of the store'],
        ['Not good?', 'We replace it the same day; bring your order'],
      ],
    },
  ],
}

const farmMilk: DemoStory = {
  zh: [
    { kind: 'heading', text: '云上牧场，海拔一千六' },
    { kind: 'text', text: '牧场自种牧草，每头牛都有耳标。早上挤奶，两小时内送到工厂，全程不高于 4℃。' },
    {
      kind: 'table',
      head: true,
      rows: [
        ['每 100 毫升', '含量'],
        ['能量', '284 千焦'],
        ['蛋白质', '3.6 克'],
        ['脂肪', '4.0 克'],
        ['碳水化合物', '4.9 克'],
        ['钙', '115 毫克'],
      ],
    },
    { kind: 'list', items: ['开封后冷藏，三日内饮完', '少量乳脂上浮属正常，摇匀即可'] },
  ],
  en: [
    { kind: 'heading', text: 'A farm above the clouds, at 1,600 metres' },
    {
      kind: 'text',
      text: 'The farm grows its own grass and knows each cow by its ear tag. Milked in the morning, at the dairy within two hours, never above 4 °C.',
    },
    {
      kind: 'table',
      head: true,
      rows: [
        ['In 100 ml', 'Content'],
        ['Energy', '284 kJ'],
        ['Protein', '3.6 g'],
        ['Fat', '4.0 g'],
        ['Carbohydrate', '4.9 g'],
        ['Calcium', '115 mg'],
      ],
    },
    {
      kind: 'list',
      items: ['Keep chilled once open, finish within three days', 'A little cream on top is normal: shake'],
    },
  ],
}

const coffee: DemoStory = {
  zh: [
    { kind: 'heading', text: '半山烘焙' },
    { kind: 'text', text: '每周二、五小批量烘焙，袋上印有烘焙日期。七到三十天之间风味最好。' },
    {
      kind: 'table',
      head: true,
      rows: [
        ['冲法', '粉量', '水', '时间'],
        ['手冲', '15 克', '240 毫升 92℃', '2 分 30 秒'],
        ['法压', '20 克', '300 毫升 95℃', '4 分'],
        ['意式', '18 克', '36 毫升', '27 秒'],
      ],
    },
  ],
  en: [
    { kind: 'heading', text: 'Roasted at Halfhill' },
    {
      kind: 'text',
      text: 'Small batches on Tuesdays and Fridays, with the roasting date on the bag. At its best from day seven to day thirty.',
    },
    {
      kind: 'table',
      head: true,
      rows: [
        ['Brew', 'Coffee', 'Water', 'Time'],
        ['Pour-over', '15 g', '240 ml, 92 °C', '2:30'],
        ['French press', '20 g', '300 ml, 95 °C', '4:00'],
        ['Espresso', '18 g', '36 ml', '0:27'],
      ],
    },
  ],
}

const meat: DemoStory = {
  zh: [
    { kind: 'heading', text: '当日分切，一批一证' },
    {
      kind: 'text',
      text: '每天早上六点到店，检疫合格证挂在柜台。需要切丝、切块、去骨，取货时跟师傅说一声就好。',
    },
    { kind: 'list', items: ['冷藏 0–4℃，两日内烹饪', '冷冻请分装，解冻后勿再冻'] },
  ],
  en: [
    { kind: 'heading', text: 'Cut the same day, a certificate for every batch' },
    {
      kind: 'text',
      text: 'In store at six each morning; the certificate hangs at the counter. Want it sliced, diced or boned? Just say so when you collect.',
    },
    { kind: 'list', items: ['Keep at 0–4 °C, cook within two days', 'Freeze in portions; never refreeze'] },
  ],
}

/** The story of a good; most have none. */
export function storyOf({ category, brand, zh }: Goods): DemoStory | undefined {
  if (category.startsWith('fruit-')) return fruit
  if (brand === 'ranch' && zh.endsWith('牛奶')) return farmMilk
  if (category === 'brew-coffee' && /豆|挂耳/.test(zh)) return coffee
  return category.startsWith('meat-') && category !== 'meat-egg' ? meat : undefined
}
