import type { DemoCategory } from '../shapes.js'
import { asks } from './facts.js'

/** Key and `zh|en` of a category, then the same of its children. */
const tree: [string, string, ...[string, string][]][] = [
  [
    'fruit',
    '水果|Fruit',
    ['fruit-core', '苹果梨桃|Apples, pears and stone fruit'],
    ['fruit-citrus', '柑橘橙柚|Citrus'],
    ['fruit-berry', '葡萄浆果|Grapes and berries'],
    ['fruit-tropical', '热带鲜果|Tropical fruit'],
    ['fruit-melon', '瓜类|Melons'],
  ],
  [
    'vegetable',
    '蔬菜|Vegetables',
    ['veg-leafy', '叶菜|Leafy greens'],
    ['veg-root', '根茎|Roots and tubers'],
    ['veg-gourd', '茄瓜豆|Gourds, beans and peppers'],
    ['veg-mushroom', '菌菇|Mushrooms'],
    ['veg-aroma', '葱姜蒜|Aromatics'],
  ],
  [
    'meat',
    '肉禽蛋|Meat and eggs',
    ['meat-pork', '猪肉|Pork'],
    ['meat-beef', '牛羊肉|Beef and lamb'],
    ['meat-poultry', '鸡鸭|Poultry'],
    ['meat-egg', '鲜蛋|Eggs'],
  ],
  ['seafood', '水产海鲜|Seafood', ['sea-fish', '鱼类|Fish'], ['sea-shell', '虾贝|Shrimp and shellfish']],
  [
    'dairy',
    '乳品|Dairy',
    ['dairy-milk', '牛奶|Milk'],
    ['dairy-yoghurt', '酸奶|Yoghurt'],
    ['dairy-cheese', '奶酪黄油|Cheese and butter'],
  ],
  [
    'bakery',
    '面包烘焙|Bakery',
    ['bake-bread', '面包吐司|Bread and toast'],
    ['bake-cake', '蛋糕点心|Cakes and pastries'],
  ],
  [
    'drinks',
    '酒水饮料|Drinks',
    ['drink-water', '饮用水|Water'],
    ['drink-juice', '果汁|Juice'],
    ['drink-soda', '汽水|Soft drinks'],
    ['drink-tea', '茶饮料|Tea drinks'],
    ['drink-alcohol', '啤酒葡萄酒|Beer and wine'],
  ],
  [
    'brew',
    '茶咖冲调|Tea, coffee and cereal',
    ['brew-tea', '茶叶|Tea'],
    ['brew-coffee', '咖啡|Coffee'],
    ['brew-cereal', '谷物冲饮|Cereal and powders'],
  ],
  [
    'snacks',
    '休闲零食|Snacks',
    ['snack-biscuit', '饼干|Biscuits'],
    ['snack-chips', '膨化|Chips'],
    ['snack-sweet', '糖果巧克力|Chocolate and candy'],
    ['snack-nut', '坚果蜜饯|Nuts and dried fruit'],
  ],
  [
    'staples',
    '粮油调味|Staples',
    ['staple-grain', '米面杂粮|Rice, flour and grains'],
    ['staple-noodle', '面条速食|Noodles'],
    ['staple-oil', '食用油|Cooking oil'],
    ['staple-sauce', '调味品|Sauces and seasoning'],
  ],
  [
    'frozen',
    '冷冻冷藏|Frozen',
    ['frozen-dumpling', '水饺汤圆|Dumplings'],
    ['frozen-meal', '速冻面点|Frozen meals'],
    ['frozen-ice', '冰淇淋|Ice cream'],
  ],
  [
    'household',
    '家庭清洁|Household',
    ['home-paper', '纸品|Paper goods'],
    ['home-laundry', '衣物清洁|Laundry'],
    ['home-kitchen', '厨卫清洁|Kitchen and bath'],
  ],
  [
    'personal',
    '个人护理|Personal care',
    ['care-hair', '洗发沐浴|Hair and body'],
    ['care-oral', '口腔护理|Oral care'],
    ['care-towel', '毛巾日用|Towels'],
  ],
  ['baby', '母婴|Baby', ['baby-diaper', '纸尿裤湿巾|Diapers and wipes'], ['baby-food', '宝宝辅食|Baby food']],
  ['pets', '宠物|Pets', ['pet-cat', '猫咪|Cats'], ['pet-dog', '狗狗|Dogs']],
]

const words = (text: string) => {
  const [zh, en] = text.split('|') as [string, string]
  return { zh, en }
}

export const categories: DemoCategory[] = tree.flatMap(([key, names, ...children], position) => [
  { key, parentKey: null, name: words(names), icon: `icon-${key}`, position, asks: asks[key] },
  ...children.map(([child, childNames], i) => ({
    key: child,
    parentKey: key,
    name: words(childNames),
    icon: `icon-${child}`,
    position: i,
    asks: asks[child],
  })),
])
