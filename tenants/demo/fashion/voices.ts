import type { Voices } from '../voices.js'

/** What MUSE's shoppers say, `中文|English`. */
export const voices: Voices = {
  of: [
    {
      about: /^(dress|skirt)/,
      good: [
        '版型太好了，收腰很显瘦，165/52 穿 S 刚好。|A lovely cut that flatters the waist. 165 cm, 52 kg, S is right.',
        '垂感很好，走起路来很飘，办公室同事都问。|Falls beautifully and moves with you. Everyone at work asked.',
        '颜色比图片更高级，内衬也亲肤。|The colour is even better in life, and the lining is soft.',
        '面料有分量但不闷，婚礼做客穿很得体。|Substantial yet airy. Wore it to a wedding.',
      ],
      middling: [
        '好看，就是有点容易皱。|Pretty, but it creases.',
        '裙长比预想短两厘米。|Two centimetres shorter than I thought.',
      ],
      poor: [
        '拉链有点卡，去店里换了一条。|The zip stuck; I exchanged it in store.',
        '色差有点大，实物偏暗。|Darker than in the picture.',
      ],
    },
    {
      about: /羊绒/,
      good: [
        '羊绒含量实在，保暖又轻。|Real cashmere: warm and light.',
        '手感细腻，不扎皮肤。|Fine to the touch, never scratchy.',
      ],
      middling: ['颜色好看，打理要花点心思。|A lovely colour, but needs some care.'],
      poor: ['穿了两周袖口起球。|Pilled at the cuffs after two weeks.'],
    },
    {
      about: /^(top|knit)/,
      good: [
        '很软，贴身穿不扎，洗了两次没变形。|Soft against the skin, kept its shape after two washes.',
        '厚薄刚好，领口不会松垮。|Just the right weight, and the neck keeps its shape.',
        '百搭款，买了两个颜色轮着穿。|Goes with everything. I have it in two colours.',
      ],
      middling: [
        '尺码偏大，建议拍小一码。|Runs large, go one down.',
        '会粘毛，深色要注意。|Dark colours pick up lint.',
      ],
      poor: ['洗了一次起球了。|It pilled after one wash.'],
    },
    {
      about: /^outer/,
      good: [
        '挺括有型，肩线利落，通勤正好。|Structured, with a clean shoulder. Right for work.',
        '细节到位，走线很整齐，对得起价格。|Careful details and seams. Worth its price.',
        '里面能叠穿一件毛衣，不臃肿。|Room for a jumper beneath, without bulk.',
      ],
      middling: ['好看但偏重。|Handsome but heavy.'],
      poor: ['扣子松了一颗，自己重新缝的。|A button came loose; I sewed it on again.'],
    },
    {
      about: /^bottom/,
      good: [
        '裤型很正，显腿长，久坐也不皱。|A good leg that lengthens, and no creases after a day of sitting.',
        '腰围标准，不用系腰带。|True at the waist, no belt needed.',
        '门店免费改了裤长，很贴心。|They altered the length in store, free of charge.',
      ],
      middling: ['腰围合适，腿围略紧。|Right at the waist, tight at the thigh.'],
      poor: ['洗了一次略有缩水。|Shrank a little in the first wash.'],
    },
    {
      about: /^shoes/,
      good: [
        '不磨脚，走一天也不累。|No rubbing, even after a whole day.',
        '皮质很软，鞋型秀气，38 正码。|Soft leather, a slender shape. 38 is true to size.',
        '搭牛仔裤和裙子都好看。|Good with jeans and with skirts.',
      ],
      middling: ['偏硬，需要磨合几天。|Stiff at first, give it some days.'],
      poor: ['鞋头有胶水印，已换货。|Glue marks at the toe; exchanged.'],
    },
    {
      about: /袜|帽|腰带/,
      good: [
        '质感超出预期，日常每天都在用。|Better than expected; I use it every day.',
        '送闺蜜的，她很喜欢，包装也好看。|A present for a friend. She loves it, and the wrapping.',
        '颜色很正，搭什么都行。|A true colour that goes with everything.',
      ],
      middling: ['好看，尺寸略紧。|Nice, a little tight.'],
      poor: ['有一处线头，已联系换货。|A loose thread; being exchanged.'],
    },
    {
      about: /./,
      good: [
        '包型挺，容量够放平板，五金很亮。|Keeps its shape, holds a tablet, bright fittings.',
        '送闺蜜的，她很喜欢，包装也好看。|A present for a friend. She loves it, and the wrapping.',
        '质感超出预期，日常每天都在用。|Better than expected; I use it every day.',
      ],
      middling: ['好看，背带再长一点就完美了。|Nice; a longer strap would make it perfect.'],
      poor: ['有一点划痕，联系后补了优惠。|A small scratch; they made up for it.'],
    },
  ],
  service: [
    '店员帮忙搭了一身，很专业。|The staff put a whole look together for me.',
    '线上下单门店试穿，合适再拿走。|Ordered online, tried on in store, took it home.',
    '包装很精致，像收礼物。|Wrapped like a present.',
  ],
  later: [
    '穿了一个月，没起球没变形。|A month of wear: no pilling, still in shape.',
    '又回购了另一个颜色。|Came back for the other colour.',
    '干洗过一次，依旧挺括。|Dry-cleaned once, as crisp as new.',
  ],
  replies: {
    good: [
      '谢谢您的喜欢，新款下周到店，欢迎来试穿。|Thank you! New styles arrive next week, come and try them.',
      '感谢分享穿搭，期待再见到您。|Thanks for showing how you wear it. See you soon.',
    ],
    poor: [
      '很抱歉没能让您满意，七天内可到任意门店退换，我们的造型师会协助您。|We are sorry. Exchange it in any store within seven days; our stylists will help.',
      '抱歉给您带来困扰，已记录并反馈给品控。|Sorry about this. It is noted and passed on to quality control.',
    ],
  },
}
