/** Goods sent from a warehouse. */
const test = 'src/selling/express.api.test.ts'
const placement = 'platform/src/selling/placement.service.ts'
const shipping = 'platform/src/selling/shipping.service.ts'
export const express = [
  {
    name: 'goods that are sold online alone stand in every store',
    file: 'platform/src/catalog/sold.repo.ts',
    edits: [["(not ${p}.cloud_only or ${st}.kind = 'warehouse') and ", '']],
    test,
    says: 'are on show at the warehouse',
  },
  {
    name: 'a parcel goes to the address of somebody else',
    file: 'platform/src/selling/placement.repo.ts',
    edits: [
      ['and member_id = any($4::uuid[]) and id = any($7::uuid[])', 'and id = any($7::uuid[])'],
      ['`${memberId} ${id}`', '`${memberId && id}`'],
    ],
    test,
    says: 'needs an address of one’s own',
  },
  {
    name: 'a store without a warehouse’s way of sending takes orders to be sent',
    file: placement,
    edits: [["  if (!isWarehouse) throw new Fault('selling.express_unavailable')\n", '']],
    test,
    says: 'needs an address of one’s own',
  },
  {
    name: 'nobody has to pay for sending',
    file: placement,
    edits: [
      [
        '{ freight: settings.delivery.freight, province',
        '{ freight: { ...settings.delivery.freight, base: 0 }, province',
      ],
    ],
    test,
    says: 'is placed, paid, packed',
  },
  {
    name: 'a parcel is sent by people of other places',
    file: shipping,
    edits: [
      [
        "    const known = found(await this.fulfilments.byId(id))\n    mustReach('advance', 'Fulfilment', { storeId: known.store_id })\n",
        '    const known = found(await this.fulfilments.byId(id))\n',
      ],
    ],
    test,
    says: 'is placed, paid, packed',
  },
  {
    name: 'a parcel leaves and its goods stay in the books',
    file: shipping,
    edits: [['!(await this.inventory.consume(order.id, { document: order.number }))', 'false']],
    test,
    says: 'is placed, paid, packed',
  },
  {
    name: 'somebody confirms a parcel that isn’t theirs',
    file: shipping,
    edits: [["      if (order.member_id !== memberId) throw new Fault('access.not_found')\n", '']],
    test,
    says: 'is placed, paid, packed',
  },
  {
    name: 'a parcel keeps the name and the way of a shopper who is forgotten',
    file: 'platform/src/selling/shoppers-data.holder.ts',
    edits: [['    await this.data.clearParcels(memberId)\n', '']],
    test,
    says: 'once they are forgotten',
  },
]
