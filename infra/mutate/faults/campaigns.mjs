/** Campaigns of several merchants. */
const test = 'src/campaigns/campaigns.api.test.ts'
export const campaigns = [
  {
    name: 'a campaign sells below bounds',
    file: 'platform/src/pricing/campaign-prices.service.ts',
    edits: [
      [
        'await this.guard.write([...locked.values()], () => this.rows.pass(prices, plan.time))',
        'await this.rows.pass(prices, plan.time)',
      ],
    ],
    test,
    says: 'a merchant cannot sell below its own',
  },
  {
    name: 'merchants take part who never said yes',
    file: 'platform/src/campaigns/campaigns.service.ts',
    edits: [['.filter((g) => g.supplier_id === null)', '']],
    test,
    says: 'takes no part',
  },
  {
    name: 'a merchant on commission bears the whole discount',
    file: 'platform/rules/src/suppliers/accrual.ts',
    edits: [["model === 'commission' ? discount - borne : 0 - borne", '0 - borne']],
    test,
    says: 'agree to the fen',
  },
]
