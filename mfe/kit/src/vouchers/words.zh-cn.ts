export default {
  title: '电子券',
  state: { live: '可使用', used: '已用完', expired: '已过期', refunded: '已退款' },
  left: '剩 {left} / {uses} 次',
  until: '有效期至',
  forever: '长期有效',
  usedIn: '{store} · {count} 次 · {clerk}',
  refund: '退这张券',
  refundAsk: '退券 {code}？',
  refundText: '退还剩余 {left} 次对应的货款，按原支付方式退回，券码立即失效。此操作不能撤销。',
  keep: '先不退',
  reason: '门店退券',
  done: '已发起退款 {amount}',
}
