/** What goods are, what describes them, how they change. */
const attributes = 'src/catalog/attributes.api.test.ts'
export const life = [
  {
    name: 'goods are published without what their category requires',
    file: 'platform/src/catalog/products.service.ts',
    edits: [['        await this.refuseLacking(id, product.categoryId)\n', '']],
    test: attributes,
    says: 'block publishing while a required one is missing',
  },
  {
    name: 'goods on sale lose what their category requires',
    file: 'platform/src/catalog/products.service.ts',
    edits: [['      if (onSale) await this.refuseLacking(id, fields.categoryId, lackedBefore)\n', '']],
    test: attributes,
    says: 'block publishing while a required one is missing',
  },
  {
    name: 'kept pages go on showing an attribute’s old name',
    file: 'platform/src/catalog/attributes.service.ts',
    edits: [['    await this.attributes.look()\n', '']],
    test: attributes,
    says: 'a name that changes is on kept pages at once',
  },
  {
    name: 'kinds nobody can sell are put on sale',
    file: 'platform/src/catalog/products.service.ts',
    edits: [['!isSold(p.kind)', 'p.kind === undefined']],
    test: attributes,
    says: 'can be described, not put on sale',
  },
]
