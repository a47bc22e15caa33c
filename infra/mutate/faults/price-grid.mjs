const grid = 'src/pricing/price-grid.api.test.ts'
const parity = 'src/pricing/parity.api.test.ts'

/** Faults of the price grid, of who prices which goods, and of parity. */
export const priceGrid = [
  {
    name: 'the grid overwrites what another changed meanwhile',
    file: 'platform/src/pricing/price-grid.service.ts',
    edits: [['changes.filter((c) => nowOf(c, ground) !== c.seen)', 'changes.filter(() => false)']],
    test: grid,
    says: '422 for a cell that somebody else changed meanwhile',
  },
  {
    name: 'the grid looks at its cells one by one alone',
    file: 'platform/src/pricing/price-grid.service.ts',
    edits: [['for (const c of outside) {', 'for (const c of outside.slice(outside.length)) {']],
    test: grid,
    says: '422 where a cell uncovers a price',
  },
  {
    name: 'a place that is kept is opened by the word on goods',
    file: 'platform/rules/src/pricing/level.ts',
    edits: [['place !== null && RANK[place] > RANK[goods] ? place : goods', 'goods']],
    test: grid,
    says: 'the word on goods goes before the brand',
  },
  {
    name: 'goods whose price HQ keeps are priced by stores',
    file: 'platform/src/pricing/unit-prices.service.ts',
    edits: [['    if (unit) await this.levels.mustDecide(unitId, skuId)\n', '']],
    test: grid,
    says: 'a category keeps all below it',
  },
  {
    name: 'list prices take channels apart under a policy that blocks',
    file: 'platform/src/catalog/list-prices.service.ts',
    edits: [
      ['await this.parity.hold(skuIds, () => this.prices.write(prices))', 'await this.prices.write(prices)'],
    ],
    test: parity,
    says: '422 on every way a price is written',
  },
  {
    name: 'prices that begin later are not held to parity',
    file: 'platform/src/catalog/parity.repo.ts',
    edits: [[' union select sku_id, starts_at from rows where starts_at > $3', '']],
    test: parity,
    says: '422 on every way a price is written',
  },
]
