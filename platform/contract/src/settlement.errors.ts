import type { ErrorEntry } from './people.errors.js'

/** What contracts, statements, payouts and refunds of lines may refuse with. */
export const settlementErrors = {
  'settlement.contract_overlaps': {
    status: 409,
    'zh-CN': '{from} 起已有合同版本在执行或将要执行，新版本须从 {earliest} 或之后开始',
    en: 'A version is agreed for {from} already; the next one may begin on {earliest} or later',
  },
  'settlement.contract_in_force': {
    status: 409,
    'zh-CN': '合同已经生效，不能撤回；请从之后的某天起签订新版本',
    en: 'The version is in force and stays; agree on a next one from a later day',
  },
  'settlement.category_twice': {
    status: 422,
    'zh-CN': '同一分类只能有一个费率',
    en: 'A category can have one rate only',
  },
  'settlement.move_illegal': {
    status: 409,
    'zh-CN': '当前状态不能这样操作，请刷新查看',
    en: 'This cannot be done in the present state; please look again',
  },
  'settlement.line_disputed_already': {
    status: 409,
    'zh-CN': '这一行正在等待答复',
    en: 'This line is waiting for an answer already',
  },
  'settlement.dispute_answered': {
    status: 409,
    'zh-CN': '这条异议已经答复过',
    en: 'This dispute has been answered',
  },
  'settlement.amount_zero': {
    status: 422,
    'zh-CN': '调整金额不能是 0',
    en: 'An adjustment of nothing is none',
  },
  'settlement.no_contract': {
    status: 409,
    'zh-CN': '该供应商目前没有生效的合同',
    en: 'No contract is in force with this supplier',
  },
  'settlement.nothing_to_pay': {
    status: 409,
    'zh-CN': '没有已过账期、双方确认且待付款的对账单',
    en: 'No statement is confirmed by both sides and past its hold',
  },
  'settlement.payout_exceeds_balance': {
    status: 409,
    'zh-CN': '应付余额只有 {balance}，不足以支付 {amount}',
    en: 'Only {balance} is owed now, less than {amount}',
  },
  'settlement.own_proposal': {
    status: 403,
    'zh-CN': '自己提出的付款须由另一个人审批',
    en: 'Somebody else must approve what you proposed',
  },
  'settlement.bank_ref_used': {
    status: 409,
    'zh-CN': '这个银行流水号已经登记过',
    en: 'This bank reference is recorded already',
  },
  'selling.not_refundable': {
    status: 409,
    'zh-CN': '只有已完成的订单可以按商品退款',
    en: 'Only a completed order can be refunded line by line',
  },
  'selling.refund_beyond_line': {
    status: 409,
    'zh-CN': '退款超出这一行剩余的数量或金额',
    en: 'That is more than is left of the line',
  },
  'selling.refund_differs': {
    status: 409,
    'zh-CN': '这个退款编号已用于另一笔退款',
    en: 'This id belongs to another refund',
  },
} as const satisfies Record<string, ErrorEntry>
