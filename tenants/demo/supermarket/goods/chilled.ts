import { packed, type Goods } from './row.js'

const milk = packed('dairy-milk', 'muxi', '盒|carton')
const farm = packed('dairy-milk', 'ranch', '盒|carton')
const yoghurt = packed('dairy-yoghurt', 'muxi', '杯|cup')
const drink = packed('dairy-yoghurt', 'ranch', '组|pack')
const cheese = packed('dairy-cheese', 'muxi', '盒|box')
const bread = packed('bake-bread', 'maishi', '袋|bag')
const cake = packed('bake-cake', 'maishi', '份|piece')

export const chilled: Goods[] = [
  milk('鲜牛奶|Fresh milk', 'milk_carton #2f78d0 #2f78d0 splash', '250ml=590 | 450ml=990 | 950ml=1890'),
  milk('低脂鲜牛奶|Low-fat fresh milk', 'milk_carton #3aa6b0 #3aa6b0 splash', '250ml=590 | 950ml=1890'),
  milk('高钙纯牛奶|High-calcium milk', 'brick #3b66b8 #ffffff splash', '250ml×6=2490 | 250ml×12=4790'),
  milk('脱脂纯牛奶|Skimmed milk', 'brick #5aa0d8 #ffffff splash', '250ml×6=2590 | 250ml×12=4890'),
  milk(
    '风味牛奶|Flavoured milk',
    'milk_bottle #e88a9a #e0323f strawberry',
    '280ml=690 | 900ml=1690',
    '草莓|Strawberry #e8808f strawberry; 巧克力|Chocolate #8a5a3c cocoa; 香蕉|Banana #f0c94a honey',
  ),
  farm('有机纯牛奶|Organic milk', 'brick #4d8a4a #ffffff leaf', '200ml×10=5980 | 250ml×12=6880'),
  farm('娟姗牛奶|Jersey milk', 'milk_bottle #d6a045 #d6a045 splash', '250ml=990 | 720ml=2480'),
  farm('燕麦奶|Oat milk', 'brick #b98a55 #e8c98a wheat', '250ml×6=3290 | 1L=1890'),
  farm('豆奶|Soy milk', 'milk_carton #b9a24a #6fae45 bean', '450ml=690 | 950ml=1190'),
  yoghurt(
    '风味酸奶|Flavoured yoghurt',
    'yoghurt_cup #e2596a #e0323f strawberry',
    '135g=490 | 135g×4=1790',
    '草莓|Strawberry #e2596a strawberry; 蓝莓|Blueberry #5a6cb8 blueberry; 黄桃|Peach #f2a24a peach; 芒果|Mango #f2b53a mango',
  ),
  yoghurt(
    '希腊酸奶|Greek yoghurt',
    'yoghurt_cup #3f6fa8 #e8a93a honey',
    '150g=890 | 400g=1990',
    '原味|Plain #3f6fa8 splash; 蜂蜜|Honey #d8963a honey',
  ),
  yoghurt('老酸奶|Traditional set yoghurt', 'yoghurt_cup #7fa8c8 #ffffff splash', '139g=450 | 139g×6=2390'),
  yoghurt('零糖酸奶|No-sugar yoghurt', 'milk_bottle #4f9a86 #4f9a86 leaf', '330g=1090 | 950g=2280'),
  drink(
    '活菌乳酸饮|Probiotic drink',
    'yoghurt_drink #e8604a #f59a23 orange',
    '100ml×5=990 | 100ml×20=3580',
    '原味|Original #e8604a splash; 白桃|White peach #f0909a peach; 低糖|Less sugar #4a90c8 leaf',
  ),
  drink(
    '儿童酸奶|Kids yoghurt',
    'yoghurt_drink #f2a03a #e0323f baby',
    '100g×4=1690 | 100g×8=3180',
    '草莓|Strawberry #f07a8c strawberry; 香草|Vanilla #f0bb4a flower',
  ),
  cheese('马苏里拉奶酪碎|Shredded mozzarella', 'frozen_bag #f0b93a #f6c445 cheese', '125g=1690 | 450g=3980'),
  cheese(
    '奶酪棒|Cheese sticks',
    'cheese #f2b530 #e8554a cheese',
    '100g=1690 | 500g=6980',
    '原味|Original #f2b530 cheese; 水果味|Fruit #f0808a strawberry',
  ),
  cheese('切片奶酪|Cheese slices', 'cheese #4a7fc8 #f6c445 cheese', '166g=1980 | 250g=2780'),
  cheese(
    '黄油|Butter',
    'butter #3f78b0 #f6d24a splash',
    '100g=1490 | 227g=2990',
    '原味|Unsalted #3f78b0 splash; 咸味|Salted #4a9a78 splash',
  ),
  cheese('淡奶油|Whipping cream', 'brick #c86a86 #ffffff splash', '250ml=1690 | 1L=5280'),
  bread('厚切牛奶吐司|Thick-cut milk toast', 'toast #d99a4e #d98a3e wheat', '200g=890 | 400g=1590'),
  bread('全麦吐司|Whole-wheat toast', 'toast #a9713f #8a5a2e wheat', '400g=1690'),
  bread('北海道吐司|Hokkaido toast', 'toast #e0aa62 #4a86c8 splash', '360g=1890'),
  bread('乡村面包|Country loaf', 'loaf #b5763a #f0dcae', '450g=2280'),
  bread('核桃欧包|Walnut loaf', 'loaf #8f5a30 #d9a860 nut', '300g=1980'),
  bread('可颂|Croissant', 'croissant #dd9a45', '2枚=1290@130 | 4枚=2390@260'),
  bread('海盐卷|Sea-salt roll', 'croissant #c98434', '4枚=1590@240'),
  bread('豆沙包|Red-bean bun', 'bun #cf8840 #f3e3c0', '4枚=1390@320'),
  bread('奶油餐包|Cream dinner rolls', 'bun #e0a657 #ffffff', '6枚=1280@270'),
  bread(
    '手撕面包|Pull-apart bread',
    'pillow #e6b458 #f0c04a wheat',
    '300g=1390 | 600g=2490',
    '原味|Original #e6b458 wheat; 椰香|Coconut #7cb8a0 leaf',
  ),
  cake('草莓奶油蛋糕|Strawberry cream cake', 'cake #f3a3ae #e0323f strawberry', '120g=2280 | 450g=6980'),
  cake('巧克力蛋糕|Chocolate cake', 'cake #6f4530 #7a4a30 cherry', '120g=2280 | 450g=6880'),
  cake('芒果千层|Mango mille crepe', 'cake #f6c24a #f7b32b mango', '130g=2580 | 500g=7680'),
  cake('抹茶蛋糕卷|Matcha roll', 'roll #8fb35a #8fb35a', '300g=3280'),
  cake('可可蛋糕卷|Cocoa roll', 'roll #8a5a3e #6b4228', '300g=3180'),
  cake('原味瑞士卷|Swiss roll', 'roll #e8bd6a #fff0d0', '300g=2980'),
  cake('蛋挞|Egg tarts', 'tart #f8cf56', '4枚=1590@260 | 6枚=2290@390'),
  cake('蓝莓挞|Blueberry tarts', 'tart #7a68b8', '4枚=2290@300'),
  cake(
    '甜甜圈|Doughnuts',
    'donut #f08aa0 #e0323f',
    '2枚=1290@140 | 4枚=2390@280',
    '草莓|Strawberry #f08aa0; 巧克力|Chocolate #6f4530; 抹茶|Matcha #9fbf6a',
  ),
]
