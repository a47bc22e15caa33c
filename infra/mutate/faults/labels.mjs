/** Shelf labels. */
const test = 'src/labels/labels.api.test.ts'
export const labels = [
  {
    name: 'labels of goods that the store does not sell',
    file: 'platform/src/labels/labels.repo.ts',
    edits: [['p.tenant_id = $1 and ${soldAt()}\n         join skus', 'p.tenant_id = $1\n         join skus']],
    test,
    says: 'are of what it sells alone',
  },
  {
    name: 'ticking one SKU prints those beside it',
    file: 'platform/src/labels/labels.repo.ts',
    edits: [["skuIds ? `and k.id = any(${add(skuIds)}::uuid[])` : ''", "''"]],
    test,
    says: 'by SKU',
  },
  {
    name: 'labels bear the price of all stores',
    file: 'platform/src/labels/labels.repo.ts',
    edits: [['${PRICE} as price', 'k.list_price as price']],
    test,
    says: 'what the goods cost here now',
  },
  {
    name: 'a sign without a picture leaves a gap',
    file: 'platform/src/labels/label-words.ts',
    edits: [['    if (sign) throw', "    if (sign === '') throw"]],
    test,
    says: 'are refused where a sign cannot be printed',
  },
  {
    name: 'a print of one store is shown to another',
    file: 'platform/src/labels/labels.service.ts',
    edits: [['found(row.store_id === storeId ? row : undefined)', 'row']],
    test,
    says: 'are printed by who may read its prices',
  },
  {
    name: 'a print goes on without codes although it should stop',
    file: 'platform/src/labels/printing.service.ts',
    edits: [["!given && print.when_down === 'stop'", "!given && print.when_down === 'never'"]],
    test,
    says: 'that WeChat does not give stop the print',
  },
]
