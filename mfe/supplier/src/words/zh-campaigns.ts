export default {
  campaigns: {
    hint: '品牌邀请您一起做的活动：答应后，您的商品到时间按活动价销售。',
    none: '还没有活动邀请',
    noneHint: '品牌邀请您参加活动时，会出现在这里。',
    answer: { asked: '待您答复', accepted: '已参加', refused: '已拒绝' },
    share: '优惠 {off}%，其中您承担 {share}%，其余由品牌承担。',
    price: '活动价',
    sales: '销售额',
    discount: '优惠',
    borne: '您承担',
    once: '答复后不能再改；价格仍在您的价格范围之内。',
    sure: { accepted: '参加“{name}”？', refused: '不参加“{name}”？' },
    say: { accepted: '参加', refused: '不参加' },
  },
}
