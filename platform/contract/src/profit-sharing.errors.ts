import type { ErrorEntry } from './people.errors.js'

/** What sharing the money of orders with suppliers may refuse with. */
export const profitSharingErrors = {
  'sharing.move_illegal': {
    status: 409,
    'zh-CN': '当前状态不能这样操作，请刷新查看',
    en: 'This cannot be done in the present state; please look again',
  },
  'sharing.receiver_waits': {
    status: 409,
    'zh-CN': '已有一个分账接收方等待审批',
    en: 'A receiver is waiting for approval already',
  },
  'sharing.receiver_known': {
    status: 409,
    'zh-CN': '商户号 {account} 已是该供应商的分账接收方',
    en: '{account} receives this supplier’s shares already',
  },
  'sharing.own_account': {
    status: 422,
    'zh-CN': '不能把品牌自己的商户号设为供应商的分账接收方',
    en: 'The brand’s own merchant number cannot receive a supplier’s share',
  },
  'sharing.own_proposal': {
    status: 403,
    'zh-CN': '自己提出的分账接收方须由另一个人审批',
    en: 'Somebody else must approve the receiver you proposed',
  },
} as const satisfies Record<string, ErrorEntry>
