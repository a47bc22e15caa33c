/** Words of money that went back. */
export const zhRefunds = {
  'refunds.title': '退款记录',
  'refunds.done': '已退款',
  'refunds.coming': '退款中',
  'refunds.way': '钱按原支付方式退回',
  'refunds.cash': '门店已当面退还现金',
} as const
