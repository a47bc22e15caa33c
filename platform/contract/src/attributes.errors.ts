import type { ErrorEntry } from './people.errors.js'

/** What attributes, their values and kinds of goods may refuse with. */
export const attributeErrors = {
  'catalog.category_in_use': {
    status: 409,
    'zh-CN': '分类下还有下级分类或商品，不能删除',
    en: 'There are categories or goods in it, so it cannot be deleted',
  },
  'catalog.attributes_full': {
    status: 409,
    'zh-CN': '属性最多 {most} 个',
    en: 'There can be {most} attributes at most',
  },
  'catalog.attribute_unfitting': {
    status: 422,
    'zh-CN': '选项属性需要选项且选项不能重名；只有选项可以多选，只有选项和是否可以用于筛选',
    en: 'Choices need something to choose from, each once; only choices take several values, only choices and yes/no narrow a list',
  },
  'catalog.choice_in_use': {
    status: 409,
    'zh-CN': '还有商品使用选项“{choice}”，不能删除',
    en: 'Goods still have the choice "{choice}", so it cannot be deleted',
  },
  'catalog.value_invalid': {
    status: 422,
    'zh-CN': '“{attribute}”的值不对：{value}',
    en: '"{value}" is no value of {attribute}',
  },
  'catalog.kind_not_sold': {
    status: 422,
    'zh-CN': '“{kind}”类商品暂时还不能销售，请先保存为草稿',
    en: 'Goods of the kind "{kind}" cannot be sold yet; keep them as a draft',
  },
} as const satisfies Record<string, ErrorEntry>
