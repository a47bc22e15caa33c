export default {
  bundles: {
    title: 'What it consists of',
    hint: 'Each one sold takes its parts out of stock. A bundle has no stock of its own: its scarcest part decides how many can be sold.',
    add: 'Add by name, code or barcode; a scanner works too',
    noMatch: 'Nothing found',
    remove: 'Remove {name}',
    quantity: 'How many of {name}',
    singly: 'Bought singly',
    price: 'As a bundle',
    saves: 'Saves',
    dearer: 'Dearer than singly by',
    stopped:
      'Not all parts are on sale, so the bundle is not sold for now. Put the part back on sale, or take another.',
    problem: {
      weighed: 'Weighed goods do not fit',
      bundle: 'A bundle holds no bundle',
      kind: 'Goods of this kind do not fit',
      supplied: 'A supplier’s goods do not fit',
      retired: 'Retired',
      not_published: 'Not published',
      sku_inactive: 'SKU no longer sold',
    },
  },
}
