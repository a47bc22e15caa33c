/** Goods that sell the stock of their parts. */
const test = 'src/selling/bundles.api.test.ts'
export const bundles = [
  {
    name: 'a sheet puts a supplier’s goods into a bundle',
    file: 'platform/src/sheets/part-cells.ts',
    edits: [["      if (misfitPart(part)) return { code: 'part_unfitting', args: { code } }\n", '']],
    test: 'src/sheets/bundle-sheets.api.test.ts',
    says: 'name what does not fit',
  },
  {
    name: 'a sheet puts goods that are not on sale into a bundle that is',
    file: 'platform/src/sheets/part-cells.ts',
    edits: [["  if (before.state !== 'published') return []\n", '  if (before) return []\n']],
    test: 'src/sheets/bundle-sheets.api.test.ts',
    says: 'name what does not fit',
  },
  {
    name: 'a bundle takes itself out of stock',
    file: 'platform/src/selling/placement.service.ts',
    edits: [
      [
        'parts ? parts.map((p) => ({ skuId: p.sku_id, quantity: p.quantity })) : [{ skuId: sku_id, quantity }]',
        'parts ? [{ skuId: sku_id, quantity }] : [{ skuId: sku_id, quantity }]',
      ],
    ],
    test,
    says: 'holds its parts as it was sold',
  },
  {
    name: 'a bundle goes on while a part is retired',
    file: 'platform/src/catalog/bundle-stock.ts',
    edits: [['`${k}.active and ${partsOnSale(k)}`', '`${k}.active`']],
    test,
    says: 'none while a part is off sale',
  },
  {
    name: 'kept pages of bundles are not drawn anew',
    file: 'platform/src/catalog/products.service.ts',
    edits: [
      [
        '        throw illegal((await this.one(id)).state)\n      await this.parts.touchBundles([id])',
        '        throw illegal((await this.one(id)).state)',
      ],
    ],
    test,
    says: 'none while a part is off sale',
  },
  {
    name: 'a SKU that a bundle holds is taken away',
    file: 'platform/src/catalog/product-parts.service.ts',
    edits: [['    await this.bundles.mustNotLack(id)\n', '']],
    test,
    says: 'a SKU that is part of it stays',
  },
  {
    name: 'late money takes the bundle, not its parts',
    file: 'platform/src/selling/orders.repo.ts',
    edits: [
      [
        'coalesce(p.sku_id, l.sku_id) as "skuId", coalesce(p.quantity, l.quantity) as quantity',
        'l.sku_id as "skuId", l.quantity',
      ],
    ],
    test,
    says: 'unpaid too long',
  },
  {
    name: 'a bundle is corrected like goods on a shelf',
    file: 'platform/src/inventory/inventory.service.ts',
    edits: [["      if (bundled) throw new Fault('inventory.bundle_has_none')\n", '']],
    test,
    says: 'no stock of its own to correct',
  },
]
