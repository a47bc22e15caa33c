/** Orders shared with suppliers. */
const shares = 'src/suppliers/shares.api.test.ts'
const failures = 'src/suppliers/shares.failures.api.test.ts'
const here = (file) => `platform/src/suppliers/${file}`
export const sharing = [
  {
    name: 'who gave a receiving account approves it',
    file: here('receivers.service.ts'),
    edits: [["      if (r.proposed_by === actor().id) throw new Fault('sharing.own_proposal')\n", '']],
    test: shares,
    says: 'who gave an account does not approve it',
  },
  {
    name: 'a refund does not wait for the share',
    file: here('share-returns.service.ts'),
    edits: [['return (await this.rows.open(refund.order_id)) === 0', 'return true']],
    test: shares,
    says: 'a refund after it waits until the share is back',
  },
  {
    name: 'a refund does not wait for what becomes of a share',
    file: here('share-returns.service.ts'),
    edits: [["      if (held.some((h) => h.state !== 'done')) return false\n", '']],
    test: failures,
    says: 'a refund decided while a share is under way',
  },
  {
    name: 'a return that fails stops nothing',
    file: here('share-returns.repo.ts'),
    edits: [
      ["order_id = $2 and state in ('due', 'sent', 'failed')", "order_id = $2 and state in ('due', 'sent')"],
    ],
    test: failures,
    says: 'a return that fails stops the refund',
  },
  {
    name: 'more is shared than is granted',
    file: 'platform/rules/src/suppliers/shares.ts',
    edits: [['if (all <= cap) return wanted', 'return wanted']],
    test: shares,
    says: 'within the ratio',
  },
  {
    name: 'a supplier that owes is sent its share all the same',
    file: here('share-plan.service.ts'),
    edits: [['Math.min(quota, await this.payouts.free(part.supplierId))', 'quota']],
    test: failures,
    says: 'a supplier that owes',
  },
  {
    name: 'a payout pays what was shared',
    file: here('payout.repo.ts'),
    edits: [['"select id, closing - shared as rest', '"select id, closing as rest']],
    test: failures,
    says: 'the payout is what remains',
  },
]
