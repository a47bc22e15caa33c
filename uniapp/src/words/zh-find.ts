/** Words of searching and narrowing down. */
export const zhFind = {
  'sort.best': '综合',
  'filter.title': '筛选',
  'filter.titleCount': '筛选 {count}',
  'filter.price': '价格',
  'filter.lowest': '最低价',
  'filter.highest': '最高价',
  'filter.brands': '品牌',
  'filter.tags': '标签',
  'filter.clear': '清空',
  'filter.show': '看 {count} 件商品',
  'filter.none': '没有符合筛选的商品',
  'filter.noneHint': '减少几个筛选条件再看看',
  'search.meant': '您要找的是不是',
  'search.alike': '没有完全符合的，这些比较接近',
  'search.favourites': '大家都在买',
  'search.inCategory': '分类',
} as const
