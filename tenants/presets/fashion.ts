import { PIECE, w, type Preset } from './shapes.js'

const SIZE = { name: w('尺码', 'Size'), values: ['S', 'M', 'L', 'XL'].map((size) => w(size, size)) }
const colours = (...values: [string, string][]) => ({
  name: w('颜色', 'Colour'),
  values: values.map(([zh, en]) => w(zh, en)),
})

export const fashion: Preset = {
  key: 'fashion',
  name: w('服装鞋包', 'Fashion'),
  primary: '#2f3b52',
  categories: [
    {
      key: 'women',
      name: w('女装', 'Women'),
      children: [
        { key: 'dress', name: w('连衣裙', 'Dresses') },
        { key: 'women-top', name: w('上衣', 'Tops') },
      ],
    },
    {
      key: 'men',
      name: w('男装', 'Men'),
      children: [
        { key: 'men-top', name: w('上衣', 'Tops') },
        { key: 'men-shirt', name: w('衬衫', 'Shirts') },
      ],
    },
    {
      key: 'accessory',
      name: w('配饰', 'Accessories'),
      children: [
        { key: 'bag', name: w('包袋', 'Bags') },
        { key: 'scarf', name: w('围巾', 'Scarves') },
      ],
    },
  ],
  goods: [
    {
      key: 'linen-dress',
      category: 'dress',
      name: w('亚麻收腰连衣裙', 'Linen dress'),
      detail: w('100% 亚麻，收腰，可机洗。', '100 % linen, fitted waist, machine washable.'),
      unit: PIECE,
      price: 39900,
      options: [colours(['米白', 'Ivory'], ['雾蓝', 'Mist blue'], ['酒红', 'Burgundy']), SIZE],
      shape: 'dress',
      colour: '#7d8fa9',
    },
    {
      key: 'knit-dress',
      category: 'dress',
      name: w('针织直筒裙', 'Knit dress'),
      detail: w('羊毛混纺，微弹。', 'Wool blend with a little stretch.'),
      unit: PIECE,
      price: 45900,
      options: [colours(['黑', 'Black'], ['驼', 'Camel']), SIZE],
      shape: 'dress',
      colour: '#8c6f52',
    },
    {
      key: 'silk-blouse',
      category: 'women-top',
      name: w('真丝衬衫', 'Silk blouse'),
      detail: w('桑蚕丝，垂感好。', 'Mulberry silk.'),
      unit: PIECE,
      price: 52900,
      options: [colours(['香槟', 'Champagne'], ['墨绿', 'Dark green']), SIZE],
      shape: 'shirt',
      colour: '#6a7b62',
    },
    {
      key: 'tee',
      category: 'men-top',
      name: w('重磅纯棉 T 恤', 'Heavy cotton tee'),
      detail: w('260 克重磅棉，不透不变形。', '260 g cotton that keeps its shape.'),
      unit: PIECE,
      price: 12900,
      options: [colours(['白', 'White'], ['黑', 'Black'], ['灰', 'Grey']), SIZE],
      shape: 'shirt',
      colour: '#5d6470',
    },
    {
      key: 'oxford',
      category: 'men-shirt',
      name: w('牛津纺衬衫', 'Oxford shirt'),
      detail: w('免烫处理，商务休闲皆宜。', 'Non-iron, for office and weekend.'),
      unit: PIECE,
      price: 25900,
      options: [colours(['白', 'White'], ['浅蓝', 'Light blue']), SIZE],
      shape: 'shirt',
      colour: '#5f86b3',
    },
    {
      key: 'tote',
      category: 'bag',
      name: w('帆布托特包', 'Canvas tote'),
      detail: w('加厚帆布，可放 14 寸电脑。', 'Thick canvas, fits a 14-inch laptop.'),
      unit: w('个', 'pc'),
      price: 15900,
      options: [colours(['本白', 'Natural'], ['黑', 'Black'])],
      shape: 'bag',
      colour: '#a58a5d',
    },
    {
      key: 'scarf',
      category: 'scarf',
      name: w('羊绒围巾', 'Cashmere scarf'),
      detail: w('100% 山羊绒，轻暖。', '100 % cashmere.'),
      unit: w('条', 'pc'),
      price: 49900,
      options: [colours(['灰', 'Grey'], ['驼', 'Camel'], ['红', 'Red'])],
      shape: 'box',
      colour: '#8d4a4a',
    },
  ],
}
