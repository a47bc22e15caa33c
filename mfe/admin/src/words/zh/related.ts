export default {
  related: {
    title: '搭配商品',
    hint: '在商品页“搭配推荐”里排在最前，按这里的顺序。其余由系统补充：常一起买、同品牌、同类商品。',
    none: '还没有选择搭配商品',
    noneHint: '顾客会看到常一起买、同品牌和同类的商品。',
    add: '按名称、编码或条码添加商品',
    noMatch: '没有找到商品',
    up: '上移 {name}',
    down: '下移 {name}',
    remove: '移除 {name}',
  },
}
