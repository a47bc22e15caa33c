/** Words of a product's page. */
export const zhPage = {
  'story.title': '图文详情',
  'story.copied': '链接已复制，请在浏览器中打开',
} as const
