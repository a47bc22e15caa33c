/** What a product's page shows, and to whom. */
const presentations = 'src/catalog/presentations.api.test.ts'
const pages = 'src/catalog/shop-pages.api.test.ts'
const media = 'src/catalog/media.api.test.ts'
const catalog = (file) => `platform/src/catalog/${file}`
export const page = [
  {
    name: 'the later of two who write a story wins',
    file: catalog('presentations.repo.ts'),
    edits: [[' where pr.version = $14', '']],
    test: presentations,
    says: 'not the one read',
  },
  {
    name: 'shoppers keep seeing the story from before',
    file: catalog('presentations.repo.ts'),
    edits: [['set look = look + 1', 'set look = look']],
    test: presentations,
    says: 'seen by shoppers at once',
  },
  {
    name: 'a private video may stand on a page',
    file: catalog('presentations.repo.ts'),
    edits: [[" and (kind = 'picture' or public)", '']],
    test: presentations,
    says: 'what no story is',
  },
  {
    name: 'a model may name files elsewhere',
    file: catalog('model.ts'),
    edits: [["if (parts.some((part) => part?.uri !== undefined)) return 'outside'", '']],
    test: presentations,
    says: 'binary glTF',
  },
  {
    name: 'links of a story are written as they are',
    file: 'platform/src/kernel/plain-page.ts',
    edits: [['<a href="${htmlOf(link)}"', '<a href="${link}"']],
    test: pages,
    says: 'a story is read whole',
  },
  {
    name: 'a part of a picture may lie outside of it',
    file: catalog('picture.ts'),
    edits: [['    if (!isWithin(part, whole)) throw outside()\n', '']],
    test: media,
    says: 'a part of the upright picture',
  },
]
