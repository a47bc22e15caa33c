import { packed, type Goods } from './row.js'

const paper = packed('home-paper', 'cloudsoft', '提|pack')
const laundry = packed('home-laundry', 'jinglan', '瓶|bottle')
const kitchen = packed('home-kitchen', 'tidycraft', '瓶|bottle')
const hair = packed('care-hair', 'mukin', '瓶|bottle')
const oral = packed('care-oral', 'haobai', '支|piece')
const towel = packed('care-towel', 'cloudsoft', '条|piece')
const diaper = packed('baby-diaper', 'sprout', '包|pack')
const food = packed('baby-food', 'sprout', '份|pack')
const cat = packed('pet-cat', 'pawmeow', '袋|bag')
const dog = packed('pet-dog', 'pawmeow', '袋|bag')

export const homeGoods: Goods[] = [
  paper('抽纸|Facial tissues', 'soft_pack #7fc0d8 #4a90c8 flower', '100抽×6=1690@900 | 100抽×18=4280@2600'),
  paper('盒装面巾纸|Boxed tissues', 'tissue_box #e8a0b0 #ffffff rose', '150抽=790@220 | 150抽×3=2180@660'),
  paper('卷筒卫生纸|Toilet rolls', 'rolls #5aa89a #4a8a6a leaf', '10卷=2280@1400 | 27卷=4980@3700'),
  paper('厨房纸巾|Kitchen towels', 'rolls #e0a23a #d8843a tomato', '2卷=1290@420 | 6卷=3280@1260'),
  paper('湿厕纸|Moist toilet tissue', 'soft_pack #8a9ad8 #5a6ab8 drop', '40抽=690@230 | 80抽×3=2980@1300'),
  paper('手帕纸|Pocket tissues', 'home_pack #9a8ad0 #e8708a rose', '10包=790@180 | 24包=1690@430'),
  laundry(
    '洗衣液|Laundry liquid',
    'jug #3f7fd0 #e8803a lavender',
    '1kg=1690 | 3kg=3980',
    '薰衣草|Lavender #8a76c8 lavender; 清新|Fresh #3f7fd0 drop; 樱花|Cherry blossom #e88aa8 rose',
  ),
  laundry('洗衣凝珠|Laundry pods', 'powder_can #4a6fc8 #e8788c bubbles', '30颗=3980@520 | 52颗=5980@880'),
  laundry('柔顺剂|Fabric softener', 'jug #e890b0 #f0c0d0 rose', '1L=1990 | 2L=3480'),
  laundry('衣领净|Collar cleaner', 'spray #3f9ab0 #3f7fd0 bubbles', '500ml=1490'),
  laundry('肥皂|Laundry soap', 'soap #f0d88a #d8a02e bubbles', '200g×2=790 | 200g×4=1490'),
  kitchen(
    '洗洁精|Dish soap',
    'pump #8ac04a #4a8a3a lemon',
    '500ml=890 | 1.5kg=1790',
    '柠檬|Lemon #d8c83a lemon; 茶籽|Tea seed #7fae5a tea',
  ),
  kitchen('油污净|Grease remover', 'spray #e8803a #c8482e bubbles', '500ml=1690 | 500ml×2=2980'),
  kitchen('洁厕剂|Toilet cleaner', 'bottle #3f6fc8 #2f4f9a bubbles', '500ml=990 | 500ml×3=2580'),
  kitchen('玻璃清洁剂|Glass cleaner', 'spray #5ab0e0 #3f86c8 drop', '500ml=1290'),
  kitchen('84消毒液|Disinfectant', 'jug #e8e0d0 #3f86c8 drop', '1L=1090 | 2.5L=1990'),
  kitchen('垃圾袋|Bin bags', 'home_pack #5a6a7a #8ac04a leaf', '50只=790@300 | 150只=1890@900'),
  kitchen('保鲜膜|Cling film', 'flat_box #4aa8a0 #d8c83a apple', '30m=990@350 | 60m=1690@620'),
  kitchen('百洁布|Scouring pads', 'home_pack #e0b02e #6fae45 bubbles', '6片=990@120'),
  kitchen('一次性手套|Disposable gloves', 'carton_box #5aa0c8 #ffffff drop', '100只=890@200'),
  hair(
    '氨基酸洗发水|Amino shampoo',
    'pump #6fae9a #3f7a6a leaf',
    '400ml=3980 | 750ml=6280',
    '控油|Oil control #5aa08a leaf; 柔顺|Smoothing #d88aa0 rose; 去屑|Anti-dandruff #5a8ac8 drop',
  ),
  hair('护发素|Conditioner', 'bottle #c8a0c8 #8a5a9a lavender', '300ml=3280 | 500ml=4680'),
  hair(
    '香氛沐浴露|Fragrant body wash',
    'pump #e8b0a0 #c8786a rose',
    '500ml=2980 | 1L=4980',
    '玫瑰|Rose #e8909a rose; 桂花|Osmanthus #e8bc5a osmanthus; 海盐|Sea salt #6ab0c8 drop',
  ),
  hair('洗手液|Hand wash', 'pump #7fc0a8 #4a8a78 bubbles', '300ml=1290 | 500ml=1790'),
  hair(
    '香皂|Bath soap',
    'soap #f3c8d0 #d8788c rose',
    '108g=590 | 108g×4=1990',
    '玫瑰|Rose #f3c0cc rose; 牛奶|Milk #f3ead8 splash; 艾草|Mugwort #b8cf9a leaf',
  ),
  hair('护手霜|Hand cream', 'tube #e8a8b8 #c8607a rose', '50g=1990 | 80g=2890'),
  hair('洗面奶|Face wash', 'tube #6ab0d8 #3f86c8 drop', '100g=2980 | 150g=3980'),
  oral(
    '牙膏|Toothpaste',
    'tube #3f9ac8 #3fae8a leaf',
    '120g=1290 | 120g×3=3280',
    '薄荷|Mint #3fae9a leaf; 柠檬|Lemon #d8c02e lemon; 竹盐|Bamboo salt #6a9a4a leaf',
  ),
  oral('软毛牙刷|Soft toothbrushes', 'brush #4a90d0 #f08aa0', '2支=1290@60 | 4支=2290@110'),
  oral(
    '漱口水|Mouthwash',
    'bottle #4ab8a8 #2f7a70 leaf',
    '250ml=1990 | 500ml=3280',
    '薄荷|Mint #4ab8a8 leaf; 蜜桃|Peach #f0a09a peach',
  ),
  oral('牙线棒|Floss picks', 'home_pack #4aa0d8 #ffffff star', '50支=990@70 | 150支=2280@190'),
  towel('纯棉毛巾|Cotton towel', 'towel #8ab8c8 #e8c8b0', '1条=1990@110 | 3条=4980@330'),
  towel('浴巾|Bath towel', 'towel #c8a8b8 #a8b8a0', '1条=4980@420'),
  towel('洗脸巾|Face tissues', 'soft_pack #e8b8a8 #d8788c rose', '80抽=1290@260 | 80抽×3=3280@780'),
  diaper(
    '婴儿纸尿裤|Baby diapers',
    'diapers #4aa8d8 #f0904a baby',
    '小号 S=6980@1700 | 中号 M=7280@1900 | 大号 L=7580@2100',
  ),
  diaper('拉拉裤|Baby pull-ups', 'diapers #6fbf7a #f0904a baby', '大号 L=7980@2000 | 加大 XL=8280@2200'),
  diaper('婴儿湿巾|Baby wipes', 'soft_pack #8ad0c0 #4aa890 baby', '80抽=890@420 | 80抽×5=3680@2100'),
  diaper('棉柔巾|Cotton wipes', 'soft_pack #f0c0c8 #e8788c flower', '100抽=1490@260 | 100抽×6=7280@1560'),
  food(
    '婴儿米粉|Baby rice cereal',
    'powder_can #f0a84a #6fae45 rice',
    '225g=4580',
    '原味|Original #f0a84a rice; 胡萝卜|Carrot #f0862b carrot; 菠菜|Spinach #6fae5a leaf',
  ),
  food(
    '果泥|Fruit puree',
    'puree #e8788c #e0323f apple',
    '100g=890 | 100g×6=4880',
    '苹果|Apple #d8685a apple; 香梨|Pear #b8c058 pear; 蓝莓|Blueberry #6a70b8 blueberry',
  ),
  food(
    '溶豆|Yoghurt melts',
    'window_bag #f09ab0 #f0a0b0 strawberry',
    '20g=1990',
    '草莓|Strawberry #f09ab0 strawberry; 芒果|Mango #f2b53a mango',
  ),
  food('儿童面条|Kids noodles', 'carton_box #5ab0d8 #f0862b carrot', '200g=1690 | 400g=2980'),
  food('磨牙棒|Teething sticks', 'carton_box #f0b84a #d8a04a wheat', '64g=1680'),
  cat(
    '成猫粮|Adult cat food',
    'pet_bag #e8903a #f2a65a cat',
    '1.5kg=6980 | 5kg=18800',
    '鸡肉|Chicken #e8903a cat; 深海鱼|Ocean fish #3f86b8 cat',
  ),
  cat(
    '猫罐头|Cat cans',
    'flat_tin #3f8ab0 #f2a65a cat',
    '85g=690 | 85g×6=3880',
    '金枪鱼|Tuna #3f8ab0 fish; 鸡肉|Chicken #e0963a chicken; 三文鱼|Salmon #f0805a salmon',
  ),
  cat(
    '豆腐猫砂|Tofu cat litter',
    'pet_bag #7fae8a #f2a65a cat',
    '2.5kg=1990 | 6kg=4280',
    '原味|Original #a8b88a cat; 绿茶|Green tea #6fae5a cat',
  ),
  cat('猫条|Cat treats', 'pillow #f08a7a #f2a65a cat', '14g×4=990 | 14g×20=3980'),
  dog(
    '成犬粮|Adult dog food',
    'pet_bag #8a5a3c #c58f5c dog',
    '2kg=6580 | 10kg=25800',
    '牛肉|Beef #a8483a dog; 鸭肉|Duck #6a7a4a dog',
  ),
  dog('幼犬粮|Puppy food', 'pet_bag #5a9ad0 #c58f5c dog', '1.5kg=7280'),
  dog('磨牙骨|Dental chews', 'pillow #6fae5a #ffffff bone', '180g=1690 | 500g=3680'),
  dog('鸡肉干|Chicken jerky', 'window_bag #d8843a #d89a5a bone', '100g=1990 | 400g=5980'),
  dog('宠物尿垫|Pet pads', 'diapers #6a86c8 #c58f5c dog', '50片=3980@1300 | 100片=6980@2600'),
]
