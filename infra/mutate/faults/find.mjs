/** What goods are found by, and narrowed down to. */
const search = 'src/catalog/search.api.test.ts'
const filters = 'src/catalog/filters.api.test.ts'
const catalog = (file) => `platform/src/catalog/${file}`
export const find = [
  {
    name: 'a store that sells few of the best hits is shown no others',
    file: catalog('search.service.ts'),
    edits: [['if (!page || page.nextCursor || whole) return page', 'return page']],
    test: search,
    says: 'looked through to its end',
  },
  {
    name: 'goods are not found by their codes in the shop',
    file: catalog('hits.repo.ts'),
    edits: [['    ...codesSql(word, from, to, `, ${rank.code}`),\n', '']],
    test: search,
    says: 'every one of its codes',
  },
  {
    name: 'what only contains a word is as good as what begins with it',
    file: catalog('hits.repo.ts'),
    edits: [['inner: 2,', 'inner: 1,']],
    test: search,
    says: 'puts the word first',
  },
  {
    name: 'terms that are gone stay behind',
    file: catalog('search-terms.repo.ts'),
    edits: [
      ['and not exists (select from wanted w where', 'and false and not exists (select from wanted w where'],
    ],
    test: search,
    says: 'writes the terms of many',
  },
  {
    name: 'words nothing is called by are suggested on',
    file: catalog('search.repo.ts'),
    edits: [['where x.goods > 0 order by', 'order by']],
    test: search,
    says: 'forgets words',
  },
  {
    name: 'deleted synonyms are found by for a second',
    file: catalog('synonyms.service.ts'),
    edits: [
      [
        '      await this.synonyms.remove(id)\n      await touchAnswers()\n',
        '      await this.synonyms.remove(id)\n',
      ],
    ],
    test: search,
    says: 'puts the word first',
  },
  {
    name: 'a tag stays on cards when its time is over',
    file: catalog('narrow.repo.ts'),
    edits: [
      [
        'pt.product_id = ${product} and pt.from_at <= ${at} and (pt.until_at is null or pt.until_at > ${at}))`',
        'pt.product_id = ${product} and pt.from_at <= ${at})`',
      ],
    ],
    test: filters,
    says: 'from when to when',
  },
  {
    name: 'a tag filters before its time',
    file: catalog('narrow.repo.ts'),
    edits: [['any(${ids}::uuid[]) and pt.from_at <= ${at} and', 'any(${ids}::uuid[]) and']],
    test: filters,
    says: 'by brands, values',
  },
  {
    name: 'a tag out of use shows on for a second',
    file: catalog('tags.service.ts'),
    edits: [
      [
        '      await this.tags.update(id, input)\n      await touchAnswers()\n',
        '      await this.tags.update(id, input)\n',
      ],
    ],
    test: filters,
    says: 'from when to when',
  },
  {
    name: 'a choice narrows down its own list',
    file: catalog('filters.repo.ts'),
    edits: [['where b.fails - ${own} = 0 group by', 'where b.fails = 0 group by']],
    test: filters,
    says: 'counts what each choice would leave',
  },
  {
    name: 'a classification in use is deleted',
    file: catalog('classifications.repo.ts'),
    edits: [
      [
        '\n          and not exists (select from product_classes pc where pc.tenant_id = $1 and pc.classification_id = c.id)`',
        '`',
      ],
    ],
    test: filters,
    says: '409 while in use',
  },
  {
    name: 'a tag may end before it begins',
    file: catalog('tags.service.ts'),
    edits: [['Date.parse(until) <= Date.parse(from)', 'false']],
    test: filters,
    says: '422 for a time that ends',
  },
]
