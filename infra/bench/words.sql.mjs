// What the measured goods are called, and all that they are found under: as many terms as goods of a real shop have.

const LATIN = {
  words:
    'red green fresh sweet big small dry cold soft raw pure rich wild young plain warm light dark fine whole'.split(
      ' ',
    ),
  nouns:
    'apple pear milk rice bread tea oil fish beef egg soap paper cake noodle juice water salt sugar bean corn plum peach grape melon lemon lime kiwi date fig nut oat rye jam honey butter cream cheese yogurt cocoa coffee pepper garlic onion carrot potato tomato radish leek mint basil'.split(
      ' ',
    ),
}
/** Chinese words of two signs with the sound of each. */
const HAN = [
  '有机:you ji,新鲜:xin xian,进口:jin kou,精选:jing xuan,特级:te ji,农家:nong jia,高山:gao shan,散养:san yang,手工:shou gong,原味:yuan wei',
  '苹果:ping guo,牛奶:niu nai,大米:da mi,面包:mian bao,茶叶:cha ye,鱼片:yu pian,牛肉:niu rou,鸡蛋:ji dan,香皂:xiang zao,蛋糕:dan gao,面条:mian tiao,果汁:guo zhi,红糖:hong tang,黄豆:huang dou,玉米:yu mi,桃子:tao zi,葡萄:pu tao,柠檬:ning meng,蜂蜜:feng mi,黄油:huang you',
  '礼盒:li he,家庭:jia ting,袋装:dai zhuang,瓶装:ping zhuang,罐装:guan zhuang,整箱:zheng xiang,组合:zu he',
].map((list) =>
  list.split(',').map((one) => {
    const [zh, sounds] = one.split(':')
    return { zh, sounds: sounds.split(' ') }
  }),
)
const array = (list) => `array[${list.map((one) => `'${one}'`).join(',')}]`
const pick = (list, by) => `(${array(list)})[${by} % ${list.length} + 1]`
const BY = ['p', 'p / 10', 'p / 200']
const of = (key) => HAN.map((list, n) => pick(list.map(key), BY[n]))
const [ZH, FIRST, SECOND] = [of((w) => w.zh), of((w) => w.sounds[0]), of((w) => w.sounds[1])]

/** English and Chinese names of product `p`. */
export const LATIN_WORD = pick(LATIN.words, 'p')
export const LATIN_NOUN = pick(LATIN.nouns, 'p / 20')
export const NAME_ZH = ZH.join(' || ')
/** Its terms, as a set: each ending of the Chinese name, of its sound and of its initials, and the Latin words. */
const sounds = HAN.flatMap((_, n) => [FIRST[n], SECOND[n]])
const endings = (pieces) => pieces.map((_, n) => pieces.slice(n).join(' || '))
const signs = HAN.flatMap((_, n) => [`left(${ZH[n]}, 1)`, `right(${ZH[n]}, 1)`])
export const TERMS = `array[${[
  ...endings(signs),
  ...endings(sounds),
  ...endings(sounds.map((sound) => `left(${sound}, 1)`)).slice(0, -1),
  LATIN_WORD,
  LATIN_NOUN,
  'p::text',
  "'brand' || p % 50",
].join(', ')}]`

const deletions = (word) => [...new Set([...word].map((_, n) => word.slice(0, n) + word.slice(n + 1)))]
const words = [
  ...[...LATIN.words, ...LATIN.nouns].map((word) => ({ word, sound: word, typed: [word] })),
  ...HAN.flat().map(({ zh, sounds: read }) => ({
    word: zh,
    sound: read.join(''),
    typed: [zh, read.join(''), read.map((one) => one[0]).join('')],
  })),
]
const values = (rows) => rows.map((row) => `('${row.join("', '")}')`).join(', ')
/** The tenant's words with what they are typed as, and the same one letter short. */
export const WORDS = [
  `insert into search_words (tenant_id, word, upto) select t, w.word, w.word || U&'\\+10FFFF' from unnest($1::uuid[]) t,
     (values ${values(words.map(({ word }) => [word]))}) w(word) on conflict do nothing`,
  `insert into search_keys (tenant_id, near, key, word) select t, k.near = 'y', k.key, k.word from unnest($1::uuid[]) t,
     (values ${values(
       words.flatMap(({ word, sound, typed }) => [
         ...typed.map((key) => ['n', key, word]),
         ...(sound.length > 3 ? deletions(sound).map((key) => ['y', key, word]) : []),
       ]),
     )}) k(near, key, word) on conflict do nothing`,
]
/** A tree of four seasons and a tag on every tenth product. */
export const MARKS = [
  `insert into classifications (tenant_id, id, parent_id, name_zh, position, created_at, updated_at)
   select t, bench.id(15, c), case when c > 0 then bench.id(15, 0) end, (array['季节', '春', '夏', '秋', '冬'])[c + 1], c, now(), now()
     from unnest($1::uuid[]) t, generate_series(0, 4) c on conflict do nothing`,
  `insert into product_classes (tenant_id, classification_id, product_id)
   select t, bench.id(15, p % 4 + 1), bench.id(5, p) from unnest($1::uuid[]) t, generate_series(1, :skus / 2) p on conflict do nothing`,
  `insert into tags (tenant_id, id, name_zh, colour, created_at, updated_at)
   select t, bench.id(16, 1), '新品', 'red', now(), now() from unnest($1::uuid[]) t on conflict do nothing`,
  `insert into product_tags (tenant_id, product_id, tag_id, from_at)
   select t, bench.id(5, p), bench.id(16, 1), '2026-01-01' from unnest($1::uuid[]) t, generate_series(10, :skus / 2, 10) p on conflict do nothing`,
]
