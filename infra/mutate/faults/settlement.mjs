/** What suppliers are owed, and told. Tests that go through months need those before them: their faults name the whole. */
const months = 'src/suppliers/settlement.api.test.ts'
const races = 'src/suppliers/settlement.race.test.ts'
const reports = 'src/suppliers/reports.api.test.ts'
const refunds = 'src/selling/line-refunds.api.test.ts'
const here = (file) => `platform/src/suppliers/${file}`
export const settlement = [
  {
    name: 'who proposes a payout approves it',
    file: here('payout.service.ts'),
    edits: [["      if (p.proposed_by === actor().id) throw new Fault('settlement.own_proposal')\n", '']],
    test: months,
    says: 'months, to the fen',
  },
  {
    name: 'more is paid out than is owed',
    file: here('payout.service.ts'),
    edits: [['if (balance < amount) {', 'if (balance < 0) {']],
    test: months,
    says: 'months, to the fen',
  },
  {
    name: 'a supplier finds another one’s statement',
    file: here('statement.service.ts'),
    edits: [
      [
        "side === 'supplier' && s.supplier_id !== ownSupplier('settle')",
        "side === 'supplier' && !s.supplier_id",
      ],
    ],
    test: months,
    says: 'months, to the fen',
  },
  {
    name: 'a contract begins on days that are settled already',
    file: here('contract.service.ts'),
    edits: [['if (earliest !== null && asked.from < earliest)', 'if (earliest === undefined)']],
    test: months,
    says: 'months, to the fen',
  },
  {
    name: 'two workers reverse one sale beside each other',
    file: here('settlement.repo.ts'),
    edits: [["kind = 'sale' order by id for update`", "kind = 'sale' order by id`"]],
    test: races,
    says: 'wait for each other',
  },
  {
    name: 'a refund takes more than is left of its line',
    file: 'platform/rules/src/order/refunds.ts',
    edits: [
      ['if (quantity < 1 || after > line.quantity) return undefined', 'if (quantity < 1) return undefined'],
    ],
    test: races,
    says: 'never give back more than it was',
  },
  {
    name: 'a refund passes under its limit in parts',
    file: 'platform/src/selling/line-refunds.service.ts',
    edits: [['order.store_id, before + amount, (sum)', 'order.store_id, amount, (sum)']],
    test: refunds,
    says: 'not passed in parts',
  },
  {
    name: 'two refunds of one order run beside each other',
    file: 'platform/src/selling/line-refunds.service.ts',
    edits: [['found(await this.orders.lock(orderId))', 'found(await this.orders.byId(orderId))']],
    test: refunds,
    says: 'ten at once',
  },
  {
    name: 'goods go back on the shelf that nobody said so of',
    file: 'platform/src/selling/line-refunds.service.ts',
    edits: [['lines.filter((l) => l.restocked)', 'lines.filter((l) => l.quantity > 0)']],
    test: refunds,
    says: 'amounts move nothing',
  },
  {
    name: 'what few bought follows from the total less the rest',
    file: 'platform/rules/src/suppliers/crowd.ts',
    edits: [['  return told.filter((group) => group !== smallest)', '  return smallest ? told : []']],
    test: reports,
    says: 'one more held back where any is',
  },
  {
    name: 'who buys four times is a crowd',
    file: here('report.repo.ts'),
    edits: [['count(distinct buyer) as buyers', 'count(buyer) as buyers']],
    test: reports,
    says: 'told of its sales',
  },
  {
    name: 'a report is made again as things are now',
    file: here('report.service.ts'),
    edits: [
      [
        '      const row = found(await this.rows.one(supplierId, week))\n',
        '      const row = { ...found(await this.rows.one(supplierId, week)) }\n      row.figures = figuresOf(await this.rows.groups(supplierId, week, dayAfter(week, 6)), row.least)\n',
      ],
    ],
    test: reports,
    says: 'told of its sales',
  },
]
