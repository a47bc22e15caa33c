import type { zhFind } from './zh-find'

/** Words of searching and narrowing down. */
export const enFind: Record<keyof typeof zhFind, string> = {
  'sort.best': 'Best match',
  'filter.title': 'Filter',
  'filter.titleCount': 'Filter {count}',
  'filter.price': 'Price',
  'filter.lowest': 'Lowest',
  'filter.highest': 'Highest',
  'filter.brands': 'Brand',
  'filter.tags': 'Tag',
  'filter.clear': 'Clear',
  'filter.show': 'Show {count}',
  'filter.none': 'Nothing fits these filters',
  'filter.noneHint': 'Take some of them away',
  'search.meant': 'Did you mean',
  'search.alike': 'Nothing fits exactly; these come close',
  'search.favourites': 'What others buy',
  'search.inCategory': 'Category',
  'search.aisles': 'Browse the aisles',
}
