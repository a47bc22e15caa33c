import type { Voices } from '../voices.js'

/** What the supermarket's shoppers say, `中文|English`. */
export const voices: Voices = {
  of: [
    {
      about: /^fruit/,
      good: [
        '个头匀称，很甜，水分也足，家里孩子一口气吃了两个。|Even in size, sweet and juicy. The kids finished two at once.',
        '比小区门口的水果店新鲜，价格还便宜。|Fresher than the shop at our gate, and cheaper.',
        '打开就闻到果香，没有一个坏的。|You smell the fruit as you open it. Not a bad one among them.',
        '回购第三次了，甜度一直很稳定。|My third time. Always as sweet as the last.',
        '挑得很用心，熟度刚刚好。|Picked with care, ripe just right.',
      ],
      middling: [
        '味道可以，就是大小不太均匀。|Tastes fine, but sizes vary a lot.',
        '偏酸一点，放两天好些。|A little sour; better after two days.',
      ],
      poor: [
        '有两个磕碰了，希望打包时注意。|Two were bruised. Please pack with more care.',
        '不够熟，放了三天还是硬的。|Not ripe: still hard after three days.',
      ],
    },
    {
      about: /^veg-leafy/,
      good: [
        '叶子水灵灵的，根上还带着泥，一看就是早上的。|Crisp leaves with soil on the roots. Picked this morning, you can tell.',
        '清炒就很好吃，没有老梗。|Good simply stir-fried, no tough stems.',
        '下班顺路取，省得逛菜场。|I collect it on my way home. No more market queues.',
      ],
      middling: ['还行，外层有几片黄叶。|All right, a few yellow leaves outside.'],
      poor: ['取的时候已经有点蔫了。|Wilted already when I got it.'],
    },
    {
      about: /^veg/,
      good: [
        '品相很好，大小均匀，没有磕碰。|Even in size, without a bruise.',
        '菜味很足，比大棚的香。|Tastes of itself, better than from a greenhouse.',
        '分量足，称重很准。|Good measure, weighed exactly.',
        '下班顺路取，省得逛菜场。|I collect it on my way home. No more market queues.',
      ],
      middling: [
        '还行，和菜场差不多。|All right, much like the market.',
        '比上次小一圈。|Smaller than last time.',
      ],
      poor: ['有一个里面坏了，切开才发现。|One was bad inside; I saw it only when cutting.'],
    },
    {
      about: /^sea/,
      good: [
        '活蹦乱跳的，处理得很干净，回家蒸十分钟。|Alive and kicking, cleaned well; ten minutes in the steamer.',
        '冰鲜的但一点不腥，肉很紧。|Chilled, yet no fishy smell, firm flesh.',
      ],
      middling: ['个头比图片小。|Smaller than in the picture.'],
      poor: ['有几只是死的，蒸出来口感发面。|A few were dead; mealy once cooked.'],
    },
    {
      about: /^meat-egg/,
      good: [
        '一个没碎，蛋黄颜色很正。|Not one broken, and deep yellow yolks.',
        '水煮都能闻到蛋香。|Fragrant even when simply boiled.',
      ],
      middling: ['个头偏小。|On the small side.'],
      poor: ['碎了两个，盒子里都是蛋液。|Two were broken, all over the box.'],
    },
    {
      about: /^meat/,
      good: [
        '肉色鲜亮，切得厚薄均匀，煎出来没有血水。|Bright colour, evenly cut, no water in the pan.',
        '没有腥味，炖一个小时就软烂。|No smell at all, tender after an hour.',
        '检疫证就挂在柜台，买得放心。|The certificate hangs at the counter, so I trust it.',
      ],
      middling: ['肥的部分多了点。|A bit too much fat.', '品质不错，价格小贵。|Good, though not cheap.'],
      poor: ['包装漏水，袋子里都是。|The pack leaked all over the bag.'],
    },
    {
      about: /^dairy-milk/,
      good: [
        '奶味很浓，孩子每天早上一杯，日期也新。|Rich taste. My child has a glass every morning. Good date, too.',
        '冷链做得好，拿到手还是冰的。|Kept cold all the way, still icy in my hands.',
        '配咖啡打奶泡很绵密。|Froths beautifully for coffee.',
      ],
      middling: [
        '味道淡了点，胜在便宜。|A little thin, but cheap.',
        '离到期只有五天，喝不完。|Only five days to the date; too few for us.',
      ],
      poor: ['盒子压扁了，还好没漏。|The box was crushed, though it did not leak.'],
    },
    {
      about: /^dairy-yoghurt/,
      good: [
        '浓稠，不会太甜，配燕麦正好。|Thick, not too sweet, just right with oats.',
        '孩子放学点名要喝。|My child asks for it after school.',
        '果粒很足，当下午茶刚好。|Plenty of fruit, nice in the afternoon.',
      ],
      middling: ['比以前甜了一点。|A little sweeter than it was.'],
      poor: ['有点水，不如以前稠。|Watery, not as thick as before.'],
    },
    {
      about: /^dairy/,
      good: [
        '拉丝很长，烤披萨、焗饭都好用。|Melts well, on pizza or on rice.',
        '做蛋糕用的，奶香很足。|Used it for a cake: a fine milky taste.',
        '小包装不浪费，吃多少拆多少。|Small packs, so nothing is wasted.',
      ],
      middling: ['偏咸，给孩子吃要控制量。|Rather salty for children.'],
      poor: ['到手已经有点化了。|Softened already when I got it.'],
    },
    {
      about: /^bake/,
      good: [
        '现烤的就是香，边走边吃完一个。|Freshly baked. I ate one on the way home.',
        '组织很松软，第二天蒸一下还是软的。|Soft crumb, still soft when steamed the next day.',
        '奶油不腻，老人也喜欢。|Light cream; even grandma liked it.',
      ],
      middling: ['偏甜，配黑咖啡可以。|On the sweet side, good with black coffee.'],
      poor: ['取的时候凉透了，有点干。|Quite cold and a bit dry when I got it.'],
    },
    {
      about: /^drink-(soda|alcohol .*(啤|拉格|艾尔))/,
      good: [
        '冰过之后很好喝，气很足。|Great when chilled, plenty of fizz.',
        '配火锅、烧烤都合适。|Right with hot pot or a barbecue.',
        '口味清爽，不齁甜。|Fresh, not cloying.',
      ],
      middling: ['味道中规中矩。|Does the job.'],
      poor: ['罐子有磕瘪，气也不足。|A dented can, and rather flat.'],
    },
    {
      about: /^(drink|brew-coffee .*即饮)/,
      good: [
        '日期新鲜，口感清爽。|Good date, a fresh taste.',
        '办公室囤一箱，省得下楼买。|A case at the office saves going down.',
        '不额外加糖，喝着放心。|No added sugar, good to know.',
      ],
      middling: ['比线下贵几毛。|A few cents dearer than elsewhere.'],
      poor: ['有一瓶瓶盖松了，漏了小半。|One cap was loose; a third had leaked.'],
    },
    {
      about: /^brew/,
      good: [
        '香气很正，同事都问我在哪买的。|Lovely aroma; colleagues ask where I got it.',
        '回味甘甜，泡三四遍还有味。|A sweet finish, good for several infusions.',
        '早上来一杯，提神又暖胃。|One in the morning warms and wakes me.',
      ],
      middling: ['包装可以再精致些。|The packing could be finer.'],
      poor: ['碎末有点多。|Rather a lot of dust in it.'],
    },
    {
      about: /^snack/,
      good: [
        '追剧必备，一打开就停不下来。|Made for an evening of series. Can’t stop.',
        '分量实在，不是半袋空气。|A full bag, not half air.',
        '味道和小时候一样。|Tastes as it did when I was a child.',
      ],
      middling: ['偏甜，配茶刚好。|Sweet; good with tea.'],
      poor: ['碎了不少，包装要加强。|Many were broken. Needs better packing.'],
    },
    {
      about: /^staple-grain/,
      good: [
        '很香，煮粥特别糯。|Fragrant, and creamy in congee.',
        '袋口密封好，没有虫也没有碎粒。|Well sealed, clean and whole.',
      ],
      middling: ['还行，和超市货架上的一样。|All right, the same as on the shelf.'],
      poor: ['袋子破了个小口，撒了一点。|A small hole in the bag; some was spilt.'],
    },
    {
      about: /^staple-noodle/,
      good: [
        '加班回家十分钟搞定晚饭。|Dinner in ten minutes after a long day.',
        '面条筋道，久煮不烂。|Firm noodles that stay so.',
        '汤底很香，料包给得足。|A fragrant broth, and plenty of it.',
      ],
      middling: ['味道可以，油包偏油。|Tastes fine, if oily.'],
      poor: ['面饼碎了一角。|A corner of the noodles was broken.'],
    },
    {
      about: /^staple/,
      good: [
        '味道正宗，做菜离不开它。|The real taste; I cook with it every day.',
        '用了好几年，一直是这个味。|The same good taste for years.',
        '家里离不开，一次买两份。|We cannot do without; I buy two at a time.',
      ],
      middling: ['偏咸，下次少放点。|Salty: use a little less.'],
      poor: ['收到时外包装有油渍。|The outside was oily.'],
    },
    {
      about: /^frozen-ice/,
      good: [
        '拿到手还是硬邦邦的，没化过。|Rock hard when I got it, never thawed.',
        '奶味足，孩子抢着吃。|Creamy; the children fight over it.',
      ],
      middling: ['甜了一点点。|A touch too sweet.'],
      poor: ['有点化了又冻上，口感有冰渣。|Had thawed and frozen again; icy bits.'],
    },
    {
      about: /^frozen/,
      good: [
        '馅料扎实，皮不破。|A solid filling, and the skin holds.',
        '早餐煎几个，省时间。|Fry a few for breakfast, saves time.',
        '空气炸锅八分钟，外酥里嫩。|Eight minutes in the air fryer: crisp and tender.',
      ],
      middling: ['比现做的差一点，方便是真方便。|Not quite fresh-made, but so easy.'],
      poor: ['有几个粘在一起了。|Some stuck together.'],
    },
    {
      about: /^baby/,
      good: [
        '宝宝用着不红屁屁，会一直回购。|No rash, we will stay with it.',
        '无添加，辅食阶段很省心。|Nothing added, easy for weaning.',
        '柔软不掉絮，擦嘴擦手都行。|Soft, no lint, for hands and mouth.',
      ],
      middling: ['尺码偏小，建议买大一码。|Runs small, take one size up.'],
      poor: ['封口不太好撕。|The seal is hard to open.'],
    },
    {
      about: /^pet/,
      good: [
        '毛孩子很爱吃，便便也正常。|My little one loves it, and the tummy is fine.',
        '大包装划算，自封口不返潮。|The large bag is a bargain and stays dry.',
      ],
      middling: ['换粮期慢慢加，适口性一般。|Mixed in slowly; appetite so-so.'],
      poor: ['颗粒有点碎，粉末多。|Broken kibble, a lot of powder.'],
    },
    {
      about: /^home-paper|毛巾|浴巾|洗脸巾/,
      good: [
        '柔软不掉屑，厚度刚好。|Soft, no lint, thick enough.',
        '家里常备，快用完了再来。|A staple at home; back before it runs out.',
      ],
      middling: ['比以前薄了一点。|Thinner than it was.'],
      poor: ['外袋破了，最外面那包脏了。|The wrap was torn and the outer pack dirty.'],
    },
    {
      about: /./,
      good: [
        '一直用这个牌子，好用不贵。|I always use this brand: good and not dear.',
        '味道淡淡的，不刺鼻。|A faint scent, never harsh.',
        '去污力不错，用量省。|Cleans well, and a little goes far.',
        '家里常备，快用完了再来。|A staple at home; back before it runs out.',
      ],
      middling: ['用着还行，包装普通。|Works, plain packing.'],
      poor: ['盖子没拧紧，漏出来一点。|The cap was loose and some had leaked.'],
    },
  ],
  service: [
    '下单半小时就能取，店员态度很好。|Ready in half an hour, friendly staff.',
    '到店出示码就拿走了，不用排队。|Showed the code and left, no queue.',
    '缺货还打电话问我要不要换，贴心。|They even called about a replacement. Thoughtful.',
    '已经推荐给邻居了。|I have told the neighbours.',
  ],
  later: [
    '吃完又来补一句：放冰箱一周还是很新鲜。|A week later: still fresh in the fridge.',
    '又买了两次，品质稳定，值得回购。|Bought it twice more since. Always good.',
    '家里老人点名要的，下次多囤点。|My parents ask for it by name now.',
  ],
  replies: {
    good: [
      '谢谢喜欢，明早还有新到的，欢迎再来！|Thank you! More comes in tomorrow morning.',
      '感谢支持，我们会继续把好质量关。|Thank you, we keep an eye on every batch.',
    ],
    poor: [
      '非常抱歉！请凭订单到服务台退换，我们已提醒打包同事。|We are sorry! Bring your order to the desk for a replacement; we have told the packers.',
      '给您添麻烦了，已联系您处理，并反馈给产地。|Sorry for the trouble. We have been in touch, and told the grower.',
    ],
  },
}
