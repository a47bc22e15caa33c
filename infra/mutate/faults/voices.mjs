/** What shoppers say, and goods beside other goods. */
const reviews = 'src/reviews/reviews.api.test.ts'
const related = 'src/catalog/related.api.test.ts'
const here = (file) => `platform/src/reviews/${file}`
export const voices = [
  {
    name: 'goods are reviewed before their order is completed',
    file: here('writing.service.ts'),
    edits: [["      if (line.status !== 'completed') throw new Fault('reviews.order_open')\n", '']],
    test: reviews,
    says: '403 before the order is completed',
  },
  {
    name: 'what was hidden still counts in the rating',
    file: here('moderation.service.ts'),
    edits: [["if (review.state === 'shown') await this.ratings.take([review.id])", '']],
    test: reviews,
    says: 'is hidden until HQ shows it',
  },
  {
    name: 'two who decide at once both count',
    file: here('moderation.repo.ts'),
    edits: [
      ["r.id = $2 and r.state <> 'withdrawn' for update of r`", "r.id = $2 and r.state <> 'withdrawn'`"],
    ],
    test: reviews,
    says: 'ratings stay exact',
  },
  {
    name: 'pictures are shown without a look where words are',
    file: 'platform/rules/src/reviews/moderation.ts',
    edits: [['said.atOnce && said.pictures === 0', 'said.atOnce']],
    test: reviews,
    says: 'words alone are shown at once',
  },
  {
    name: 'a store manager answers for stores that are not theirs',
    file: here('moderation.service.ts'),
    edits: [["      mustReach('reply', 'Review', { storeId: review.store_id })\n", '']],
    test: reviews,
    says: 'in their stores alone',
  },
  {
    name: 'a shopper uses somebody else’s picture',
    file: here('pictures.repo.ts'),
    edits: [
      [
        'and line_id = $4 and member_id = $5 and review_id is null',
        'and $4::uuid is not null and $5::uuid is not null and review_id is null',
      ],
    ],
    test: reviews,
    says: 'somebody else’s or used is refused',
  },
  {
    name: 'what a merchandiser chose is shown a second late',
    file: 'platform/src/catalog/related.service.ts',
    edits: [['      await touchAnswers()\n', '']],
    test: related,
    says: 'what was chosen goes first',
  },
]
