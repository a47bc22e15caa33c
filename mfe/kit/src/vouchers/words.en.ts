import type zh from './words.zh-cn'

export default {
  title: 'Vouchers',
  state: { live: 'Valid', used: 'Used up', expired: 'Ended', refunded: 'Refunded' },
  left: '{left} of {uses} left',
  until: 'Until',
  forever: 'No end',
  usedIn: '{store} · {count} used · {clerk}',
  refund: 'Refund',
  refundAsk: 'Refund voucher {code}?',
  refundText:
    'The price of the {left} uses that are left goes back the way it was paid, and the code stops working at once. This cannot be undone.',
  keep: 'Keep it',
  reason: 'Refunded by the store',
  done: 'Refund of {amount} started',
} satisfies typeof zh
