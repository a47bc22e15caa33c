/** What suppliers are owed. */
const months = 'src/suppliers/settlement.api.test.ts'
const races = 'src/suppliers/settlement.race.test.ts'
const here = (file) => `platform/src/suppliers/${file}`
export const settlement = [
  {
    name: 'who proposes a payout approves it',
    file: here('payout.service.ts'),
    edits: [["      if (p.proposed_by === actor().id) throw new Fault('settlement.own_proposal')\n", '']],
    test: months,
    says: 'another approves',
  },
  {
    name: 'more is paid out than is owed',
    file: here('payout.service.ts'),
    edits: [['if (balance < amount) {', 'if (balance < 0) {']],
    test: months,
    says: 'bounds what is paid',
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
    says: 'never the shopper, nor another',
  },
  {
    name: 'a contract begins on days that are settled already',
    file: here('contract.service.ts'),
    edits: [['if (earliest !== null && asked.from < earliest)', 'if (earliest === undefined)']],
    test: months,
    says: 'its next version begins after it',
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
]
