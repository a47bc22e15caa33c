import { w, type Preset } from './shapes.js'

const CUP = w('杯', 'cup')
const PORTION = w('份', 'portion')
const HEAT = {
  name: w('温度', 'Temperature'),
  values: [w('热', 'Hot'), w('少冰', 'Less ice'), w('正常冰', 'Iced')],
}
const CUP_SIZE = { name: w('杯型', 'Cup'), values: [w('中杯', 'Regular'), w('大杯', 'Large')] }

export const catering: Preset = {
  key: 'catering',
  name: w('餐饮茶饮', 'Catering'),
  primary: '#a8441b',
  categories: [
    {
      key: 'drinks',
      name: w('饮品', 'Drinks'),
      children: [
        { key: 'tea', name: w('茶饮', 'Tea') },
        { key: 'coffee', name: w('咖啡', 'Coffee') },
      ],
    },
    {
      key: 'meals',
      name: w('餐食', 'Meals'),
      children: [
        { key: 'rice-meal', name: w('饭类', 'Rice') },
        { key: 'noodle', name: w('面类', 'Noodles') },
        { key: 'side', name: w('小食', 'Sides') },
      ],
    },
    {
      key: 'retail',
      name: w('周边', 'To take home'),
      children: [{ key: 'beans', name: w('咖啡豆', 'Coffee beans') }],
    },
  ],
  goods: [
    {
      key: 'milk-tea',
      category: 'tea',
      name: w('招牌鲜奶茶', 'House milk tea'),
      detail: w('现萃红茶加鲜牛奶。', 'Black tea brewed to order, with fresh milk.'),
      unit: CUP,
      price: 1500,
      options: [HEAT, CUP_SIZE],
      step: 300,
      shape: 'cup',
      colour: '#a9764b',
    },
    {
      key: 'lemon-tea',
      category: 'tea',
      name: w('手打柠檬茶', 'Pounded lemon tea'),
      detail: w('香水柠檬现捣。', 'Lemons pounded to order.'),
      unit: CUP,
      price: 1600,
      options: [CUP_SIZE],
      step: 300,
      shape: 'cup',
      colour: '#b3a02f',
    },
    {
      key: 'latte',
      category: 'coffee',
      name: w('拿铁', 'Latte'),
      detail: w('双份浓缩。', 'Two shots.'),
      unit: CUP,
      price: 1800,
      options: [HEAT, CUP_SIZE],
      step: 400,
      shape: 'cup',
      colour: '#7b5636',
    },
    {
      key: 'beef-rice',
      category: 'rice-meal',
      name: w('红烧牛腩饭', 'Braised beef rice'),
      detail: w('慢炖三小时，配时蔬。', 'Braised for three hours, with greens.'),
      unit: PORTION,
      price: 3200,
      shape: 'bowl',
      colour: '#8a4b2a',
    },
    {
      key: 'noodle',
      category: 'noodle',
      name: w('葱油拌面', 'Scallion noodles'),
      detail: w('手擀面。', 'Hand-rolled.'),
      unit: PORTION,
      price: 1800,
      options: [{ name: w('加料', 'Extra'), values: [w('不加', 'None'), w('煎蛋', 'Fried egg')] }],
      step: 300,
      shape: 'bowl',
      colour: '#6f7f3d',
    },
    {
      key: 'wings',
      category: 'side',
      name: w('香烤鸡翅', 'Roast wings'),
      detail: w('一份 4 只。', 'Four of them.'),
      unit: PORTION,
      price: 1600,
      shape: 'bowl',
      colour: '#b5602b',
    },
    {
      key: 'beans',
      category: 'beans',
      name: w('埃塞俄比亚咖啡豆', 'Ethiopian beans'),
      detail: w('浅烘，200 克。', 'Light roast, 200 g.'),
      unit: w('袋', 'bag'),
      price: 6800,
      shape: 'bag',
      colour: '#5b4636',
    },
  ],
}
