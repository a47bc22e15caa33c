// Vouchers: codes that are used so often and no oftener, and money for what is left.
const test = 'src/selling/vouchers.api.test.ts'
export const vouchers = [
  {
    name: 'a voucher is used beyond its uses',
    file: 'platform/src/fulfilment/vouchers.service.ts',
    edits: [
      ["      if (left < uses) throw new Fault('fulfilment.voucher_lacks', { left, asked: uses })\n", ''],
    ],
    test,
    says: '1 of n, then k',
  },
  {
    name: 'a voucher is used after its end',
    file: 'platform/src/fulfilment/vouchers.service.ts',
    edits: [['if (end !== null && Date.parse(end) <= clock.now().getTime())', 'if (end === undefined)']],
    test,
    says: 'an end that has come',
  },
  {
    name: 'a voucher is used where HQ does not let it be sold',
    file: 'platform/src/fulfilment/vouchers.repo.ts',
    edits: [['(st.id = v.store_id or ${allocatedTo()})', 'true']],
    test,
    says: 'not where HQ does not let it be sold',
  },
  {
    name: 'a shopper gives back a voucher that was used',
    file: 'platform/src/selling/voucher-refunds.service.ts',
    edits: [['if (used > 0 || isOver', 'if (isOver']],
    test,
    says: 'by the shopper while it was never used',
  },
  {
    name: 'vouchers are refunded by pieces and stay good',
    file: 'platform/src/selling/line-refunds.service.ts',
    edits: [["    if (row.is_voucher) throw new Fault('selling.refund_by_voucher')\n", '']],
    test,
    says: 'never by pieces of the line',
  },
  {
    name: 'vouchers are ordered with other goods',
    file: 'platform/src/selling/basket.service.ts',
    edits: [
      ["if (fulfilment !== 'virtual' || vouchers.length < wanted.length)", "if (fulfilment !== 'virtual')"],
    ],
    test,
    says: 'an order of their own',
  },
]
