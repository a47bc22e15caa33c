import type zh from './words.zh-cn'

export default {
  label: 'Messages',
  empty: 'No messages yet',
  emptyHint: 'Write the first one below; the other side is told at once.',
  brand: 'HQ',
  supplier: 'Supplier',
  mine: 'Me',
  older: 'Earlier messages',
  write: 'Write something…',
  send: 'Send',
  attach: 'Add a file or picture',
  attachHint: 'PDF or pictures, at most 6 of 10 MB each',
  remove: 'Remove {name}',
  tooLarge: '{name} is larger than 10 MB',
  about: { product: 'Product', order: 'Order', statement: 'Statement' },
  unread: '{count} unread',
} satisfies typeof zh
