import { packed, type Goods } from './row.js'

const biscuit = packed('snack-biscuit', 'wheatling', '盒|box')
const chips = packed('snack-chips', 'crispy', '袋|bag')
const sweet = packed('snack-sweet', 'cocoabay', '盒|box')
const candy = packed('snack-sweet', 'sugarbean', '袋|bag')
const nut = packed('snack-nut', 'hickory', '袋|bag')

export const snacks: Goods[] = [
  biscuit('黄油曲奇|Butter cookies', 'flat_box #3f6fb0 #d8963a wheat', '150g=1490 | 400g=3580'),
  biscuit(
    '夹心饼干|Sandwich biscuits',
    'carton_box #4a5fa8 #5a3a28 cocoa',
    '97g=590 | 388g=1980',
    '巧克力|Chocolate #5a4a8a cocoa; 草莓|Strawberry #e8788c strawberry; 香草|Vanilla #4a90c8 flower',
  ),
  biscuit(
    '苏打饼干|Soda crackers',
    'carton_box #6fae62 #5a9a4e wheat',
    '100g=490 | 400g=1590',
    '原味|Original #e0b84a wheat; 香葱|Scallion #6fae62 leaf; 海苔|Seaweed #3f7a62 leaf',
  ),
  biscuit('全麦消化饼|Wholemeal digestives', 'carton_box #b8743a #d8a04a wheat', '200g=990 | 400g=1780'),
  biscuit('蛋卷|Egg rolls', 'tin #e0a83a #c8603a egg', '160g=1680 | 454g=3980'),
  biscuit(
    '威化饼|Wafers',
    'pillow #d8604a #6b3f24 cocoa',
    '145g=790 | 320g=1490',
    '巧克力|Chocolate #8a5a3a cocoa; 柠檬|Lemon #e8c83a lemon',
  ),
  chips(
    '薯片|Potato chips',
    'chips #e8b42e #d8362f potato',
    '75g=690 | 135g=1090',
    '原味|Original #e8b42e potato; 番茄|Tomato #dc4a3a tomato; 黄瓜|Cucumber #6fb04a cucumber; 烤肉|Barbecue #b8503a beef',
  ),
  chips(
    '玉米片|Tortilla chips',
    'chips #f0a02e #d8362f corn',
    '80g=790 | 160g=1390',
    '芝士|Cheese #f0a83a cheese; 墨西哥辣|Chili #c8402e chili',
  ),
  chips('虾条|Prawn crackers', 'chips #f08a6a #d8482e shrimp', '60g=450 | 120g=790'),
  chips('雪米饼|Rice crackers', 'pillow #7fb8d8 #d8a04a rice', '84g=590 | 258g=1490'),
  chips(
    '爆米花|Popcorn',
    'window_bag #c84a4a #f6e08a corn',
    '120g=990 | 250g=1790',
    '焦糖|Caramel #b8743a corn; 奶油|Butter #e8c04a corn',
  ),
  chips('海苔脆|Seaweed crisps', 'pillow #3f7a5a #f0c04a leaf', '30g=890 | 80g=1990'),
  chips(
    '冻干水果脆|Freeze-dried fruit',
    'window_bag #e8788c #e0323f strawberry',
    '30g=1290 | 60g=2290',
    '草莓|Strawberry #e8788c strawberry; 芒果|Mango #f2b53a mango; 苹果|Apple #a8c04a apple',
  ),
  sweet(
    '黑巧克力|Dark chocolate',
    'chocolate #4a2f3a #d8a04a cocoa',
    '80g=1990 | 80g×3=5480',
    '72%|72% #4a2f3a cocoa; 85%|85% #2a2430 cocoa',
  ),
  sweet(
    '牛奶巧克力|Milk chocolate',
    'chocolate #a8623a #e8c98a splash',
    '80g=1690 | 216g=3980',
    '原味|Original #a8623a splash; 榛子|Hazelnut #b8823a nut; 海盐|Sea salt #3f7aa8 drop',
  ),
  sweet('夹心巧克力礼盒|Filled chocolates', 'flat_box #8a2f4a #d8a04a cocoa', '160g=3980 | 320g=7280'),
  sweet('抹茶生巧|Matcha truffles', 'flat_box #6a8f4a #8fb35a leaf', '120g=3280'),
  candy(
    '水果软糖|Fruit gummies',
    'candy_bag #f06a8a #7fd0c0',
    '60g=590 | 240g=1890',
    '葡萄|Grape #8a62b8; 草莓|Strawberry #f06a8a; 蜜桃|Peach #f59a82',
  ),
  candy('牛轧糖|Nougat', 'candy_bag #c8904a #e8604a', '100g=1090 | 300g=2780'),
  candy('薄荷糖|Mints', 'candy_bag #4ab8b0 #4a90c8', '45g=690 | 150g=1790'),
  candy('浓醇奶糖|Creamy milk candy', 'candy_bag #4a7ac8 #e8604a', '114g=890 | 400g=2480'),
  candy(
    '果冻|Fruit jelly',
    'puree #8ac04a #f2b53a peach',
    '90g=390 | 90g×8=2680',
    '黄桃|Peach #f2a24a peach; 葡萄|Grape #8a62b8 grape; 荔枝|Lychee #e890a0 lychee',
  ),
  nut('每日坚果|Daily nuts', 'carton_box #4a8a6a #c98a4a nut', '25g×7=3980 | 25g×30=12800'),
  nut('山核桃仁|Hickory kernels', 'window_bag #8a5a34 #b9793f nut', '120g=3980 | 250g=7280'),
  nut('巴旦木|Almonds', 'window_bag #d89a4a #c98a4a almond', '150g=2480 | 500g=6980'),
  nut('腰果|Cashews', 'window_bag #e8b86a #e8c98a peanut', '150g=2680 | 500g=7680'),
  nut('开心果|Pistachios', 'window_bag #7fa85a #a8b86a almond', '150g=2980 | 500g=8680'),
  nut(
    '香瓜子|Sunflower seeds',
    'pillow #c8482e #c98a4a nut',
    '160g=890 | 500g=2080',
    '五香|Five-spice #c8482e nut; 焦糖|Caramel #c8843a nut; 核桃味|Walnut #8a6a4a nut',
  ),
  nut('蒜香花生|Garlic peanuts', 'pillow #e0b04a #dcae68 peanut', '205g=1090 | 420g=1980'),
  nut('芒果干|Dried mango', 'window_bag #f2a52e #f7b32b mango', '100g=1680 | 250g=3480'),
  nut('红枣|Red dates', 'window_bag #a8302e #b8402e cherry', '250g=1690 | 500g=2980'),
  nut('蔓越莓干|Dried cranberries', 'window_bag #b82f4a #c83a4a cherry', '100g=1480 | 250g=2980'),
  nut(
    '猪肉脯|Pork jerky',
    'pillow #b8382e #e8a05a meat',
    '100g=1980 | 200g=3680',
    '原味|Original #b8382e meat; 香辣|Spicy #8a2424 chili',
  ),
]
