/** What goods are, what describes them, how they change. */
const attributes = 'src/catalog/attributes.api.test.ts'
const changes = 'src/catalog/changes.api.test.ts'
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
  {
    name: 'who may not publish edits goods on sale',
    file: 'platform/src/catalog/edit-gate.ts',
    edits: [["if (state === 'published')", 'if (!id)']],
    test: changes,
    says: 'what an edit of goods on sale becomes',
  },
  {
    name: 'the story of goods on sale is anybody’s to tell',
    file: 'platform/src/catalog/presentations.service.ts',
    edits: [["      await this.gate.check(productId, state, 'catalog.story_on_sale')\n", '']],
    test: changes,
    says: 'what an edit of goods on sale becomes',
  },
  {
    name: 'a sheet edits goods on sale for who may not publish',
    file: 'platform/src/sheets/product-judge.ts',
    edits: [["    !mayReach('publish', 'Product', {}) &&\n", '    !group &&\n']],
    test: changes,
    says: 'neither a sheet nor an edit of many',
  },
  {
    name: 'a change is applied over what others have changed since',
    file: 'platform/src/catalog/changes.service.ts',
    edits: [
      ["    if (version !== base_version) throw new Fault('catalog.change_stale')\n", ''],
      ['version: base_version }', 'version }'],
    ],
    test: changes,
    says: 'one that is overtaken can only be made anew',
  },
  {
    name: 'a plan is carried out by each worker that comes by',
    file: 'platform/src/catalog/plans.repo.ts',
    edits: [
      [' and ${column} <= $3 for update`', ' and ($3::timestamptz is null or ${column} is null or true)`'],
    ],
    test: 'src/catalog/plans.api.test.ts',
    says: 'is carried out once by however many workers',
  },
  {
    name: 'who may not publish edits what goes on sale by itself',
    file: 'platform/src/catalog/edit-gate.ts',
    edits: [["throw new Fault('catalog.planned')", 'void 0']],
    test: 'src/catalog/plans.api.test.ts',
    says: 'keeps goods from edits by who may not publish',
  },
  {
    name: 'anybody decides about changes',
    file: 'platform/src/catalog/changes.service.ts',
    edits: [["mustReach('publish', 'Product', {})", 'void 0']],
    test: changes,
    says: 'what an edit of goods on sale becomes',
  },
]
