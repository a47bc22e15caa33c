import type { zhPage } from './zh-page'

/** Words of a product's page. */
export const enPage: Record<keyof typeof zhPage, string> = {
  'story.title': 'About it',
  'story.copied': 'Link copied; open it in your browser',
}
