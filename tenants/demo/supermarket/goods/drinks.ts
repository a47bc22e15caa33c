import { packed, type Goods } from './row.js'

const water = packed('drink-water', 'yunjian', '瓶|bottle')
const juice = packed('drink-juice', 'chengguang', '瓶|bottle')
const soda = packed('drink-soda', 'popcat', '瓶|bottle')
const tea = packed('drink-tea', 'teaisle', '瓶|bottle')
const beer = packed('drink-alcohol', 'jiangchao', '罐|can')
const wine = packed('drink-alcohol', 'shian', '瓶|bottle')
const leaf = packed('brew-tea', 'wuli', '盒|box')
const coffee = packed('brew-coffee', 'halfhill', '袋|bag')
const cereal = packed('brew-cereal', 'guchen', '袋|bag')

export const drinks: Goods[] = [
  water(
    '天然山泉水|Spring water',
    'water #3c8fd6 #2f7fb8 mountain',
    '380ml=150 | 550ml=200 | 1.5L=390 | 5L=1090',
  ),
  water('纯净水|Purified water', 'water #43b0c0 #3a9fc0 drop', '550ml=160 | 550ml×12=1680'),
  water(
    '苏打水|Soda water',
    'water #6a86d8 #5a8ad0 bubbles',
    '400ml=390 | 400ml×12=4280',
    '原味|Plain #6a86d8 bubbles; 柠檬|Lemon #d8b82e lemon',
  ),
  water('碱性矿泉水|Alkaline mineral water', 'water #5a6f9a #6a8ac0 mountain', '500ml=590 | 1L=890'),
  juice(
    '鲜榨果汁|Fresh juice',
    'juice #f59a2a #f59a23 orange',
    '300ml=890 | 1L=2280',
    '橙汁|Orange #f59a2a orange; 苹果汁|Apple #d8c04a apple; 西柚汁|Grapefruit #ee7a62 grapefruit; 葡萄汁|Grape #7a4a9a grape',
  ),
  juice(
    '复合果蔬汁|Fruit and vegetable juice',
    'juice #e87a3a #f0862b carrot',
    '300ml=790 | 900ml=1890',
    '胡萝卜橙|Carrot and orange #e8803a carrot; 番茄|Tomato #d8483a tomato; 羽衣甘蓝|Kale #6fae4a cabbage',
  ),
  juice('芒果汁|Mango nectar', 'juice #f2b53a #f7b32b mango', '300ml=690 | 1L=1590'),
  juice('蓝莓汁|Blueberry juice', 'juice #5a4a9a #5a4a9a blueberry', '300ml=1090'),
  soda('可乐|Cola', 'soda #c8302e #3a1c14 bubbles', '330ml×6=1380 | 500ml=330 | 2L=790'),
  soda('无糖可乐|Cola zero', 'soda #2a2a32 #3a1c14 bubbles', '330ml×6=1380 | 500ml=350 | 2L=790'),
  soda(
    '果味气泡水|Flavoured sparkling water',
    'can #f2909c #ffffff peach',
    '330ml=490 | 330ml×6=2680',
    '白桃|White peach #f2909c peach; 青柠|Lime #8cc653 lime; 葡萄|Grape #9a78c8 grape; 荔枝|Lychee #f0b0b8 lychee',
  ),
  soda('柠檬汽水|Lemon soda', 'soda #e8c22e #f4e28a lemon', '500ml=330 | 1.25L=590'),
  soda('橙味汽水|Orange soda', 'soda #ee7d22 #f5a23a orange', '500ml=330 | 1.25L=590'),
  soda('苹果醋饮|Apple vinegar drink', 'juice #d8a83a #c8463a apple', '280ml=590 | 650ml=1090'),
  soda(
    '运动饮料|Sports drink',
    'soda #2f78c8 #bfe0f2 drop',
    '500ml=490 | 500ml×6=2680',
    '柠檬|Lemon #2f78c8 lemon; 西柚|Grapefruit #e86a72 grapefruit',
  ),
  soda('能量饮料|Energy drink', 'can #d8a22e #c8302e star', '250ml=590 | 250ml×6=3280'),
  tea(
    '无糖茶|Unsweetened tea',
    'tea_drink #4f8a4a #b8c46a tea',
    '500ml=490 | 900ml=790',
    '绿茶|Green #4f8a4a tea; 乌龙茶|Oolong #a87a3a tea; 茉莉花茶|Jasmine #7fae9a jasmine; 红茶|Black #a8483a tea',
  ),
  tea('柠檬红茶|Lemon black tea', 'tea_drink #d8983a #c87a32 lemon', '500ml=390 | 1L=590'),
  tea('蜜桃乌龙|Peach oolong', 'tea_drink #e8858c #d8a05a peach', '500ml=490 | 900ml=790'),
  tea(
    '港式奶茶|Milk tea',
    'tea_drink #a8744a #c89a6a tea',
    '350ml=690 | 500ml=890',
    '原味|Original #a8744a tea; 抹茶|Matcha #8aa84a leaf',
  ),
  beer('精酿小麦啤酒|Craft wheat beer', 'can #d8a02e #f4dfa0 wheat', '330ml=790 | 500ml×6=5280'),
  beer('经典拉格|Classic lager', 'beer #2f6f4a #2f5a34 wheat', '500ml=590 | 500ml×12=6280'),
  beer('印度淡色艾尔|India pale ale', 'can #c8623a #f0b06a leaf', '330ml=990 | 330ml×6=5480'),
  beer('黑啤|Dark stout', 'beer #3a2a24 #3a241a wheat', '500ml=890'),
  beer(
    '果味啤酒|Fruit beer',
    'can #e8788c #ffffff strawberry',
    '330ml=690 | 330ml×6=3880',
    '草莓|Strawberry #e8788c strawberry; 菠萝|Pineapple #e8bc3a pineapple',
  ),
  wine('赤霞珠干红|Cabernet Sauvignon', 'wine #6a1f2e #2a1a20 grape', '187ml=2980 | 750ml=7980'),
  wine('霞多丽干白|Chardonnay', 'wine #b8a24a #8a9a4a grape', '750ml=8980'),
  wine('桃红葡萄酒|Rose wine', 'wine #d8808a #e0a0a0 rose', '750ml=8580'),
  wine('青梅酒|Green plum wine', 'wine #6f8f4a #a8b86a leaf', '330ml=3980 | 750ml=7280'),
  wine('桂花米酒|Osmanthus rice wine', 'beer #c89a3a #d8c07a osmanthus', '330ml=1980 | 750ml=3680'),
  leaf('西湖龙井|Longjing green tea', 'tin #5f8f4a #b89a55 tea', '50g=6800 | 125g=15800'),
  leaf('安吉白茶|Anji white tea', 'tin #a8b87a #b89a55 tea', '50g=5800 | 100g=10800'),
  leaf('正山小种|Lapsang souchong', 'tin #8a3a34 #c89a55 tea', '100g=6800 | 250g=14800'),
  leaf('茉莉花茶|Jasmine tea', 'tea_box #5f9f8a #d8b05a jasmine', '100g=3980 | 250g=8800'),
  leaf(
    '袋泡茶|Tea bags',
    'tea_box #b8503a #d8a04a tea',
    '20袋=1980@60 | 50袋=4280@130',
    '红茶|Black #b8503a tea; 绿茶|Green #5a9a4e tea; 玫瑰|Rose #d8708a rose; 薰衣草|Lavender #8a76c0 lavender',
  ),
  coffee(
    '意式拼配咖啡豆|Espresso blend beans',
    'coffee_bag #3a2c28 #c87a3a coffee',
    '227g=4980 | 454g=8980 | 1kg=16800',
  ),
  coffee('埃塞俄比亚咖啡豆|Ethiopia beans', 'coffee_bag #5a7a6a #e0a05a coffee', '227g=6980'),
  coffee(
    '挂耳咖啡|Drip coffee bags',
    'carton_box #6a4a3a #e0a05a coffee',
    '7包=3480@85 | 20包=7980@230',
    '深烘|Dark roast #5a3a2c coffee; 中烘|Medium roast #a8683a coffee',
  ),
  coffee('冻干速溶咖啡|Freeze-dried coffee', 'jar #4a2e20 #3a2c28 coffee', '100g=4580 | 200g=7980'),
  coffee(
    '即饮拿铁|Ready-to-drink latte',
    'yoghurt_drink #b08050 #6b3f24 coffee',
    '270ml=890 | 270ml×6=4880',
    '拿铁|Latte #b08050 coffee; 摩卡|Mocha #6b4030 cocoa',
  ),
  cereal('即食燕麦片|Instant oats', 'coffee_bag #d8a04a #e0b04a wheat', '400g=1290 | 1kg=2480'),
  cereal(
    '水果麦片|Fruit granola',
    'window_bag #e8788a #d8a04a strawberry',
    '200g=1680 | 400g=2980',
    '草莓|Strawberry #e8788a strawberry; 热带水果|Tropical #f0b03a mango',
  ),
  cereal('玉米脆片|Corn flakes', 'carton_box #f0b52e #f6c630 corn', '275g=1980 | 500g=3280'),
  cereal('黑芝麻糊|Black sesame paste', 'coffee_bag #4a4450 #6a5f72 almond', '360g=1980 | 600g=2980'),
  cereal('无糖豆浆粉|Soy milk powder', 'coffee_bag #d8c27a #6fae45 bean', '300g=1680 | 500g=2580'),
]
