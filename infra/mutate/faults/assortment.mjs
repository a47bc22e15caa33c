/** What is sold where. */
const test = 'src/assortment/assortment.api.test.ts'
const ruled = 'src/assortment/rules.api.test.ts'
const settling = 'platform/src/assortment/settling.service.ts'
const sold = 'platform/src/catalog/sold.repo.ts'
export const assortment = [
  {
    name: 'goods released to no node are sold all the same',
    file: sold,
    edits: [[' and al.unit_id = any(${st}.unit_ids)', '']],
    test,
    says: 'in exactly its stores',
  },
  {
    name: 'goods of one store are sold by all',
    file: sold,
    edits: [[' and ${p}.store_id = ${st}.id) or (', ') or (']],
    test,
    says: 'to one store alone',
  },
  {
    name: 'what a store took off its shelves is sold on',
    file: sold,
    edits: [[' and ${listedIn(st, p)}`', '`']],
    test,
    says: 'takes goods off its shelves',
  },
  {
    name: 'a store that moves keeps what its old place sold',
    file: 'platform/src/org/stores.service.ts',
    edits: [['      if (body.regionId) await this.tree.place(id, id)\n', '']],
    test,
    says: 'a store that moves',
  },
  {
    name: 'the stores of a region that moves keep what their old place sold',
    file: 'platform/src/org/org.service.ts',
    edits: [['      if (body.parentId) await this.place(id)\n', '']],
    test,
    says: 'a store that moves',
  },
  {
    name: 'a store lists what was never released to it',
    file: 'platform/src/assortment/listings.service.ts',
    edits: [["      if (before.reason === 'not_released') throw new Fault('assortment.not_released')\n", '']],
    test,
    says: 'lists nothing that HQ has not released',
  },
  {
    name: 'a store lists what HQ keeps to itself',
    file: 'platform/src/assortment/listings.service.ts',
    edits: [["      await this.decisions.mustDecide('listing', storeId)\n", '']],
    test,
    says: 'lists nothing that HQ has not released',
  },
  {
    name: 'kept pages outlive an unlisting',
    file: 'platform/src/assortment/listings.service.ts',
    edits: [['      await touchAnswers(storeId)\n', '']],
    test,
    says: 'takes goods off its shelves',
  },
  {
    name: 'an undo overwrites what was changed since',
    file: 'platform/src/assortment/allocation-changes.service.ts',
    edits: [
      ['rows.filter((r) => now.get(r.productId) === rangeKey(r.after))', 'rows.filter(() => now.size)'],
    ],
    test,
    says: 'undone but for what was changed since',
  },
  {
    name: 'a till is not told of goods that a store took off its shelves',
    file: 'platform/src/till/till-changes.repo.ts',
    edits: [["jsonb_array_elements_text(payload -> 'productIds')) x(id)", "payload ->> 'none') x(id)"]],
    test,
    says: 'one good comes as another goes',
  },
  {
    name: 'staff of other stores see goods of one store',
    file: 'platform/src/catalog/products.repo.ts',
    edits: [["p.id = $2 and ${shownTo('$3')}`", 'p.id = $2 and ($3::uuid[] is null or true)`']],
    test,
    says: 'to one store alone',
  },
  {
    name: 'rules overwrite what somebody set by hand',
    file: settling,
    edits: [['.filter(({ range }) => !range.byHand)', '']],
    test: ruled,
    says: 'that somebody set by hand',
  },
  {
    name: 'a rule is changed while goods are written by what it was',
    file: 'platform/src/assortment/rules.repo.ts',
    edits: [["${hold ? 'for share' : ''}", "${hold ? '' : ''}"]],
    test: ruled,
    says: 'holds it still until they are written',
  },
  {
    name: 'kept pages outlive a rule',
    file: 'platform/src/assortment/tell.ts',
    edits: [['  await touchAnswers()\n', '']],
    test: ruled,
    says: 'kept pages follow it',
  },
  {
    name: 'goods stay with a rule when their tag has ended',
    file: 'platform/src/assortment/walks.service.ts',
    edits: [['      await this.settling.settle(turned)\n', '']],
    test: ruled,
    says: 'whose tag begins or ends by itself',
  },
  {
    name: 'two who edit a rule overwrite each other',
    file: 'platform/src/assortment/rules.repo.ts',
    edits: [[' and version = $10`', ' and $10 > 0`']],
    test: ruled,
    says: '400, 401, 403, 404, 409 and 422',
  },
  {
    name: 'a rule is deleted that still decides on goods',
    file: 'platform/src/assortment/rules.service.ts',
    edits: [["        throw new Fault('assortment.rule_in_use')\n", '        void 0\n']],
    test: ruled,
    says: '400, 401, 403, 404, 409 and 422',
  },
]
