import type { ErrorEntry } from './people.errors.js'

/** What goods that consist of others may refuse with. */
export const bundleErrors = {
  'catalog.bundle_fixed': {
    status: 409,
    'zh-CN': '商品是否为组合商品在新建时确定，之后不能改',
    en: 'Whether a product is a bundle is decided when it is added and stays so',
  },
  'catalog.bundle_supplied': {
    status: 422,
    'zh-CN': '组合商品只能是自营商品，不能属于供应商',
    en: 'A bundle is the brand’s own; it cannot belong to a supplier',
  },
  'catalog.part_twice': {
    status: 422,
    'zh-CN': '同一规格在组合中只能出现一次',
    en: 'A SKU can be in a bundle only once',
  },
  'catalog.part_unfitting': {
    status: 422,
    'zh-CN': '{code} 不能放进组合：只能放自营的实物规格（不含称重、组合和供应商商品）',
    en: '{code} cannot be part of a bundle: only own physical goods can (not weighed ones, bundles, or a supplier’s)',
  },
  'catalog.parts_not_on_sale': {
    status: 422,
    'zh-CN': '组合还不能上架：{codes} 没有在售',
    en: 'The bundle cannot be published yet: {codes} not on sale',
  },
  'catalog.sku_is_part': {
    status: 409,
    'zh-CN': '规格 {code} 是组合商品“{bundle}”的一部分，不能删除或改变类型；请先从组合中移除',
    en: 'SKU {code} is part of the bundle "{bundle}": take it out of there before deleting it or changing its kind',
  },
  'inventory.bundle_has_none': {
    status: 422,
    'zh-CN': '组合商品没有自己的库存，请调整组成它的商品',
    en: 'A bundle has no stock of its own; correct the goods it consists of',
  },
} as const satisfies Record<string, ErrorEntry>
