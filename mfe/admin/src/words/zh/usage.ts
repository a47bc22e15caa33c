export default {
  usage: {
    hint: '品牌对平台的使用情况。请求数约有半分钟延迟，其余数据约每 15 分钟统计一次。',
    days: '{count} 天',
    sum: '近 {count} 天合计',
    same: '无变化',
    grown: '期间 {count}',
    requests: '请求数',
    orders: '订单数',
    staff: '在职员工',
    stores: '营业门店',
    skus: '在用规格（SKU）',
    storageBytes: '图片存储',
    requestsByDay: '每日请求数',
    requestsHint: '商城、小程序、各工作台与收银台',
    ordersByDay: '每日订单数',
    ordersHint: '已下单，含未付款',
  },
}
