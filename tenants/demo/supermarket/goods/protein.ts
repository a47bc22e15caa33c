import { packed, weighed, type Goods } from './row.js'

const pork = weighed('meat-pork', 'own')
const beef = weighed('meat-beef', 'own')
const poultry = weighed('meat-poultry', 'own')
const fish = weighed('sea-fish', 'own')
const shell = weighed('sea-shell', 'own')
const egg = packed('meat-egg', 'field', '盒|box')

export const protein: Goods[] = [
  pork('猪五花肉|Pork belly', 'belly #d9707a', 2180),
  pork('猪里脊|Pork tenderloin', 'steak #e08a8a', 1980),
  pork('猪前腿肉|Pork shoulder', 'steak #d8767c', 1580),
  pork('猪肉糜|Minced pork', 'mince #e08585', 1680),
  pork('猪小排|Pork spare ribs', 'ribs #cc5f62', 3280),
  pork('猪大排|Pork chops', 'ribs #dc8484', 2080),
  beef('牛腱子|Beef shank', 'steak #a8323a', 4580),
  beef('牛腩|Beef brisket', 'belly #b8454a', 4280),
  beef('眼肉牛排|Rib-eye steak', 'steak #b52f3a', 7980),
  beef('牛肉馅|Minced beef', 'mince #b8404a', 3980),
  beef('羊排|Lamb ribs', 'ribs #b5484e', 5680),
  beef('羊腿肉|Lamb leg', 'steak #ad4650', 4880),
  poultry('琵琶腿|Chicken drumsticks', 'drumstick #f0c896', 1180),
  poultry('鸡全翅|Chicken wings', 'drumstick #efbfa0', 1680),
  poultry('鸡胸肉|Chicken breast', 'steak #f2b3a6', 1080),
  poultry('三黄鸡|Three-yellow chicken', 'bird #f0cf8c', 1880),
  poultry('老鸭|Old duck', 'bird #eac9a4', 1580),
  poultry('乌鸡|Silkie chicken', 'bird #7a7484', 2680),
  fish('鲈鱼|Sea bass', 'fish #8fa3ad', 2280),
  fish('鲫鱼|Crucian carp', 'fish #9a9a74', 1280),
  fish('黑鱼|Snakehead', 'fish #5f6a62', 1680),
  fish('带鱼段|Hairtail', 'fish #b3c0cc', 2580),
  fish('小黄鱼|Yellow croaker', 'fish #d9b85a', 2980),
  fish('三文鱼排|Salmon steak', 'steak #f5855a', 6980),
  shell('基围虾|Greasyback shrimp', 'shrimp #c9a08a', 4580),
  shell('大对虾|Prawns', 'shrimp #ee8a62', 5980),
  shell('花蛤|Clams', 'shell #c8a987', 880),
  shell('扇贝|Scallops', 'shell #d9825e', 1680),
  egg('鲜鸡蛋|Fresh eggs', 'egg #e8b58a #b9a78c', '10枚=1280@620 | 15枚=1780@930 | 30枚=3280@1860'),
  egg('散养土鸡蛋|Free-range eggs', 'egg #f3dcc0 #a8b894', '10枚=1980@560 | 20枚=3680@1120'),
  egg('可生食鸡蛋|Raw-safe eggs', 'egg #faf0e2 #e9c7a0', '10枚=2280@620 | 20枚=4280@1240'),
  egg('鹌鹑蛋|Quail eggs', 'egg #cdbb9c #8f8a7a', '30枚=1380@330'),
  egg('咸鸭蛋|Salted duck eggs', 'egg #cfe0e2 #7f9aa8', '6枚=1290@420 | 12枚=2380@840'),
]
