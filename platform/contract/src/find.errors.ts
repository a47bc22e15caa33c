import type { ErrorEntry } from './people.errors.js'

/** What classifications, tags and synonyms may refuse with. */
export const findErrors = {
  'catalog.synonym_not_a_word': {
    status: 422,
    'zh-CN': '“{word}”不是一个词：请不要用空格或标点',
    en: '"{word}" is not one word: leave out blanks and marks',
  },
  'catalog.synonyms_alike': {
    status: 422,
    'zh-CN': '“{word}”写了两次',
    en: '"{word}" is there twice',
  },
  'catalog.synonyms_full': {
    status: 409,
    'zh-CN': '同义词最多 {most} 组',
    en: 'There can be {most} groups of synonyms at most',
  },
  'catalog.classification_in_use': {
    status: 409,
    'zh-CN': '还有下级或商品在使用，不能删除',
    en: 'There is still something below it or goods use it, so it cannot be deleted',
  },
  'catalog.classifications_full': {
    status: 409,
    'zh-CN': '分类体系最多 {most} 项',
    en: 'There can be {most} classifications at most',
  },
  'catalog.tags_full': {
    status: 409,
    'zh-CN': '标签最多 {most} 个',
    en: 'There can be {most} tags at most',
  },
  'catalog.tag_time_mixed_up': {
    status: 422,
    'zh-CN': '标签的结束时间须晚于开始时间',
    en: 'A tag must end after it begins',
  },
} as const satisfies Record<string, ErrorEntry>
