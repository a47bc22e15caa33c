const here = (file) => `platform/src/purchasing/${file}`
const ordering = 'src/purchasing/purchasing.api.test.ts'
const deliveries = 'src/purchasing/deliveries.api.test.ts'

/** What stores order, what comes, and what is owed for it. */
export const purchasing = [
  {
    name: 'two colleagues order one cart twice',
    file: here('orders.service.ts'),
    edits: [["if (!rows.length) throw new Fault('purchasing.cart_empty')", '']],
    test: ordering,
    says: 'is sent once',
  },
  {
    name: 'an order costs something else than the person saw',
    file: here('orders.service.ts'),
    edits: [['if (total !== wanted.total)', 'if (total < 0)']],
    test: ordering,
    says: 'is sent once',
  },
  {
    name: 'who ordered approves it',
    file: here('moves.service.ts'),
    edits: [["if (isOwn(o)) throw new Fault('purchasing.own_order')", '']],
    test: ordering,
    says: 'somebody else approves',
  },
  {
    name: 'a supplier sees orders that wait for approval',
    file: here('orders.repo.ts'),
    edits: [[' and x.sent_at is not null', '']],
    test: ordering,
    says: 'the seller knows nothing of it',
  },
  {
    name: 'an agreement goes below the supply price',
    file: here('lists.service.ts'),
    edits: [['if (floor !== null && price < floor) {', 'if (floor !== null && price < 0) {']],
    test: ordering,
    says: 'goes below what a contract',
  },
  {
    name: 'two clerks count one parcel twice',
    file: here('orders.repo.ts'),
    edits: [
      [
        "'select 1 from purchase_orders where tenant_id = $1 and id = $2 for no key update'",
        "'select 1 from purchase_orders where tenant_id = $1 and id = $2'",
      ],
    ],
    test: deliveries,
    says: 'ships twice, the store counts',
  },
  {
    name: 'more is shipped than was confirmed',
    file: here('moves.service.ts'),
    edits: [['if (line.quantity > most)', 'if (line.quantity > most + 1_000_000)']],
    test: deliveries,
    says: 'ships twice, the store counts',
  },
  {
    name: 'goods on contract are owed for when they come and when they are sold',
    file: here('trade.service.ts'),
    edits: [['if (o.supplier_id && !o.settled_at_sale)', 'if (o.supplier_id)']],
    test: deliveries,
    says: 'owed to nobody twice',
  },
  {
    name: 'a payment is more than is owed',
    file: here('trade.service.ts'),
    edits: [['if (amount > owed) {', 'if (amount < 0) {']],
    test: deliveries,
    says: 'never more than is owed',
  },
]
