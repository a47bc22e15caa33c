/** Stock, prices and money. */
export const trade = [
  {
    name: 'a till is not told of what was dated before it asked and committed after',
    file: 'platform/src/till/till.service.ts',
    edits: [['const COMMITS_WITHIN_MS = 60_000', 'const COMMITS_WITHIN_MS = 0']],
    test: 'src/till/till.api.test.ts',
    says: 'dated before',
  },
  {
    name: 'stock is read, then written, without a lock',
    file: 'platform/src/inventory/stock.repo.ts',
    edits: [
      [
        'set reserved = s.reserved + w.quantity,',
        'set reserved = (select r.reserved from stock_levels r where r.tenant_id = $1 and r.location_id = l.location_id and r.sku_id = l.sku_id) + w.quantity,',
      ],
    ],
    test: 'src/inventory/stock.race.test.ts',
    says: '200 want one of 100 pieces',
  },
  {
    name: 'more is promised than there is',
    file: 'platform/src/inventory/stock.repo.ts',
    edits: [
      ['and s.on_hand - s.reserved - s.safety >= w.quantity', 'and s.on_hand - s.reserved >= w.quantity'],
    ],
    test: 'src/inventory/stock.race.test.ts',
    says: 'safety stock is kept from shoppers',
  },
  {
    name: 'a callback’s signature is not checked',
    file: 'platform/src/payments/wechat-pay.client.ts',
    edits: [
      [
        "    if (!this.genuine(merchant, header, notice.raw)) throw new Fault('payments.signature_invalid')\n",
        '',
      ],
    ],
    test: 'src/selling/payments.api.test.ts',
    says: 'callbacks that lie',
  },
  {
    name: 'a callback’s amount is not compared',
    file: 'platform/src/payments/payments.service.ts',
    edits: [['      fact.amount !== asked.amount ||\n', '']],
    test: 'src/selling/payments.api.test.ts',
    says: '422 when properly signed with another amount',
  },
  {
    name: 'a callback for another merchant counts',
    file: 'platform/src/payments/wechat-pay.ts',
    edits: [
      ["    if (payment.merchantId !== merchant.mchId) throw new Fault('payments.signature_invalid')\n", ''],
    ],
    test: 'src/selling/payments.api.test.ts',
    says: '422 when properly signed with another amount',
  },
  {
    name: 'refunds add up to more than was paid',
    file: 'platform/src/payments/payments.repo.ts',
    edits: [["state = 'paid' and refunded_amount + $3 <= amount returning", "state = 'paid' returning"]],
    test: 'src/selling/payments.race.test.ts',
    says: 'asked for by ten at once',
  },
  {
    name: 'a paid order expires',
    file: 'platform/src/selling/orders.repo.ts',
    edits: [
      ["and id = $2 and status = 'to_pay' and expires_at <= $3 for", 'and id = $2 and expires_at <= $3 for'],
      [
        'cancel_reason = $6 where tenant_id = $1 and id = $2 and status = $3',
        'cancel_reason = $6 where tenant_id = $1 and id = $2 and $3::text is not null',
      ],
    ],
    test: 'src/selling/payments.api.test.ts',
    says: 'paid at 14:59 with the callback lost',
  },
  {
    name: 'an unpaid order expires before its time',
    file: 'platform/src/selling/orders.repo.ts',
    edits: [
      [
        "and status = 'to_pay' and expires_at <= $2 order",
        "and status = 'to_pay' and $2::timestamptz is not null order",
      ],
      [
        "and status = 'to_pay' and expires_at <= $3 for",
        "and status = 'to_pay' and $3::timestamptz is not null for",
      ],
    ],
    test: 'src/selling/payments.api.test.ts',
    says: 'unpaid after 15 minutes',
  },
  {
    name: 'an overdue order may be paid',
    file: 'platform/src/selling/pay.service.ts',
    edits: [['Date.parse(order.expires_at) <= clock.now().getTime()', 'Date.parse(order.expires_at) <= 0']],
    test: 'src/selling/payments.api.test.ts',
    says: '409 for a paid, a cancelled and an overdue order',
  },
  {
    name: 'a verification code is good twice',
    file: 'platform/src/fulfilment/codes.repo.ts',
    edits: [["and store_id = $3 and state = 'live' returning", 'and store_id = $3 returning']],
    test: 'src/fulfilment/handover.api.test.ts',
    says: 'twenty clerks at once',
  },
  {
    name: 'a verification code is not held against its store',
    file: 'platform/src/fulfilment/codes.service.ts',
    edits: [['    if (row.store_id !== storeId)\n', '    if (!storeId)\n']],
    test: 'src/fulfilment/handover.api.test.ts',
    says: '409 at another store, naming the right one',
  },
]
