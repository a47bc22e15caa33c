const test = 'src/pricing/prices.api.test.ts'
const bounds = 'src/pricing/bounds.api.test.ts'
const buyers = 'src/selling/buyers.api.test.ts'
const moves = 'src/pricing/moves.api.test.ts'
const properties = 'src/pricing/properties.api.test.ts'

/** Faults of prices and their bounds. */
export const prices = [
  {
    name: 'prices know no bounds',
    file: 'platform/src/pricing/price-guard.service.ts',
    edits: [["    if (fresh) throw await this.refusal('pricing.outside_bounds', fresh)\n", '']],
    test,
    says: '422 outside the bounds with the bounds',
  },
  {
    name: 'a bound of prices is left out by the rules',
    file: 'platform/rules/src/pricing/bounds.ts',
    edits: [[' && (priceMax === null || price <= priceMax)', '']],
    test,
    says: '422 for bounds that cross or leave the list price outside',
  },
  {
    name: 'a region’s price goes before a store’s',
    file: 'platform/src/catalog/price.repo.ts',
    edits: [['order by array_position(${units}, u.unit_id), u.channel', 'order by u.channel']],
    test: properties,
    says: 'are the same by SQL and by the rules',
  },
  {
    name: 'what a price covers is not looked at',
    file: 'platform/src/catalog/price-conflicts.repo.ts',
    edits: [['and up.steps > 0', 'and up.steps > 99']],
    test: properties,
    says: 'lie inside their bounds at every place and time',
  },
  {
    name: 'goods outside their bounds are sold',
    file: 'platform/src/selling/basket.service.ts',
    edits: [['if (outside.length) throw', 'if (outside.length < 0) throw']],
    test: bounds,
    says: 'nothing outside them is sold',
  },
  {
    name: 'a page is kept beyond the time of its prices',
    file: 'platform/src/kernel/answers.ts',
    edits: [[' && now < known.until', '']],
    test: bounds,
    says: 'begin and end by the clock',
  },
  {
    name: 'prices and bounds don’t wait for each other',
    file: 'platform/src/pricing/bounds.repo.ts',
    edits: [[' order by k.id for no key update of k', ' order by k.id']],
    test: bounds,
    says: 'never end up apart, whoever comes first',
  },
  {
    name: 'goods scanned in the store once cost the price there for ever',
    file: 'platform/src/selling/buyers.repo.ts',
    edits: [[' and c.scanned_until > ${at.now}', '']],
    test: buyers,
    says: 'who scans in the store pays the price there',
  },
  {
    name: 'a level’s percentage goes below the floor',
    file: 'platform/rules/src/pricing/tiers.ts',
    edits: [['Math.max(left, floor ?? 1, 1)', 'Math.max(left, floor ?? 1, 1) && left']],
    test: buyers,
    says: 'never goes below what bounds allow',
  },
  {
    name: 'a level’s price is everybody’s',
    file: 'platform/rules/src/pricing/tiers.ts',
    edits: [['tier.levelId === null || tier.levelId === level?.id', 'tier.levelId !== undefined']],
    test: buyers,
    says: 'nobody else does',
  },
  {
    name: 'nobody looks at prices when a store moves',
    file: 'platform/src/org/moves.ts',
    edits: [['  around = look', '  around = look && around']],
    test: moves,
    says: '409 naming the prices',
  },
  {
    name: 'tiers are not judged by bounds',
    file: 'platform/src/catalog/price-conflicts.repo.ts',
    edits: [['t.sku_id = w."skuId" and (t.ends_at', 't.sku_id = w."skuId" and false and (t.ends_at']],
    test: buyers,
    says: '422 for a tier outside its bounds',
  },
]
