import type { DemoCategory, Words } from '../shapes.js'

const texts: Record<string, Words> = {
  fruit: {
    zh: '产地直采，当日到店。按重量计价，可现场挑选；建议冷藏保存，三日内食用。',
    en: 'Picked at the orchard and in store the same day. Priced by weight, choose your own; keep chilled and enjoy within three days.',
  },
  vegetable: {
    zh: '清晨采收，全程冷链。按重量计价，收货后请尽快食用。',
    en: 'Harvested at dawn and kept cold all the way. Priced by weight; best eaten soon.',
  },
  meat: {
    zh: '每批检疫合格，门店现场分切。0 至 4℃ 冷藏保存。',
    en: 'Inspected batch by batch and cut in store. Keep at 0 to 4 °C.',
  },
  seafood: {
    zh: '产地当日发货，门店免费宰杀清洗。',
    en: 'Shipped on the day of landing; cleaned in store free of charge.',
  },
  dairy: {
    zh: '来自自有牧场的奶源，2 至 6℃ 冷藏，开封后请尽快饮用。',
    en: 'Milk from the dairy’s own farms. Keep at 2 to 6 °C and finish soon after opening.',
  },
  bakery: {
    zh: '门店每日现烤，不添加防腐剂，当日食用风味最佳。',
    en: 'Baked in store every day without preservatives; best on the day.',
  },
  drinks: {
    zh: '常温避光保存，冰镇后口感更佳。',
    en: 'Keep away from light at room temperature; better chilled.',
  },
  brew: { zh: '密封防潮保存，开封后请尽快饮用。', en: 'Keep sealed and dry; enjoy soon after opening.' },
  snacks: {
    zh: '独立小包装，随时分享。请置于阴凉干燥处。',
    en: 'Packed for sharing. Store in a cool, dry place.',
  },
  staples: {
    zh: '严选原料，厨房常备。请置于阴凉干燥处。',
    en: 'A kitchen staple from chosen raw materials. Store in a cool, dry place.',
  },
  frozen: {
    zh: '-18℃ 锁鲜，无需解冻即可烹饪；解冻后请勿再次冷冻。',
    en: 'Frozen fresh at -18 °C; cook from frozen and do not refreeze.',
  },
  household: {
    zh: '家庭常备，实惠大包装可选。请放置在儿童接触不到的地方。',
    en: 'For every home, with a value pack to choose. Keep out of reach of children.',
  },
  personal: {
    zh: '温和配方，日常护理。如有不适请停止使用。',
    en: 'Mild, for daily care. Stop using it if irritation occurs.',
  },
  baby: {
    zh: '为宝宝严选，每批检测合格。请在成人看护下使用。',
    en: 'Chosen for babies and tested batch by batch. Use under adult supervision.',
  },
  pets: { zh: '营养均衡，适口性好。请备足清洁饮水。', en: 'Balanced and tasty. Always provide fresh water.' },
}

/** What the product page says about goods of a category, by its parent. */
export function descriptionOf(category: DemoCategory): Words {
  return texts[category.parentKey ?? category.key]!
}
