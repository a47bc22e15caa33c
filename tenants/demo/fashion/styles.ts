/** The collection: `[category, zh|en, kind/shape/motif, price in fen, colours, sizes, weight in grams]`. */
export type Style = [
  category: string,
  names: string,
  picture: string,
  fen: number,
  colours: string,
  sizes: string,
  grams: number,
]

const W = 'XS S M L XL'
const W4 = 'S M L XL'
const W6 = 'XS S M L XL XXL'
const SHOES = '35 36 37 38 39 40'
const NONE = ''

export const styles: Style[] = [
  ['dress', '茶歇碎花连衣裙|Floral tea dress', 'dress/floral', 59900, 'ivory blush navy', W, 380],
  ['dress', '收腰衬衫连衣裙|Belted shirt dress', 'dress/stripe/sleeve', 65900, 'sky ivory', W4, 420],
  ['dress', '真丝吊带长裙|Silk slip dress', 'dress//slip', 89900, 'ink wine sage', W4, 260],
  ['dress', '针织修身长裙|Knitted column dress', 'dress/rib/column', 69900, 'oat ink forest', W, 520],
  ['dress', '波点法式连衣裙|Polka-dot dress', 'dress/dot', 62900, 'navy wine', W, 360],
  ['skirt', '百褶半身裙|Pleated midi skirt', 'skirt', 45900, 'camel ink sage blush', W, 390],
  ['skirt', '格纹羊毛半裙|Checked wool skirt', 'skirt/check/satin', 52900, 'oat forest', W4, 450],
  ['skirt', '缎面半身裙|Satin skirt', 'skirt//satin', 42900, 'ivory wine lilac', W, 300],
  ['skirt', '碎花伞裙|Floral circle skirt', 'skirt/floral', 43900, 'navy ivory', W4, 350],
  ['top', '重磅棉 T 恤|Heavyweight cotton tee', 'tshirt', 15900, 'ivory ink sage grey', W6, 240],
  ['top', '条纹长款 T 恤|Striped tee', 'tshirt/stripe', 17900, 'ivory navy', W6, 230],
  ['top', '徽标短袖 T 恤|Logo tee', 'tshirt//logo', 18900, 'ink ivory rust', W6, 240],
  ['top', '真丝蝴蝶结衬衫|Silk bow shirt', 'shirt//bow', 69900, 'ivory blush navy', W, 200],
  ['top', '牛津纺衬衫|Oxford shirt', 'shirt', 35900, 'sky ivory', W6, 280],
  ['top', '细条纹衬衫|Pinstripe shirt', 'shirt/pinstripe', 37900, 'ivory sky lilac', W, 260],
  ['top', '法兰绒格纹衬衫|Checked flannel shirt', 'shirt/check', 39900, 'rust forest navy', W, 340],
  ['knit', '羊绒圆领毛衣|Cashmere crew neck', 'knit/plain', 99900, 'oat grey camel ink', W, 320],
  ['knit', '绞花毛衣|Cable-knit jumper', 'knit/cable', 59900, 'ivory sage navy', W, 560],
  ['knit', '罗纹针织衫|Ribbed knit', 'knit/rib', 32900, 'ink oat wine lilac', W, 300],
  ['knit', '条纹针织衫|Striped knit', 'knit/stripe', 36900, 'navy ivory rust', W4, 330],
  ['knit', '连帽卫衣|Hooded sweatshirt', 'hoodie', 39900, 'grey ink sage mustard', W6, 620],
  ['outer', '双排扣风衣|Double-breasted trench', 'coat//trench', 129900, 'camel ink', W, 1150],
  ['outer', '羊毛双面呢大衣|Double-faced wool coat', 'coat', 219900, 'camel oat ink', W4, 1480],
  ['outer', '格纹羊毛大衣|Checked wool coat', 'coat/check', 189900, 'oat forest', W4, 1420],
  ['outer', '廓形西装外套|Oversized blazer', 'jacket', 89900, 'ink oat navy', W, 720],
  ['outer', '格纹西装外套|Checked blazer', 'jacket/check', 92900, 'camel grey', W4, 740],
  ['outer', '轻薄羽绒外套|Light down jacket', 'jacket/quilt', 79900, 'forest ivory ink', W6, 480],
  ['outer', '亚麻西装|Linen blazer', 'jacket//patch', 75900, 'oat sage sky', W, 560],
  ['bottom', '高腰直筒牛仔裤|High-rise straight jeans', 'trousers/denim', 45900, 'denim ink sky', W6, 620],
  ['bottom', '阔腿西裤|Wide-leg trousers', 'trousers//wide', 49900, 'ink oat grey camel', W, 480],
  ['bottom', '烟管裤|Cigarette trousers', 'trousers//slim', 42900, 'ink navy', W6, 400],
  ['bottom', '条纹亚麻裤|Striped linen trousers', 'trousers/pinstripe/wide', 39900, 'ivory sky', W4, 360],
  ['bottom', '针织短裤|Jersey shorts', 'shorts', 22900, 'grey ink blush', W4, 260],
  ['bottom', '亚麻短裤|Linen shorts', 'shorts', 26900, 'oat sage', W, 250],
  ['shoes', '小白鞋|Everyday sneakers', 'sneaker', 45900, 'ivory ink blush', SHOES, 820],
  ['shoes', '复古跑鞋|Retro runners', 'sneaker', 59900, 'grey sage mustard', SHOES, 880],
  ['shoes', '尖头高跟鞋|Pointed pumps', 'pumps', 69900, 'ink wine blush', SHOES, 640],
  ['shoes', '玛丽珍中跟鞋|Mid-heel slingbacks', 'pumps/sling', 65900, 'ivory ink', SHOES, 620],
  ['accessory', '翻盖单肩包|Flap shoulder bag', 'bag', 89900, 'ink camel wine', NONE, 720],
  ['accessory', '帆布托特包|Canvas tote', 'tote', 25900, 'ivory oat navy', NONE, 480],
  ['accessory', '羊绒围巾|Cashmere scarf', 'scarf', 49900, 'camel grey wine navy', NONE, 220],
  ['accessory', '渔夫草帽|Bucket sun hat', 'hat', 29900, 'oat ink sage', 'S M L XL', 120],
  ['accessory', '棒球帽|Baseball cap', 'cap', 19900, 'ink ivory forest', NONE, 110],
  ['accessory', '牛皮腰带|Leather belt', 'belt', 32900, 'ink camel', '75 80 85 90', 240],
  ['accessory', '罗纹棉袜|Ribbed cotton socks', 'socks', 5900, 'ivory sage rust navy', NONE, 60],
]
